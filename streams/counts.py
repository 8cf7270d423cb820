"""Scans per place, minute, direction, category and reason, counted by hand and by event time.

A count is absolute, and knows the position of the last line it holds. Read again from an earlier
offset, lines up to that position change nothing; so a count may be ahead of or behind the rest of
the state after a crash and still comes out right.
"""

from collections.abc import Iterator

import msgspec

from contracts.durations import MINUTE_MS
from contracts.events import PlaceMinuteCount, ScanRecorded
from streams.keys import CELLS
from streams.state import State


class Cell(msgspec.Struct, array_like=True, gc=False):
    """How many, up to which position, and when the newest of them was received."""

    count: int = 0
    position: int = -1
    received_ms: int = 0


_ENCODER = msgspec.msgpack.Encoder()
_CELLS = msgspec.msgpack.Decoder(Cell)

CellKey = tuple[str, int, str, str, str]


class Counts:
    """The cells of one partition that a group of lines touches."""

    def __init__(self, state: State) -> None:
        """Count on from what is kept."""
        self._state = state
        self._cells: dict[CellKey, Cell] = {}

    def count(self, scan: ScanRecorded, position: int) -> None:
        """Count the scan at this position, unless it is in the count already."""
        key = (
            scan.place_id,
            scan.happened_ms - scan.happened_ms % MINUTE_MS,
            scan.direction,
            scan.category,
            scan.reason,
        )
        cell = self._cells.get(key)
        if cell is None:
            kept = self._state.get(_key(key))
            cell = self._cells[key] = _CELLS.decode(kept) if kept else Cell()
        if position > cell.position:
            cell.count += 1
            cell.position = position
            cell.received_ms = max(cell.received_ms, scan.received_ms)

    def told(self, partition: int) -> Iterator[PlaceMinuteCount]:
        """Yield the touched cells as the events that go to the `counts` topic."""
        for (place_id, minute_ms, direction, category, reason), cell in self._cells.items():
            yield PlaceMinuteCount(
                partition=partition,
                place_id=place_id,
                minute_ms=minute_ms,
                direction=direction,  # type: ignore[arg-type]  # it was one when it was counted
                category=category,  # type: ignore[arg-type]  # as above
                reason=reason,  # type: ignore[arg-type]  # as above
                count=cell.count,
                position=cell.position,
            )

    def changes(self) -> Iterator[tuple[bytes, bytes | None]]:
        """Yield the state entries of the touched cells."""
        for key, cell in self._cells.items():
            yield _key(key), _ENCODER.encode(cell)

    def kept(self) -> None:
        """Let go of what is kept."""
        self._cells.clear()


def is_outdated(kept: bytes, before_ms: int) -> bool:
    """Tell whether nothing was received for a kept cell since then."""
    return _CELLS.decode(kept).received_ms < before_ms


def _key(cell: CellKey) -> bytes:
    return CELLS + _ENCODER.encode(cell)
