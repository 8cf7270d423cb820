"""Lengths of time in milliseconds, the unit of every time on a topic."""

MINUTE_MS = 60_000
HOUR_MS = 60 * MINUTE_MS
DAY_MS = 24 * HOUR_MS

# By how much the clocks in Hà Nội are ahead of UTC, all year.
HANOI_AHEAD_MS = 7 * HOUR_MS
