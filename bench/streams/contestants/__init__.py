"""Ours and its peers, each run as a process: `python -m bench.streams.contestants.NAME TASK`."""
