"""The live board: the newest count of every cell of the last minutes, in memory."""

import threading
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

import msgspec

from contracts.durations import MINUTE_MS
from contracts.events import PlaceMinuteCount


class _Kind(NamedTuple):
    """What is counted together at a place within a minute."""

    direction: str
    category: str
    reason: str


class _Part(NamedTuple):
    """One input partition's count of a cell; the larger position is the newer."""

    position: int
    scans: int


class _Cell(NamedTuple):
    """Where a count stands."""

    minute_ms: int
    place_id: str
    kind: _Kind


class BoardCell(msgspec.Struct, frozen=True, kw_only=True):
    """Scans of one direction and gate verdict at a place within one minute, so far."""

    place_id: str
    minute_ms: int
    direction: str
    category: str
    reason: str
    scans: int


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """Cells with their present count, never with what was added; so a frame may come twice.

    `data_up_to_ms` is when the newest count in it had been written.
    """

    data_up_to_ms: int
    cells: tuple[BoardCell, ...]


class Board:
    """Written by one thread, read by another; scans of minutes it no longer keeps are left out.

    It keeps the `keep_minutes` before the newest minute seen. A minute beyond the moment at which
    its count was written counts as that moment: one wrong clock must not push the others out.
    """

    def __init__(self, keep_minutes: int) -> None:
        """Start empty."""
        self._keep_ms = keep_minutes * MINUTE_MS
        self._lock = threading.Lock()
        self._minutes: dict[int, dict[str, dict[_Kind, dict[int, _Part]]]] = {}
        self._changed: set[_Cell] = set()
        self._newest_ms = 0
        self._written_ms = 0

    @property
    def newest_ms(self) -> int:
        """The beginning of the newest minute counted, 0 before the first count."""
        return self._newest_ms

    def put(self, counts: Iterable[PlaceMinuteCount], written_ms: int) -> None:
        """Take in counts that were written to the topic at that moment."""
        with self._lock:
            self._written_ms = max(self._written_ms, written_ms)
            for count in counts:
                self._newest_ms = max(self._newest_ms, min(count.minute_ms, written_ms))
                self._put(count)
            self._forget()

    def changes(self) -> Frame:
        """Return the cells that changed since the last call."""
        with self._lock:
            changed = sorted(self._changed)
            self._changed.clear()
            return self._frame(changed)

    def snapshot(self, places: Collection[str] | None = None) -> Frame:
        """Return every cell, or those of some places."""
        with self._lock:
            return self._frame(self._all(places))

    def _all(self, places: Collection[str] | None) -> Iterator[_Cell]:
        for minute_ms in sorted(self._minutes):
            found = self._minutes[minute_ms]
            for place_id in found if places is None else found.keys() & set(places):
                for kind in found[place_id]:
                    yield _Cell(minute_ms, place_id, kind)

    def _put(self, count: PlaceMinuteCount) -> None:
        if count.minute_ms < self._newest_ms - self._keep_ms:
            return
        kind = _Kind(count.direction, count.category, count.reason)
        minute = self._minutes.setdefault(count.minute_ms, defaultdict(dict))
        parts = minute[count.place_id].setdefault(kind, {})
        known = parts.get(count.partition)
        if known is None or count.position > known.position:
            parts[count.partition] = _Part(count.position, count.count)
            self._changed.add(_Cell(count.minute_ms, count.place_id, kind))

    def _forget(self) -> None:
        oldest = self._newest_ms - self._keep_ms
        for minute in [minute for minute in self._minutes if minute < oldest]:
            del self._minutes[minute]
        self._changed = {cell for cell in self._changed if cell.minute_ms >= oldest}

    def _frame(self, wanted: Iterable[_Cell]) -> Frame:
        cells = tuple(
            BoardCell(
                place_id=cell.place_id,
                minute_ms=cell.minute_ms,
                direction=cell.kind.direction,
                category=cell.kind.category,
                reason=cell.kind.reason,
                scans=sum(
                    part.scans
                    for part in self._minutes[cell.minute_ms][cell.place_id][cell.kind].values()
                ),
            )
            for cell in wanted
        )
        return Frame(data_up_to_ms=self._written_ms, cells=cells)
