"""Scans per place, minute, direction, category and reason, counted by hand and by event time.

A count is absolute, and knows the position of the last line it holds. Read again from an earlier
offset, lines up to that position change nothing; so a count may be ahead of or behind the rest of
the state after a crash and still comes out right.

Scans that were taken back are kept by name, so that the same one is never taken off twice. What is
told is the difference, and its position grows with either of the two.
"""

from collections.abc import Iterator
from typing import NamedTuple, Protocol

import msgspec

from contracts.durations import MINUTE_MS
from contracts.events import Direction, PlaceMinuteCount, ScanRecorded
from contracts.lines import encode_line
from contracts.verdicts import Category, Reason
from streams.keys import CELLS
from streams.state import State

# The lower bits of a told position say how many were taken back, as far as they reach.
_ANNULLED_BITS = 8
_MOST_ANNULLED = (1 << _ANNULLED_BITS) - 1


class Countable(Protocol):
    """A scan, or a visit, as far as counting looks at it."""

    @property
    def place_id(self) -> str:
        """Where."""

    @property
    def happened_ms(self) -> int:
        """When."""

    @property
    def direction(self) -> Direction:
        """In which direction."""

    @property
    def category(self) -> Category:
        """The gate's category."""

    @property
    def reason(self) -> Reason:
        """The gate's reason."""

    @property
    def received_ms(self) -> int:
        """When it reached us."""


class Cell(msgspec.Struct, array_like=True):
    """How many, up to which position, when the newest was received, and who was taken back."""

    count: int = 0
    position: int = -1
    received_ms: int = 0
    annulled: list[str] = []

    @property
    def told_count(self) -> int:
        """How many stand; the line of one that was taken back may still have to be read again."""
        return max(0, self.count - len(self.annulled))

    @property
    def told_position(self) -> int:
        """What orders the counts of this cell that are told."""
        return max(self.position, 0) << _ANNULLED_BITS | min(len(self.annulled), _MOST_ANNULLED)


class _Counted(NamedTuple):
    """A cell in work, a scan that belongs to it, and the minute of both."""

    cell: Cell
    scan: Countable
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
        cell = self._cell_of(scan)
        if position > cell.position:
            cell.count += 1
            cell.position = position
            if scan.received_ms > cell.received_ms:
                cell.received_ms = scan.received_ms

    def take_off(self, scan: Countable, scan_id: str) -> None:
        """Count a scan no longer, because it was taken back."""
        cell = self._cell_of(scan)
        if scan_id not in cell.annulled:
            cell.annulled.append(scan_id)
        cell.received_ms = max(cell.received_ms, scan.received_ms)

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
                count=cell.told_count,
                position=cell.told_position,
            )

    def _cell_of(self, scan: Countable) -> Cell:
        minute_ms = minute_of(scan)
        key = cell_key(scan, minute_ms)
        counted = self._touched.get(key)
        if counted is not None:
            return counted.cell
        kept = self._state.get(key)
        cell = _CELLS.decode(kept) if kept else Cell()
        self._touched[key] = _Counted(cell, scan, minute_ms)
        return cell

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


def cell_key(scan: Countable, minute_ms: int) -> bytes:
    """Return the key of what a scan of that minute is counted with."""
    return (f"c{scan.place_id}|{minute_ms}|{scan.direction}|{scan.category}|{scan.reason}").encode()


def minute_of(scan: Countable) -> int:
    """Return the beginning of the minute in which a scan counts."""
    return scan.happened_ms - scan.happened_ms % MINUTE_MS
