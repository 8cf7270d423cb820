"""What makes somebody a contact (F1), and what is told of them."""

from typing import Any

import pytest

from analytics.questions.contacts import EVIDENCE, ContactQuestion, contacts
from analytics.store import Store
from tests.builders.analytics import HOUR_MS, START_MS, declaration, insert, scan

pytestmark = pytest.mark.integration

_UNTIL_MS = START_MS + 6 * HOUR_MS


def _question(*cases: str, **changes: int) -> ContactQuestion:
    span: dict[str, Any] = {"from_ms": START_MS, "until_ms": _UNTIL_MS, "within_s": 900}
    return ContactQuestion(index_cases=cases, **(span | changes))


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


def test_a_household_comes_first_though_it_was_seen_once(store: Store) -> None:
    """Whoever declared one journey with an index person; the reasons say so."""
    mates = [scan(1, citizen_id="ann"), scan(2, citizen_id="dan")]
    often = [scan(n, citizen_id="ben", vehicle_id="") for n in range(3, 6)]
    far = scan(7, citizen_id="cam", happened_ms=START_MS + 600_000)
    insert(store, "scans", [*mates, *often, far])
    insert(store, "declarations", [declaration(one, journey_id="trip") for one in mates])

    found = contacts(store, _question("ann"))

    assert [(one.rank, one.citizen_id, one.because) for one in found.contacts] == [
        (1, "dan", ("same_journey", "close_in_time")),
        (2, "ben", ("met_again", "close_in_time")),
        (3, "cam", ()),
    ]
    assert found.contacts[0].nearest[0].same_journey


def test_those_who_are_not_told_are_counted(store: Store) -> None:
    """The likeliest are told."""
    insert(store, "scans", [scan(n, citizen_id=name) for n, name in enumerate(("ann", "b", "c"))])
    question = ContactQuestion(
        index_cases=("ann",), from_ms=START_MS, until_ms=_UNTIL_MS, within_s=900, limit=1
    )

    found = contacts(store, question)

    assert [one.citizen_id for one in found.contacts] == ["b"]
    assert found.total == 2
