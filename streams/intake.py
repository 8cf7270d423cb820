"""Records between Kafka and the group commit: what waits, what is in work, how far all is kept."""

import asyncio
from collections import deque
from collections.abc import Container, Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple, Protocol

# About 30,000 scans of many to a record: a second of work, after which others may go on.
GROUP_BYTES = 16 * 1024 * 1024


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


class _Stretch(NamedTuple):
    """Records of one place that follow each other, and the bytes in them."""

    place: Place
    records: Sequence[Record]
    size: int


class Intake:
    """Takes whole fetches in and gives groups out: what waits, for larger ones cost less a scan.

    One task adds, one at a time takes; `kept` says how far everything is kept that follows.
    """

    def __init__(self, most_records: int) -> None:
        """Give out groups of at most so many records."""
        self._most_records = most_records
        self._stretches: deque[_Stretch] = deque()
        self._records = 0
        self._bytes = 0
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
            self._push(place, records)
        self._note()

    def take(self) -> list[Record]:
        """Return a group, empty where nothing waits; it is in work until `finish`."""
        group: list[Record] = []
        size = 0
        while self._stretches and len(group) < self._most_records and size < GROUP_BYTES:
            place, records, bytes_here = self._stretches.popleft()
            self._records -= len(records)
            self._bytes -= bytes_here
            most = self._most_records - len(group)
            if len(records) > most:
                self._push(place, records[most:], is_next=True)
                records = records[:most]
            group += records
            size += bytes_here
            self._in_work[place] = records[-1].offset + 1
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
        self._stretches.clear()
        self._records = self._bytes = 0
        self._in_work = {}
        self.kept = {}
        self._note()

    async def room(self) -> None:
        """Wait until less than a group waits."""
        await self._has_room.wait()

    async def idle(self) -> None:
        """Wait until nothing waits and nothing is in work."""
        await self._is_idle.wait()

    async def group(self, within_s: float) -> None:
        """Wait until something waits, and then so long at most for it to become a whole group."""
        await self._waits.wait()
        with suppress(TimeoutError):
            await asyncio.wait_for(self._is_full.wait(), within_s)

    def _push(self, place: Place, records: Sequence[Record], *, is_next: bool = False) -> None:
        if not records:
            return
        stretch = _Stretch(place, records, sum(len(record.value or b"") for record in records))
        if is_next:
            self._stretches.appendleft(stretch)
        else:
            self._stretches.append(stretch)
        self._records += len(records)
        self._bytes += stretch.size

    def _note(self) -> None:
        is_full = self._records >= self._most_records or self._bytes >= GROUP_BYTES
        _set(self._waits, is_so=self._records > 0)
        _set(self._is_full, is_so=is_full)
        _set(self._has_room, is_so=not is_full)
        _set(self._is_idle, is_so=not self._records and not self._in_work)


def _set(event: asyncio.Event, *, is_so: bool) -> None:
    if is_so:
        event.set()
    else:
        event.clear()
