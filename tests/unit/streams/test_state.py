"""State under epochs, in memory and on disk alike."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from streams.rocks import RocksStore
from streams.state import MemoryStore, State, Store


@pytest.fixture(params=["memory", "rocks"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Give each kind of store in turn."""
    made = MemoryStore() if request.param == "memory" else RocksStore(tmp_path / "state")
    yield made
    made.close()


def test_what_was_written_is_read_and_the_place_in_the_changelog_is_known(store: Store) -> None:
    """A state that is kept knows from where to read on."""
    state = State(store, epoch=1)

    state.apply({b"a": b"1", b"b": b"2"}, 7)
    state.apply({b"a": None}, 9)

    assert (None, b"2", 9) == (state.get(b"a"), state.get(b"b"), store.next_offset)


def test_keys_are_found_by_their_beginning(store: Store) -> None:
    """Kinds of entries are told apart by their first letter."""
    state = State(store, epoch=1)
    state.apply({b"pa": b"1", b"pb": b"1", b"q": b"1", b"o": b"1"}, 1)

    assert [b"pa", b"pb"] == sorted(state.keys(b"p"))


def test_an_entry_of_an_earlier_epoch_is_deleted_from_the_changelog_when_it_is_rewritten(
    store: Store,
) -> None:
    """So that at most one entry a key stays, whatever epochs wrote it."""
    state = State(store, epoch=1)
    first = list(state.entries({b"a": b"old"}))
    state.apply({b"a": b"old"}, 1)
    state.begin(2)

    second = list(state.entries({b"a": b"new"}))

    assert [(first[0][0], None)] == [entry for entry in second if entry[1] is None]
    assert [b"new"] == [value for _, value in second if value is not None]


def test_recovery_keeps_the_entry_of_the_highest_epoch_whatever_was_written_last(
    store: Store,
) -> None:
    """A worker that woke up late wrote after its successor."""
    early, late = State(MemoryStore(), epoch=1), State(MemoryStore(), epoch=2)
    log = [*late.entries({b"a": b"right"}), *early.entries({b"a": b"stale", b"b": b"only"})]

    state = State(store)
    state.recover(log, 3)

    assert (b"right", b"only") == (state.get(b"a"), state.get(b"b"))


def test_a_deletion_of_an_earlier_epoch_does_not_touch_a_later_entry(store: Store) -> None:
    """Each epoch deletes its own."""
    early, late = State(MemoryStore(), epoch=1), State(MemoryStore(), epoch=2)
    early.apply({b"a": b"stale"}, 1)
    log = [*late.entries({b"a": b"right"}), *early.entries({b"a": None})]

    state = State(store)
    state.recover(log, 2)

    assert b"right" == state.get(b"a")


def test_a_cleared_store_begins_anew(store: Store) -> None:
    """What was kept belongs to another changelog."""
    State(store, epoch=1).apply({b"a": b"1"}, 7)

    store.clear()

    assert (None, 0) == (store.get(b"a"), store.next_offset)


def test_what_lies_on_disk_is_there_after_a_restart(tmp_path: Path) -> None:
    """Entries and the place in the changelog come back together."""
    store = RocksStore(tmp_path / "state")
    State(store, epoch=1).apply({b"a": b"1"}, 7)
    store.close()

    again = RocksStore(tmp_path / "state")

    assert (b"1", 7) == (State(again).get(b"a"), again.next_offset)
    again.close()
