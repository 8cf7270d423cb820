"""The demonstration: a house, a simulated city in it, and a check of both at the end."""
