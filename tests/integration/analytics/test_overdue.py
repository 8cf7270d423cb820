"""Who declared a journey and was not seen since."""

from typing import Any

import msgspec
import pytest

from analytics.questions.overdue import Overdue, OverduePeople, OverdueQuestion, overdue
from analytics.store import Store
from contracts.events import AlertRaised, AlertWithdrawn, DeclarationFiled
from tests.builders.analytics import HOUR_MS, START_MS, annulment, declaration, insert, scan

pytestmark = pytest.mark.integration

_QUESTION = OverdueQuestion(from_ms=START_MS, until_ms=START_MS + HOUR_MS, limit=100)


def _asked(store: Store, **changes: Any) -> OverduePeople:
    return overdue(store, msgspec.structs.replace(_QUESTION, **changes))


def _people(store: Store, **changes: Any) -> list[str]:
    return [one.citizen_id for one in _asked(store, **changes).people]


def _raised(citizen: str, known_since_ms: int = START_MS, **changes: Any) -> AlertRaised:
    usual = AlertRaised(
        alert_id=f"overdue:declaration-of-{citizen}",
        citizen_id=citizen,
        kind="overdue",
        happened_ms=START_MS - 12 * HOUR_MS,
        known_since_ms=known_since_ms,
        version=1,
        declaration_id=f"declaration-of-{citizen}",
    )
    return msgspec.structs.replace(usual, **changes)


def _declared(citizen: str, **changes: Any) -> DeclarationFiled:
    shown = scan(1, citizen_id=citizen, pass_id=citizen)
    usual = {"origin": "00001", "destination": "10348", "transport": "coach", "vehicle_id": "bus"}
    return declaration(shown, **(usual | changes))


def test_somebody_overdue_is_told_with_the_declared_way_and_the_last_scan(store: Store) -> None:
    """Also a scan from before the declaration; none that was taken back."""
    gone = scan(3, direction="visit", happened_ms=START_MS - HOUR_MS)
    insert(store, "alerts", [_raised("ann")])
    insert(store, "declarations", [_declared("ann")])
    insert(store, "scans", [scan(1, happened_ms=START_MS - 30 * HOUR_MS),
                            scan(2, happened_ms=START_MS - 20 * HOUR_MS, direction="out"),
                            gone])  # fmt: skip
    insert(store, "annulments", [annulment(gone)])

    (ann,) = _asked(store).people

    assert ann == Overdue(
        citizen_id="ann",
        declaration_id="declaration-of-ann",
        departs_ms=START_MS - 12 * HOUR_MS,
        known_since_ms=START_MS,
        origin="00001",
        destination="10348",
        transport="coach",
        vehicle_id="bus",
        last_seen_ms=START_MS - 20 * HOUR_MS,
        last_place_id="hn-city-01",
        last_direction="out",
    )


def test_somebody_of_whom_only_the_alert_is_known_is_told(store: Store) -> None:
    """The declaration may have expired; other kinds of alerts are another question's."""
    insert(store, "alerts", [_raised("ann"), _raised("ben", kind="repeat_scan")])

    (ann,) = _asked(store).people

    assert (ann.origin, ann.last_seen_ms, ann.last_place_id) == ("", 0, "")


def test_only_what_still_stands_is_told(store: Store) -> None:
    """The newest version counts, in whichever order they were loaded."""
    ended = AlertWithdrawn(
        alert_id="overdue:declaration-of-ann",
        citizen_id="ann",
        kind="overdue",
        withdrawn_ms=START_MS + 1,
        version=2,
    )
    insert(store, "alerts", [ended])
    insert(store, "alerts", [_raised("ann")], offset=1)
    assert _people(store) == []

    insert(store, "alerts", [_raised("ann", version=3)], offset=2)
    insert(store, "alerts", [_raised("ann", version=3)], offset=3)
    assert _people(store) == ["ann"]


def test_the_longest_overdue_stand_first_within_the_span(store: Store) -> None:
    """The beginning belongs to it, the end does not; all are counted."""
    insert(
        store,
        "alerts",
        [
            _raised("early", START_MS - 1),
            _raised("last", START_MS + HOUR_MS - 1),
            _raised("first", START_MS),
            _raised("late", START_MS + HOUR_MS),
        ],
    )

    assert _people(store) == ["first", "last"]
    bounded = _asked(store, limit=1)
    assert (len(bounded.people), bounded.total) == (1, 2)


def test_a_unit_is_where_the_declared_way_begins_or_ends(store: Store) -> None:
    """Somebody whose way is not known belongs to none."""
    insert(store, "alerts", [_raised(name) for name in ("from", "to", "other", "unknown")])
    insert(
        store,
        "declarations",
        [
            _declared("from", origin="1", destination="9"),
            _declared("to", origin="9", destination="2"),
            _declared("other", origin="9", destination="9"),
        ],
    )

    assert sorted(_people(store, units=frozenset({"1", "2"}))) == ["from", "to"]
