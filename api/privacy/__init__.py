"""Personal data: what is kept, what goes, and what is held on one person."""
