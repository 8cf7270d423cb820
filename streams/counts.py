"""Scans per place, minute, direction, category and reason, counted by hand and by event time.

A count is absolute, and knows the position of the last line it holds. Read again from an earlier
offset, lines up to that position change nothing; so a count may be ahead of or behind the rest of
the state after a crash and still comes out right.
"""

from collections.abc import Iterator

import msgspec

from contracts.events import Direction, PlaceMinuteCount
from contracts.verdicts import Category, Reason


class CellId(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What is counted together."""

    place_id: str
    minute_ms: int
    direction: Direction
    category: Category
    reason: Reason


class Cell(msgspec.Struct, array_like=True, gc=False):
    """How many, up to which position, and when the newest of them was received."""

    count: int = 0
    position: int = -1
    received_ms: int = 0


class Counts:
    """The cells of one partition."""

    def __init__(self) -> None:
        """Start empty."""
        self._cells: dict[CellId, Cell] = {}

    def put(self, cell_id: CellId, cell: Cell) -> None:
        """Lay down a cell as it was kept."""
        self._cells[cell_id] = cell

    def drop(self, cell_id: CellId) -> None:
        """Forget a cell."""
        self._cells.pop(cell_id, None)

    def cell(self, cell_id: CellId) -> Cell:
        """Return a cell that is there."""
        return self._cells[cell_id]

    def count(self, cell_id: CellId, position: int, received_ms: int) -> None:
        """Count the line at this position, unless it is in the count already."""
        cell = self._cells.get(cell_id)
        if cell is None:
            cell = self._cells[cell_id] = Cell()
        if position > cell.position:
            cell.count += 1
            cell.position = position
            cell.received_ms = max(cell.received_ms, received_ms)

    def told(self, cell_id: CellId, partition: int) -> PlaceMinuteCount:
        """Return a cell as the event that goes to the `counts` topic."""
        cell = self._cells[cell_id]
        return PlaceMinuteCount(
            partition=partition,
            place_id=cell_id.place_id,
            minute_ms=cell_id.minute_ms,
            direction=cell_id.direction,
            category=cell_id.category,
            reason=cell_id.reason,
            count=cell.count,
            position=cell.position,
        )

    def older_than(self, received_ms: int) -> Iterator[CellId]:
        """Yield the cells that nothing was received for since then."""
        for cell_id, cell in self._cells.items():
            if cell.received_ms < received_ms:
                yield cell_id

    def __len__(self) -> int:
        """How many cells there are."""
        return len(self._cells)
