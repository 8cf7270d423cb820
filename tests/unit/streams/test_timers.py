"""Notes to look at somebody again."""

from streams.keys import TIMERS
from streams.timers import Timers

MINUTE_MS = 60_000


def test_a_note_fires_at_its_minute_and_not_before() -> None:
    """Rounded up, so that what it waits for has come about."""
    timers = Timers([])
    timers.set(MINUTE_MS + 1, "ann")

    assert [] == timers.due(2 * MINUTE_MS - 1, 10)
    assert ["ann"] == timers.due(2 * MINUTE_MS, 10)


def test_a_note_that_fired_is_deleted_one_group_later() -> None:
    """After a crash in between it fires again."""
    timers = Timers([])
    timers.set(MINUTE_MS, "ann")
    entries = dict(timers.changes())
    timers.kept()

    timers.due(MINUTE_MS, 10)
    assert {} == dict(timers.changes())
    timers.kept()

    assert dict.fromkeys(entries) == dict(timers.changes())


def test_notes_that_were_kept_fire_after_a_restart() -> None:
    """They are read back with the state."""
    timers = Timers([])
    timers.set(MINUTE_MS, "ann")

    again = Timers(key for key, _ in timers.changes() if key.startswith(TIMERS))

    assert ["ann"] == again.due(MINUTE_MS, 10)


def test_no_more_fire_at_once_than_asked() -> None:
    """So that no scan waits for a thousand of them."""
    timers = Timers([])
    for number in range(3):
        timers.set(MINUTE_MS, f"citizen-{number}")

    assert 2 == len(timers.due(MINUTE_MS, 2))
    assert 1 == len(timers.due(MINUTE_MS, 2))
