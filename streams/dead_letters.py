"""How many unreadable lines a worker puts aside before it stops.

A few poison lines are data; many are a bad deployment, which would drain the whole topic into the
dead letters if nobody stopped it.
"""

import msgspec

from contracts.errors import Stop


class DeadLetterLimit(msgspec.Struct, frozen=True, kw_only=True):
    """At most `run` unreadable lines in a row, and at most `share` of the last `window` lines."""

    run: int = 1000
    share: float = 0.1
    window: int = 10_000


class DeadLetterWatch:
    """Counts lines against a limit."""

    def __init__(self, limit: DeadLetterLimit) -> None:
        """Start with nothing seen."""
        self._limit = limit
        self._run = 0
        self._lines = 0
        self._dead = 0

    def good(self, lines: int) -> None:
        """Note readable lines."""
        self._run = 0
        self._note(lines, 0)

    def dead(self) -> None:
        """Note an unreadable line.

        Raises:
            Stop: over the limit.

        """
        self._run += 1
        self._note(1, 1)
        limit = self._limit
        if self._run > limit.run or self._dead > limit.share * limit.window:
            raise Stop(
                f"{self._dead} of the last {self._lines} lines can't be read ({self._run} in a row)"
            )

    def _note(self, lines: int, dead: int) -> None:
        """When a window is full, the next starts with half the weight of the last."""
        self._lines += lines
        self._dead += dead
        if self._lines >= self._limit.window:
            self._lines //= 2
            self._dead //= 2
