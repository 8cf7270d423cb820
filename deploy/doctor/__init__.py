"""What runs, how it does, and what to do about what is wrong."""
