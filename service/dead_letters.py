"""When too many lines are unreadable, it is the deployment that is bad, not the data."""

import msgspec

from contracts.errors import Stop


class DeadLetterPolicy(msgspec.Struct, frozen=True, kw_only=True):
    """How many unreadable lines a partition may have: in a row, and as a share of the latest.

    The share is judged from `judged_from` lines on, so that a bad line among the first few is not a
    share of a half; lines older than about `window` no longer count.
    """

    max_run: int = 1_000
    max_share: float = 0.1
    judged_from: int = 10_000
    window: int = 100_000


class DeadLetterLimit:
    """Counts good and unreadable lines per partition and knows when to stop."""

    def __init__(self, policy: DeadLetterPolicy) -> None:
        """Begin with nothing seen."""
        self._policy = policy
        self._run: dict[tuple[str, int], int] = {}
        self._seen: dict[tuple[str, int], tuple[int, int]] = {}

    def good(self, topic: str, partition: int, lines: int = 1) -> None:
        """Note readable lines."""
        if lines:
            self._run[topic, partition] = 0
            self._note(topic, partition, lines, 0)

    def bad(self, topic: str, partition: int) -> None:
        """Note an unreadable line.

        Raises:
            Stop: the partition is over the limit.

        """
        run = self._run.get((topic, partition), 0) + 1
        self._run[topic, partition] = run
        lines, dead = self._note(topic, partition, 1, 1)
        if run > self._policy.max_run:
            raise Stop(f"{topic}[{partition}]: {run} unreadable lines in a row")
        if lines >= self._policy.judged_from and dead > lines * self._policy.max_share:
            raise Stop(f"{topic}[{partition}]: {dead} of the last {lines} lines are unreadable")

    def _note(self, topic: str, partition: int, lines: int, dead: int) -> tuple[int, int]:
        before_lines, before_dead = self._seen.get((topic, partition), (0, 0))
        lines, dead = before_lines + lines, before_dead + dead
        if lines > self._policy.window:
            lines, dead = lines // 2, dead // 2
        self._seen[topic, partition] = (lines, dead)
        return lines, dead
