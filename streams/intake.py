"""Records between Kafka and the group commit: what waits, what is in work, how far all is kept."""

import asyncio
from collections.abc import Container, Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple, Protocol

# About 30,000 scans of many to a record: a second of work, after which others may go on.
GROUP_BYTES = 16 * 1024 * 1024
# So much may wait: while a group is worked on, places of which nothing waits are fetched from too.
_MOST_GROUPS = 2


class Place(NamedTuple):
    """A topic and one of its partitions."""

    topic: str
    partition: int


class Record(Protocol):
    """A Kafka record, as far as anybody looks at it here."""

    topic: str
    partition: int
    offset: int
    value: bytes | None


class _Queue:
    """What waits of one place, in its order, and the bytes in it."""

    def __init__(self) -> None:
        self.records: list[Record] = []
        self.size = 0

    def add(self, records: Sequence[Record]) -> None:
        self.records += records
        self.size += _size_of(records)

    def take(self, most: int, size: int) -> list[Record]:
        """Take the first, at most so many and of about so many bytes, but one at least."""
        average = self.size // len(self.records) or 1
        taken = self.records[: max(1, min(most, size // average))]
        del self.records[: len(taken)]
        self.size -= _size_of(taken)
        return taken


class Intake:
    """Takes whole fetches in and gives groups out: what waits, for larger ones cost less a scan.

    One task adds, one at a time takes; `kept` says how far everything is kept that follows.
    """

    def __init__(self, most_records: int) -> None:
        """Give out groups of at most so many records."""
        self._most_records = most_records
        self._waiting: dict[Place, _Queue] = {}
        self._in_work: dict[Place, int] = {}
        self._waits = asyncio.Event()
        self._is_full = asyncio.Event()
        self._has_room = asyncio.Event()
        self._is_idle = asyncio.Event()
        self.kept: dict[Place, int] = {}
        self._note()

    def add(self, fetched: Mapping[Place, Sequence[Record]]) -> None:
        """Take a fetch in; the records of a place stand in their order."""
        for place, records in fetched.items():
            if records:
                self._waiting.setdefault(place, _Queue()).add(records)
        self._note()

    def take(self) -> list[Record]:
        """Return a group, empty where nothing waits; it is in work until `finish`.

        Each place has its share in it, so that none stands still until others are through.
        """
        group: list[Record] = []
        size = 0
        while self._waiting and len(group) < self._most_records and size < GROUP_BYTES:
            shares = len(self._waiting)
            most = max(1, (self._most_records - len(group)) // shares)
            for place in list(self._waiting)[: self._most_records - len(group)]:
                taken = self._take_of(place, most, (GROUP_BYTES - size) // shares)
                group += taken
                size += _size_of(taken)
                shares -= 1
        self._note()
        return group

    def finish(self, partitions: Container[int]) -> None:
        """Note that all is kept that follows from the group in work, as far as it is of these."""
        self.kept |= {
            place: to for place, to in self._in_work.items() if place.partition in partitions
        }
        self._in_work = {}
        self._note()

    def forget(self) -> None:
        """Forget what waits and how far things were: somebody else may have these places now."""
        self._waiting = {}
        self._in_work = {}
        self.kept = {}
        self._note()

    async def room(self) -> None:
        """Wait until there is room for another fetch."""
        await self._has_room.wait()

    async def idle(self) -> None:
        """Wait until nothing waits and nothing is in work."""
        await self._is_idle.wait()

    async def group(self, within_s: float) -> None:
        """Wait until something waits, and then so long at most for it to become a whole group."""
        await self._waits.wait()
        with suppress(TimeoutError):
            await asyncio.wait_for(self._is_full.wait(), within_s)

    def _take_of(self, place: Place, most: int, size: int) -> list[Record]:
        queue = self._waiting[place]
        taken = queue.take(most, size)
        if not queue.records:
            del self._waiting[place]
        self._in_work[place] = taken[-1].offset + 1
        return taken

    def _note(self) -> None:
        records = sum(len(queue.records) for queue in self._waiting.values())
        size = sum(queue.size for queue in self._waiting.values())
        groups = max(records / self._most_records, size / GROUP_BYTES)
        _set(self._waits, is_so=records > 0)
        _set(self._is_full, is_so=groups >= 1)
        _set(self._has_room, is_so=groups < _MOST_GROUPS)
        _set(self._is_idle, is_so=not self._waiting and not self._in_work)


def _size_of(records: Sequence[Record]) -> int:
    return sum(len(record.value or b"") for record in records)


def _set(event: asyncio.Event, *, is_so: bool) -> None:
    if is_so:
        event.set()
    else:
        event.clear()
