"""What the gateway costs beside an endpoint that only decodes and verifies."""
