"""Codes in photographs: read here, where a scanner's camera does not come to an end."""
