"""Benchmarks, each one command (`./chot bench …`), each printing ratios from one run."""
