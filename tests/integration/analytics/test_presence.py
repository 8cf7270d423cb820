"""Who was at a place."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec
import pytest

from analytics.questions.filters import ScanFilter
from analytics.questions.presence import Presence, PresenceQuestion, presence
from analytics.store import Store
from contracts.events import ScanRecorded
from tests.builders.analytics import (
    HOUR_MS,
    MINUTE_MS,
    START_MS,
    annulment,
    insert,
    random_scans,
    scan,
)

pytestmark = pytest.mark.integration

_FROM_MS = START_MS + 2 * HOUR_MS
_QUESTION = PresenceQuestion(
    places=("place-0", "place-1"),
    from_ms=_FROM_MS,
    until_ms=_FROM_MS + 30 * MINUTE_MS,
    back_ms=HOUR_MS,
    limit=1000,
)


def _asked(store: Store, **changes: Any) -> Presence:
    return presence(store, msgspec.structs.replace(_QUESTION, **changes))


class _There(NamedTuple):
    scans: int
    first_ms: int
    last_ms: int
    last_place_id: str
    last_direction: str
    last_category: str
    vehicle_ids: tuple[str, ...]
    entered_ms: int
    entered_place_id: str


def _by_hand(scans: Sequence[ScanRecorded], question: PresenceQuestion) -> dict[str, _There]:
    """Look at every scan of every person."""
    first_ms = question.from_ms - question.back_ms
    found = {}
    for citizen in {s.citizen_id for s in scans} - {""}:
        own = [
            s
            for s in sorted(scans, key=lambda s: (s.happened_ms, s.scan_id))
            if s.citizen_id == citizen
            and s.place_id in question.places
            and first_ms <= s.happened_ms < question.until_ms
            and (not question.only.directions or s.direction in question.only.directions)
        ]
        before = [s for s in own if s.happened_ms < question.from_ms]
        inside = own[len(before) :]
        entry = before[-1] if before and before[-1].direction == "in" else None
        if inside or entry:
            found[citizen] = _there(inside, entry)
    return found


def _there(inside: list[ScanRecorded], entry: ScanRecorded | None) -> _There:
    last = inside[-1] if inside else None
    return _There(
        scans=len(inside),
        first_ms=inside[0].happened_ms if inside else 0,
        last_ms=last.happened_ms if last else 0,
        last_place_id=last.place_id if last else "",
        last_direction=last.direction if last else "",
        last_category=last.category if last else "",
        vehicle_ids=tuple(sorted({s.vehicle_id for s in inside if s.vehicle_id})),
        entered_ms=entry.happened_ms if entry else 0,
        entered_place_id=entry.place_id if entry else "",
    )


def _as_there(found: Presence) -> dict[str, _There]:
    return {
        one.citizen_id: _There(*(getattr(one, field) for field in _There._fields))
        for one in found.people
    }


@pytest.mark.parametrize("seed", [1, 2])
def test_the_answer_equals_a_look_at_every_scan(store: Store, seed: int) -> None:
    """Lines arrive twice and out of order; spans begin on a quarter of an hour or anywhere."""
    scans = random_scans(seed, 1200)
    insert(store, "scans", scans[600:])
    insert(store, "scans", scans[:800], offset=1)

    for changes in (
        {},
        {"from_ms": _FROM_MS + 1, "until_ms": _FROM_MS + 15 * MINUTE_MS + 1},
        {"back_ms": 0, "places": ("place-3",)},
        {"only": ScanFilter(directions=("in", "visit"))},
    ):
        found = _asked(store, **changes)
        expected = _by_hand(scans, msgspec.structs.replace(_QUESTION, **changes))
        assert _as_there(found) == expected
        assert found.total == len(expected)
        assert found.total_entered_before == sum(not one.scans for one in expected.values())


def test_the_first_to_come_stand_first_and_all_are_counted(store: Store) -> None:
    """Who had only entered before comes after them."""
    insert(
        store,
        "scans",
        [
            scan(1, place_id="place-0", citizen_id="before", happened_ms=_FROM_MS - 1),
            scan(2, place_id="place-0", citizen_id="late", happened_ms=_FROM_MS + 2),
            scan(3, place_id="place-0", citizen_id="early", happened_ms=_FROM_MS),
            scan(4, place_id="place-0", citizen_id="", happened_ms=_FROM_MS),
            scan(5, place_id="place-2", citizen_id="elsewhere", happened_ms=_FROM_MS),
        ],
    )

    assert [one.citizen_id for one in _asked(store).people] == ["early", "late", "before"]
    bounded = _asked(store, limit=1)
    assert ([one.citizen_id for one in bounded.people], bounded.total) == (["early"], 3)


def test_a_scan_that_was_taken_back_puts_nobody_there(store: Store) -> None:
    """An entry before the span as little as a scan within it."""
    within = scan(1, place_id="place-0", happened_ms=_FROM_MS)
    before = scan(2, place_id="place-0", citizen_id="ben", happened_ms=_FROM_MS - 1)
    insert(store, "scans", [within, before])
    insert(store, "annulments", [annulment(within), annulment(before)])

    assert _asked(store).people == ()
