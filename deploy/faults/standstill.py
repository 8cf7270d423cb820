"""How long partitions have stood still: records wait, and the committed offset does not move.

A look that got no answer counts as standing still: with the broker away nothing moves. Between two
looks the worst is taken on trust, so a figure may be too long by the time between two looks, and is
never too short.
"""

from collections.abc import Mapping

from service.progress import Place, Position


class _Partition:
    """What is known of one partition; `since_s` is when it moved last or had nothing to do."""

    def __init__(self, position: Position, now_s: float) -> None:
        self.position = position
        self.since_s = now_s


class Standstills:
    """The longest standstill of any partition; times are seconds of one clock."""

    def __init__(self) -> None:
        self._partitions: dict[Place, _Partition] = {}
        self._was_answered = False
        self.longest_s = 0.0
        self.longest_since_mark_s = 0.0
        self._marked_s = 0.0

    def mark(self, now_s: float) -> None:
        """Begin `longest_since_mark_s` anew; what lies before does not count in it."""
        self._marked_s = now_s
        self.longest_since_mark_s = 0.0

    def note(self, positions: Mapping[Place, Position] | None, now_s: float) -> None:
        """Take in a look at all partitions; None if nobody answered."""
        if positions is None:
            for known in self._partitions.values():
                self._stood(known, now_s)
            self._was_answered = False
            return
        for place, position in positions.items():
            known = self._partitions.setdefault(place, _Partition(position, now_s))
            if known.position.waits or not self._was_answered:
                self._stood(known, now_s)
            if position.committed > known.position.committed or not position.waits:
                known.since_s = now_s
            known.position = position
        self._was_answered = True

    def all_moved(self, since: Mapping[Place, Position]) -> bool:
        """Tell whether every partition has got further than then, or has nothing to do."""
        return self._was_answered and all(
            place in since
            and (known.position.committed > since[place].committed or not known.position.waits)
            for place, known in self._partitions.items()
        )

    def positions(self) -> dict[Place, Position]:
        """Return where the partitions were at the last look that was answered."""
        return {place: known.position for place, known in self._partitions.items()}

    def _stood(self, known: _Partition, now_s: float) -> None:
        self.longest_s = max(self.longest_s, now_s - known.since_s)
        stood_s = now_s - max(known.since_s, self._marked_s)
        self.longest_since_mark_s = max(self.longest_since_mark_s, stood_s)
