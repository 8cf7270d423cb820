"""Where a line stands in its partition, as one number that only grows.

The number is what makes counting exact after a crash: whatever has been counted up to a position is
not counted again when the same lines are read once more.
"""

# A record holds at most this many lines.
LINES_A_RECORD = 1 << 14


def position_of(offset: int, line: int) -> int:
    """Return the position of a line of a record."""
    within = line if line < LINES_A_RECORD else LINES_A_RECORD - 1
    return offset * LINES_A_RECORD + within
