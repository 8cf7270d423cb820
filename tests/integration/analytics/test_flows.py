"""Who moves between areas."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec
import pytest

from analytics.questions.filters import ScanFilter
from analytics.questions.flows import Flow, FlowQuestion, Flows, flows
from analytics.store import Store
from contracts.events import DeclarationFiled, ScanRecorded
from tests.builders.analytics import (
    HOUR_MS,
    MINUTE_MS,
    START_MS,
    annulment,
    declaration,
    insert,
    random_scans,
    scan,
)

pytestmark = pytest.mark.integration

_FROM_MS = START_MS + 2 * HOUR_MS
_QUESTION = FlowQuestion(
    area_of_place={"place-0": "001", "place-1": "001", "place-2": "002", "place-3": "003"},
    area_of_unit={"00001": "001", "002": "002", "10348": "003"},
    names={"001": "Ba Đình", "002": "Hoàn Kiếm"},
    from_ms=_FROM_MS,
    until_ms=_FROM_MS + HOUR_MS,
    back_ms=HOUR_MS,
    limit=100,
)


class _Moved(NamedTuple):
    people: int
    journeys: int


def _asked(store: Store, **changes: Any) -> Flows:
    return flows(store, msgspec.structs.replace(_QUESTION, **changes))


def _by_hand(
    scans: Sequence[ScanRecorded], question: FlowQuestion
) -> dict[tuple[str, str], _Moved]:
    """Walk along every person's scans."""
    moved: dict[tuple[str, str], list[str]] = defaultdict(list)
    before: dict[str, ScanRecorded] = {}
    only = question.only
    for one in sorted(scans, key=lambda s: (s.happened_ms, s.scan_id)):
        area = question.area_of_place.get(one.place_id)
        if not one.citizen_id or not area or one.happened_ms >= question.until_ms:
            continue
        if only.categories and one.category not in only.categories:
            continue
        if only.places is not None and one.place_id not in only.places:
            continue
        last = before.get(one.citizen_id)
        before[one.citizen_id] = one
        if last is None or one.happened_ms < question.from_ms:
            continue
        start = question.area_of_place[last.place_id]
        if start != area and one.happened_ms - last.happened_ms <= question.back_ms:
            moved[start, area].append(one.citizen_id)
    return {pair: _Moved(len(set(people)), len(people)) for pair, people in moved.items()}


def _as_moved(found: Flows) -> dict[tuple[str, str], _Moved]:
    return {(f.from_unit, f.to_unit): _Moved(f.people, f.journeys) for f in found.flows}


@pytest.mark.parametrize("seed", [1, 2])
def test_the_answer_equals_a_walk_along_every_persons_scans(store: Store, seed: int) -> None:
    """Lines arrive twice and out of order; looking back from nothing to longer than the data."""
    scans = random_scans(seed, 1500)
    insert(store, "scans", scans[700:])
    insert(store, "scans", scans[:900], offset=1)

    for changes in (
        {},
        {"from_ms": _FROM_MS + 1, "back_ms": 15 * MINUTE_MS},
        {"back_ms": 20 * HOUR_MS, "until_ms": START_MS + 6 * HOUR_MS},
        {"area_of_place": {"place-0": "001", "place-3": "003"}},
        {"only": ScanFilter(categories=("pass",), places=("place-1", "place-2", "elsewhere"))},
    ):
        expected = _by_hand(scans, msgspec.structs.replace(_QUESTION, **changes))
        found = _asked(store, **changes)
        assert _as_moved(found) == expected
        assert found.journeys == sum(moved.journeys for moved in expected.values())


def test_the_look_back_is_included_and_the_end_of_the_span_is_not(store: Store) -> None:
    """The journey belongs to the moment of its second scan."""
    insert(
        store,
        "scans",
        [
            scan(1, place_id="place-0", happened_ms=_FROM_MS - HOUR_MS),
            scan(2, place_id="place-2", happened_ms=_FROM_MS),
            scan(3, place_id="place-3", happened_ms=_FROM_MS + HOUR_MS),
            scan(4, citizen_id="ben", place_id="place-0", happened_ms=_FROM_MS - HOUR_MS),
            scan(5, citizen_id="ben", place_id="place-2", happened_ms=_FROM_MS + 1),
        ],
    )

    assert _as_moved(_asked(store)) == {("001", "002"): _Moved(1, 1)}


def _declared(number: int, departs_ms: int, **changes: str) -> DeclarationFiled:
    shown = scan(number, pass_id=f"p{number}", happened_ms=departs_ms + HOUR_MS)
    usual = {"origin": "00001", "destination": "10348"}
    return declaration(shown, departs_ms=departs_ms, **(usual | changes))


def test_declared_journeys_stand_beside_those_that_were_seen(store: Store) -> None:
    """By their departure, wards in their districts; within one area or unknown is none."""
    insert(store, "scans", [scan(1, place_id="place-0", happened_ms=_FROM_MS - 1),
                            scan(2, place_id="place-2", happened_ms=_FROM_MS)])  # fmt: skip
    journeys = [
        _declared(1, _FROM_MS),
        _declared(2, _FROM_MS + HOUR_MS - 1),
        _declared(3, _FROM_MS - 1),
        _declared(4, _FROM_MS + HOUR_MS),
        _declared(5, _FROM_MS, destination="00001"),
        _declared(6, _FROM_MS, destination="79"),
    ]
    insert(store, "declarations", journeys)
    insert(store, "declarations", journeys[:1], offset=1)

    found = _asked(store)

    assert found.flows == (
        Flow(from_unit="001", from_name="Ba Đình", to_unit="002", to_name="Hoàn Kiếm",
             people=1, journeys=1, declared=0),
        Flow(from_unit="001", from_name="Ba Đình", to_unit="003", to_name="",
             people=0, journeys=0, declared=2),
    )  # fmt: skip
    assert (found.total, found.journeys, found.declared) == (2, 1, 2)
    bounded = _asked(store, limit=1)
    assert (len(bounded.flows), bounded.total, bounded.declared) == (1, 2, 2)


def test_a_scan_taken_back_is_no_end_of_a_journey(store: Store) -> None:
    """The journey leads past it."""
    gone = scan(2, place_id="place-2", happened_ms=_FROM_MS + 1)
    insert(
        store,
        "scans",
        [
            scan(1, place_id="place-0", happened_ms=_FROM_MS),
            gone,
            scan(3, place_id="place-3", happened_ms=_FROM_MS + 2),
        ],
    )
    insert(store, "annulments", [annulment(gone)])

    assert _as_moved(_asked(store)) == {("001", "003"): _Moved(1, 1)}


def test_of_a_scan_sent_twice_with_other_words_the_first_line_counts(store: Store) -> None:
    """Whatever the later line says of place and verdict."""
    first = scan(2, place_id="place-2", happened_ms=_FROM_MS + 1, category="refuse")
    other = msgspec.structs.replace(first, place_id="place-3", category="pass")
    insert(store, "scans", [scan(1, place_id="place-0", happened_ms=_FROM_MS), first])
    insert(store, "scans", [other], offset=1)

    assert _as_moved(_asked(store)) == {("001", "002"): _Moved(1, 1)}
    assert _as_moved(_asked(store, only=ScanFilter(categories=("pass",)))) == {}
