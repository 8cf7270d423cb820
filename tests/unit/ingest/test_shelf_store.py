"""The shelf on disk."""

import sqlite3
from pathlib import Path

import pytest

from ingest.shelf_store import Row, ShelfStore

_ANNA, _BINH = b"a" * 16, b"b" * 16


def _row(number: int, *, citizen: bytes = _ANNA, expires_ms: int = 1000) -> Row:
    return Row(citizen, bytes([number]) * 10, expires_ms, b"box %d" % number)


@pytest.fixture
def store(tmp_path: Path) -> ShelfStore:
    """Name a shelf that nobody has opened yet."""
    return ShelfStore(tmp_path / "shelf" / "passes.sqlite")


def test_only_a_persons_own_live_passes_are_found(store: ShelfStore) -> None:
    """The one that lasts longest first."""
    with store.writing() as writer:
        rows = [_row(1), _row(2, expires_ms=3000), _row(3, citizen=_BINH), _row(4, expires_ms=10)]
        writer.add(rows, {0: 4})

    assert store.live(_ANNA, 10) == [rows[1], rows[0]]


def test_the_same_pass_again_replaces_the_first(store: ShelfStore) -> None:
    """A declaration sent twice gives one pass."""
    with store.writing() as writer:
        writer.add([_row(1)], {0: 1})
        writer.add([_row(1, expires_ms=2000)], {0: 2})

    assert [row.expires_ms for row in store.live(_ANNA, 0)] == [2000]


def test_rows_and_their_position_are_kept_together(store: ShelfStore) -> None:
    """Whoever opens the shelf again goes on where it ends."""
    with store.writing() as writer:
        writer.add([_row(1)], {0: 7, 3: 1})
    with store.writing() as writer:
        assert writer.positions() == {0: 7, 3: 1}


def test_what_is_over_is_taken_away(store: ShelfStore) -> None:
    """So the shelf does not grow beyond the live passes."""
    with store.writing() as writer:
        writer.add([_row(1, expires_ms=10), _row(2, expires_ms=20)], {0: 2})
        writer.drop_expired(10)

    assert [row.pass_id[0] for row in store.live(_ANNA, 0)] == [2]


def test_a_damaged_shelf_is_noticed_and_can_be_begun_anew(store: ShelfStore) -> None:
    """It is a view: everything comes again from the topic."""
    with store.writing() as writer:
        writer.add([_row(1)], {0: 1})
    (file,) = store._file.parent.glob("*.sqlite")
    file.write_bytes(b"not a database" * 1000)

    with pytest.raises(sqlite3.DatabaseError), store.writing():
        pass
    store.throw_away()
    with store.writing() as writer:
        assert writer.positions() == {}
