"""`chot bench streams`: the worker beside three other ways to do the same work."""
