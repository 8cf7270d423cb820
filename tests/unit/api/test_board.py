"""The live board's memory."""

import msgspec

from api.board import Board, BoardCell
from contracts.events import PlaceMinuteCount

_MINUTE_MS = 60_000
_NOW_MS = 1_629_700_200_000

_COUNT = PlaceMinuteCount(
    partition=0,
    place_id="a",
    minute_ms=_NOW_MS,
    direction="in",
    category="pass",
    reason="ok",
    count=5,
    position=10,
)


def _count(**changes: object) -> PlaceMinuteCount:
    return msgspec.structs.replace(_COUNT, **changes)


def _scans(cells: tuple[BoardCell, ...]) -> list[tuple[str, int, int]]:
    return [(cell.place_id, (cell.minute_ms - _NOW_MS) // _MINUTE_MS, cell.scans) for cell in cells]


def test_partitions_are_added_up_and_older_counts_ignored() -> None:
    """Counts are absolute; the larger position is the newer."""
    board = Board(keep_minutes=15)
    board.put([_count(), _count(partition=1, count=2), _count(count=4, position=9)], _NOW_MS)

    assert _scans(board.snapshot().cells) == [("a", 0, 7)]


def test_changes_are_told_once() -> None:
    """And only those that changed."""
    board = Board(keep_minutes=15)
    board.put([_count(), _count(place_id="b")], _NOW_MS)
    assert len(board.changes().cells) == 2

    board.put([_count(count=6, position=11), _count(place_id="b")], _NOW_MS + 5)

    frame = board.changes()
    assert _scans(frame.cells) == [("a", 0, 6)]
    assert frame.data_up_to_ms == _NOW_MS + 5
    assert board.changes().cells == ()


def test_minutes_too_old_are_forgotten() -> None:
    """Memory is bounded by minutes."""
    board = Board(keep_minutes=15)
    board.put([_count()], _NOW_MS)
    later = _NOW_MS + 16 * _MINUTE_MS
    board.put([_count(minute_ms=later), _count(minute_ms=_NOW_MS, count=9, position=99)], later)

    assert _scans(board.snapshot().cells) == [("a", 16, 5)]
    assert _scans(board.changes().cells) == [("a", 16, 5)]


def test_a_clock_far_ahead_does_not_clear_the_board() -> None:
    """A minute may not be newer than the moment at which its count was written."""
    board = Board(keep_minutes=15)
    board.put([_count()], _NOW_MS)
    board.put([_count(minute_ms=_NOW_MS + 10**9, place_id="wrong")], _NOW_MS)

    assert ("a", 0, 5) in _scans(board.snapshot().cells)
