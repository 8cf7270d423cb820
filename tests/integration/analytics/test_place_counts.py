"""Counts per place and minute."""

import msgspec
import pytest

from analytics.questions.place_counts import place_counts
from analytics.questions.place_curve import STEP_MS, STEPS, place_steps
from analytics.store import Store
from contracts.events import PlaceMinuteCount
from tests.builders.analytics import HOUR_MS, MINUTE_MS, START_MS, insert

pytestmark = pytest.mark.integration

_CELL = PlaceMinuteCount(
    partition=0,
    place_id="a",
    minute_ms=START_MS,
    direction="in",
    category="pass",
    reason="ok",
    count=5,
    position=10,
)


def _cell(**changes: object) -> PlaceMinuteCount:
    return msgspec.structs.replace(_CELL, **changes)


def test_the_newest_count_of_each_partition_is_added_up(store: Store) -> None:
    """Counts are absolute: an older one, loaded later, changes nothing."""
    insert(store, "counts", [_CELL, _cell(partition=1, count=2)])
    insert(store, "counts", [_cell(count=4, position=9)], offset=1)
    insert(store, "counts", [_cell(count=6, position=11), _cell(count=6, position=11)], offset=2)

    found = place_counts(store, from_ms=START_MS, until_ms=START_MS + MINUTE_MS)

    assert [(c.place_id, c.minute_ms, c.scans) for c in found.counts] == [("a", START_MS, 8)]


def test_one_place_or_all_and_only_minutes_of_the_span(store: Store) -> None:
    """A minute belongs to the span if it begins in it."""
    cells = [_cell(minute_ms=START_MS + n * MINUTE_MS, place_id=p) for n in range(3) for p in "ab"]
    insert(store, "counts", cells)
    span = {"from_ms": START_MS + 1, "until_ms": START_MS + 2 * MINUTE_MS}

    everywhere = place_counts(store, from_ms=span["from_ms"], until_ms=span["until_ms"])
    at_b = place_counts(store, from_ms=span["from_ms"], until_ms=span["until_ms"], places=("b",))

    assert [(c.place_id, c.minute_ms) for c in everywhere.counts] == [
        ("a", START_MS + MINUTE_MS),
        ("b", START_MS + MINUTE_MS),
    ]
    assert [c.place_id for c in at_b.counts] == ["b"]


def test_a_curve_adds_up_the_steps_of_the_places_asked_about(store: Store) -> None:
    """Five minutes each, the one under way last; absolute counts, so a repeat changes nothing."""
    at_ms = START_MS + 7 * MINUTE_MS
    cells = [
        _cell(count=5),
        _cell(minute_ms=START_MS + 4 * MINUTE_MS, direction="out", count=2),
        _cell(minute_ms=START_MS + 6 * MINUTE_MS, category="refuse", reason="expired", count=1),
        _cell(place_id="b", direction="visit", count=9),
        _cell(minute_ms=START_MS - 7 * HOUR_MS, count=100),
    ]
    insert(store, "counts", cells)
    insert(store, "counts", [_cell(count=4, position=9)], offset=len(cells))

    steps = place_steps(store, at_ms)
    everywhere, at_a = steps.curve_of(None), steps.curve_of({"a"})

    assert steps.from_ms + (STEPS - 1) * STEP_MS == START_MS + STEP_MS
    assert everywhere.scans[-3:] == (0, 16, 1)
    assert (at_a.in_[-3:], at_a.out[-3:]) == ((0, 5, 1), (0, 2, 0))
    assert (at_a.refused[-3:], at_a.scans[-3:]) == ((0, 0, 1), (0, 7, 1))
    assert sum(everywhere.scans) == 17
