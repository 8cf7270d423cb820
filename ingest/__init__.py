"""The write side: declarations become passes, scans become verdicts, both become events."""
