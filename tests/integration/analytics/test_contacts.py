"""F1 by SQL equals F1 by hand."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import pytest

from analytics.questions.contacts import EVIDENCE, ContactQuestion, Contacts, contacts
from analytics.store import Store
from contracts.events import ScanRecorded
from tests.builders.analytics import HOUR_MS, MINUTE_MS, START_MS, insert, random_scans, scan

pytestmark = pytest.mark.integration

_UNTIL_MS = START_MS + 6 * HOUR_MS


class _Met(NamedTuple):
    meetings: int
    closest_gap_s: float
    shared_vehicle: int
    shared_lane: int
    first_met_ms: int
    last_met_ms: int
    index_cases: tuple[str, ...]


def _question(*cases: str, **changes: int) -> ContactQuestion:
    span: dict[str, Any] = {"from_ms": START_MS, "until_ms": _UNTIL_MS, "within_s": 900}
    return ContactQuestion(index_cases=cases, **(span | changes))


def _by_hand(scans: Sequence[ScanRecorded], question: ContactQuestion) -> dict[str, _Met]:
    """Look at every pair."""
    seen = [s for s in scans if s.citizen_id]
    seen = [s for s in seen if question.from_ms <= s.happened_ms < question.until_ms]
    met: dict[str, list[tuple[ScanRecorded, ScanRecorded]]] = {}
    for case in (s for s in seen if s.citizen_id in question.index_cases):
        for other in (s for s in seen if s.citizen_id not in question.index_cases):
            near = abs(case.happened_ms - other.happened_ms) <= question.within_s * 1000
            if near and case.place_id == other.place_id:
                met.setdefault(other.citizen_id, []).append((case, other))
    return {contact: _summed(pairs) for contact, pairs in met.items()}


def _summed(pairs: list[tuple[ScanRecorded, ScanRecorded]]) -> _Met:
    moments = [max(case.happened_ms, other.happened_ms) for case, other in pairs]
    return _Met(
        meetings=len(pairs),
        closest_gap_s=min(abs(c.happened_ms - o.happened_ms) for c, o in pairs) / 1000,
        shared_vehicle=sum(bool(c.vehicle_id) and c.vehicle_id == o.vehicle_id for c, o in pairs),
        shared_lane=sum(bool(c.lane) and c.lane == o.lane for c, o in pairs),
        first_met_ms=min(moments),
        last_met_ms=max(moments),
        index_cases=tuple(sorted({case.citizen_id for case, _ in pairs})),
    )


def _as_met(found: Contacts) -> dict[str, _Met]:
    return {
        contact.citizen_id: _Met(*(getattr(contact, field) for field in _Met._fields))
        for contact in found.contacts
    }


def _order_by_hand(found: dict[str, _Met]) -> list[str]:
    return sorted(
        found,
        key=lambda c: (
            not found[c].shared_vehicle,
            -found[c].meetings,
            -found[c].shared_lane,
            found[c].closest_gap_s,
            c,
        ),
    )


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_answer_equals_a_look_at_every_pair(store: Store, seed: int) -> None:
    """For one case and several, for windows from nothing to longer than a bucket, cut anywhere."""
    scans = random_scans(seed, 1500)
    insert(store, "scans", scans)
    insert(store, "scans", scans[:700], offset=1)

    for cases in (("citizen-1",), ("citizen-2", "citizen-3", "citizen-3"), ("nobody",)):
        for within_s in (0, 60, 900, 3600):
            question = _question(
                *cases,
                within_s=within_s,
                from_ms=START_MS + 7 * MINUTE_MS,
                until_ms=START_MS + 5 * HOUR_MS,
            )
            expected = _by_hand(scans, question)
            found = contacts(store, question)

            assert _as_met(found) == expected
            assert [c.citizen_id for c in found.contacts] == _order_by_hand(expected)


@pytest.mark.parametrize(
    ("gap_ms", "is_contact"), [(-900_001, 0), (-900_000, 1), (900_000, 1), (900_001, 0)]
)
def test_the_window_itself_is_inside(store: Store, gap_ms: int, is_contact: int) -> None:
    """A millisecond decides, on both sides."""
    at_ms = START_MS + HOUR_MS
    other = scan(2, citizen_id="ben", happened_ms=at_ms + gap_ms)
    insert(store, "scans", [scan(1, happened_ms=at_ms), other])

    assert len(contacts(store, _question("ann")).contacts) == is_contact


@pytest.mark.parametrize(
    ("from_ms", "until_ms", "is_contact"),
    [
        (START_MS, START_MS + 60_001, 1),
        (START_MS, START_MS + 60_000, 0),
        (START_MS + 1, START_MS + 60_001, 0),
    ],
)
def test_both_scans_lie_in_the_span(
    store: Store, from_ms: int, until_ms: int, is_contact: int
) -> None:
    """The beginning belongs to it, the end does not."""
    other = scan(2, citizen_id="ben", happened_ms=START_MS + 60_000)
    insert(store, "scans", [scan(1, happened_ms=START_MS), other])
    question = _question("ann", from_ms=from_ms, until_ms=until_ms)

    assert len(contacts(store, question).contacts) == is_contact


def test_a_contact_comes_with_its_nearest_meetings(store: Store) -> None:
    """Place, both moments, gap, lane and vehicle say why somebody is on the list."""
    insert(store, "scans", [scan(0, lane="2", vehicle_id="bus")])
    others = [
        scan(n, citizen_id="ben", lane="2" if n == 1 else "", vehicle_id="bus")
        for n in range(1, EVIDENCE + 5)
    ]
    insert(store, "scans", others, offset=1)

    (contact,) = contacts(store, _question("ann")).contacts

    assert contact.meetings == EVIDENCE + 4
    assert contact.shared_lane == 1
    assert len(contact.nearest) == EVIDENCE
    nearest = contact.nearest[0]
    assert nearest.gap_s == 1.0
    assert (nearest.case_ms, nearest.contact_ms) == (START_MS, START_MS + 1000)
    assert (nearest.place_id, nearest.index_case) == ("hn-city-01", "ann")
    assert (nearest.case_scan_id, nearest.contact_scan_id) == ("scan-000000", "scan-000001")
    assert nearest.same_lane
    assert nearest.same_vehicle


def test_a_scan_of_nobody_known_meets_nobody(store: Store) -> None:
    """An unreadable code is at a place but is not a person."""
    insert(store, "scans", [scan(1), scan(2, citizen_id="")])

    assert contacts(store, _question("ann")).contacts == ()


def test_people_scanned_as_one_group_came_in_one_vehicle(store: Store) -> None:
    """Whatever plate was typed for whom, the officer scanned them together."""
    mates = [scan(n, citizen_id=name, group_id="car-0001") for n, name in ((1, "ann"), (2, "ben"))]
    alone = scan(3, citizen_id="cam")
    insert(store, "scans", [*mates, alone])

    shared = {c.citizen_id: c.shared_vehicle for c in contacts(store, _question("ann")).contacts}

    assert shared == {"ben": 1, "cam": 0}
