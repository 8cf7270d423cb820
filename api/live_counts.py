"""The newest counts in memory, and what changed since the last frame. Pure."""

from collections import OrderedDict

import msgspec

from contracts.events import Direction, PlaceMinuteCount
from contracts.verdicts import Category

# About 200 bytes each; beyond it the cells that changed longest ago are forgotten.
MOST_CELLS = 200_000
# How far back the first frame of a viewer reaches from the newest minute.
SNAPSHOT_MINUTES = 60

_MINUTE_MS = 60_000

_CellKey = tuple[str, int, Direction, Category]


class CountNow(msgspec.Struct, frozen=True, kw_only=True):
    """How many scans of one kind a place has had in a minute, over all partitions."""

    place_id: str
    minute_ms: int
    direction: Direction
    category: Category
    scans: int


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """What a viewer gets at once. `data_up_to_ms` is when the newest count in it was written."""

    data_up_to_ms: int
    counts: list[CountNow]


class LiveCounts:
    """Cells by place, minute, direction and category; a partition's newest count stands."""

    def __init__(self, most_cells: int = MOST_CELLS) -> None:
        """Start empty."""
        self._most = most_cells
        self._cells: OrderedDict[_CellKey, dict[int, tuple[int, int]]] = OrderedDict()
        self._changed: set[_CellKey] = set()
        self._newest_minute_ms = 0
        self._data_up_to_ms = 0

    def apply(self, count: PlaceMinuteCount, written_ms: int) -> None:
        """Take a count in, unless a newer one of its partition is known."""
        key = (count.place_id, count.minute_ms, count.direction, count.category)
        cell = self._cells.setdefault(key, {})
        known = cell.get(count.partition)
        self._data_up_to_ms = max(self._data_up_to_ms, written_ms)
        if known is not None and known[0] >= count.position:
            return
        cell[count.partition] = (count.position, count.count)
        self._cells.move_to_end(key)
        self._changed.add(key)
        self._newest_minute_ms = max(self._newest_minute_ms, count.minute_ms)
        if len(self._cells) > self._most:
            forgotten, _ = self._cells.popitem(last=False)
            self._changed.discard(forgotten)

    def take_changes(self) -> Frame | None:
        """Return what changed since the last call, None for nothing."""
        if not self._changed:
            return None
        changed, self._changed = self._changed, set()
        return self._frame(list(changed))

    def snapshot(self) -> Frame:
        """Return the last hour before the newest minute."""
        since_ms = self._newest_minute_ms - SNAPSHOT_MINUTES * _MINUTE_MS
        return self._frame([key for key in self._cells if key[1] > since_ms])

    def _frame(self, keys: list[_CellKey]) -> Frame:
        return Frame(
            data_up_to_ms=self._data_up_to_ms,
            counts=[
                CountNow(
                    place_id=key[0],
                    minute_ms=key[1],
                    direction=key[2],
                    category=key[3],
                    scans=sum(count for _, count in self._cells[key].values()),
                )
                for key in keys
            ],
        )
