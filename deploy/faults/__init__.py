"""Blows against a house under load, and what became of it."""
