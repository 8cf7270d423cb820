"""Personal data on a real broker and the real engine."""
