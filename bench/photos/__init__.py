"""How many damaged photographs of passes the gateway reads."""
