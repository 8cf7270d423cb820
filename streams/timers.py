"""Notes to look at a citizen again at a certain minute, kept as state entries.

A note that fired is deleted one group later than everything that followed from it was kept; after a
crash in between it fires once more, and what follows is said once more.
"""

import heapq
from collections.abc import Iterable, Iterator

from streams.keys import timer_key, timer_of

_SET = b"1"


class Timers:
    """The notes of one partition."""

    def __init__(self, keys: Iterable[bytes]) -> None:
        """Start with the notes that were kept."""
        self._heap = [(timer_of(key)[0], key) for key in keys]
        heapq.heapify(self._heap)
        self._new: set[bytes] = set()
        self._fired: list[bytes] = []
        self._over: list[bytes] = []

    def set(self, due_ms: int, citizen_id: str) -> None:
        """Note to look at the citizen when it is `due_ms`, to the minute."""
        key = timer_key(due_ms, citizen_id)
        heapq.heappush(self._heap, (timer_of(key)[0], key))
        self._new.add(key)

    def due(self, now_ms: int, most: int) -> list[str]:
        """Return whose time has come, at most so many; the rest waits for the next call."""
        citizens: list[str] = []
        while self._heap and self._heap[0][0] <= now_ms and len(citizens) < most:
            _, key = heapq.heappop(self._heap)
            self._fired.append(key)
            citizens.append(timer_of(key)[1])
        return citizens

    @property
    def has_changes(self) -> bool:
        """Whether there is something to be kept."""
        return bool(self._new or self._over)

    def changes(self) -> Iterator[tuple[bytes, bytes | None]]:
        """Yield the state entries that keep what was set, and what is over and done with."""
        for key in self._new:
            yield key, _SET
        for key in self._over:
            if key not in self._new:
                yield key, None

    def kept(self) -> None:
        """Note that everything up to now is kept."""
        self._new.clear()
        self._over, self._fired = self._fired, []

    def __len__(self) -> int:
        """How many notes wait."""
        return len(self._heap)
