"""Scans per place, minute, direction, category and reason, counted by hand and by event time.

A count is absolute, and knows the position of the last line it holds. Read again from an earlier
offset, lines up to that position change nothing; so a count may be ahead of or behind the rest of
the state after a crash and still comes out right.
"""

from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from contracts.durations import MINUTE_MS
from contracts.events import PlaceMinuteCount, ScanRecorded
from contracts.lines import encode_line
from streams.keys import CELLS
from streams.state import State


class Cell(msgspec.Struct, array_like=True, gc=False):
    """How many, up to which position, and when the newest of them was received."""

    count: int = 0
    position: int = -1
    received_ms: int = 0


class _Counted(NamedTuple):
    """A cell in work, a scan that belongs to it, and the minute of both."""

    cell: Cell
    scan: ScanRecorded
    minute_ms: int


_ENCODER = msgspec.msgpack.Encoder()
_CELLS = msgspec.msgpack.Decoder(Cell)


class Counts:
    """The cells of one partition that a group of lines touches."""

    def __init__(self, state: State) -> None:
        """Count on from what is kept."""
        self._state = state
        self._touched: dict[bytes, _Counted] = {}

    def count(self, scan: ScanRecorded, position: int) -> None:
        """Count the scan at this position, unless it is in the count already."""
        minute_ms = minute_of(scan)
        key = cell_key(scan, minute_ms)
        counted = self._touched.get(key)
        if counted is None:
            kept = self._state.get(key)
            cell = _CELLS.decode(kept) if kept else Cell()
            self._touched[key] = _Counted(cell, scan, minute_ms)
        else:
            cell = counted.cell
        if position > cell.position:
            cell.count += 1
            cell.position = position
            if scan.received_ms > cell.received_ms:
                cell.received_ms = scan.received_ms

    def told(self, partition: int) -> Iterator[PlaceMinuteCount]:
        """Yield the touched cells as the events that go to the `counts` topic."""
        for cell, scan, minute_ms in self._touched.values():
            yield PlaceMinuteCount(
                partition=partition,
                place_id=scan.place_id,
                minute_ms=minute_ms,
                direction=scan.direction,
                category=scan.category,
                reason=scan.reason,
                count=cell.count,
                position=cell.position,
            )

    def records(self, partition: int) -> Iterator[tuple[bytes, bytes]]:
        """Yield a record a cell, keyed, so that compaction keeps the newest count of each."""
        prefix = b"%d|" % partition
        for key, count in zip(self._touched, self.told(partition), strict=True):
            yield prefix + key[len(CELLS) :], encode_line(count)

    def changes(self) -> Iterator[tuple[bytes, bytes | None]]:
        """Yield the state entries of the touched cells."""
        for key, counted in self._touched.items():
            yield key, _ENCODER.encode(counted.cell)

    def kept(self) -> None:
        """Let go of what is kept."""
        self._touched.clear()


def is_outdated(kept: bytes, before_ms: int) -> bool:
    """Tell whether nothing was received for a kept cell since then."""
    return _CELLS.decode(kept).received_ms < before_ms


def cell_key(scan: ScanRecorded, minute_ms: int) -> bytes:
    """Return the key of what a scan of that minute is counted with."""
    return (f"c{scan.place_id}|{minute_ms}|{scan.direction}|{scan.category}|{scan.reason}").encode()


def minute_of(scan: ScanRecorded) -> int:
    """Return the beginning of the minute in which a scan counts."""
    return scan.happened_ms - scan.happened_ms % MINUTE_MS
