"""Alerts that a review explained, in SQL."""

from typing import Any

import msgspec
import pytest

from analytics.questions.alerts import Alert, AlertQuestion, alert_named, alerts
from analytics.questions.overdue import OverdueQuestion, overdue
from analytics.store import Store
from contracts.events import AlertWithdrawn
from contracts.reviews import evidence_of
from tests.builders.analytics import HOUR_MS, START_MS, insert
from tests.builders.reviews import CITIZEN, alert, decided, opened

pytestmark = pytest.mark.integration

_ID = alert().alert_id


def _standing(store: Store, **changes: Any) -> tuple[Alert, ...]:
    usual = AlertQuestion(from_ms=START_MS, until_ms=START_MS + HOUR_MS, limit=100)
    return alerts(store, msgspec.structs.replace(usual, **changes)).alerts


def test_an_innocent_explanation_takes_an_alert_off_the_list(store: Store) -> None:
    """And off the tally; whoever asks for withdrawn ones sees when it was explained."""
    insert(store, "alerts", [alert()])
    insert(store, "reviews", [opened(), decided("d-0000001")])

    (told,) = _standing(store, withdrawn_too=True)
    assert _standing(store) == ()
    assert (told.explained_ms, told.withdrawn_ms) == (decided("d-0000001").at_ms, 0)


def test_an_alert_that_is_said_again_on_the_same_evidence_stays_explained(store: Store) -> None:
    """After a crash or a takeover the worker says everything again, with higher versions."""
    insert(store, "alerts", [alert()])
    insert(store, "reviews", [opened(), decided("d-0000001")])
    withdrawn = AlertWithdrawn(
        alert_id=_ID, citizen_id=CITIZEN, kind="itinerary_contradicted", withdrawn_ms=5, version=2
    )
    insert(store, "alerts", [withdrawn, alert(version=1 << 40)], offset=1)

    assert _standing(store) == ()


@pytest.mark.parametrize("changed", ["from_scan_id", "declaration_id", "pass_id"])
def test_an_alert_that_rests_on_something_else_stands_again(store: Store, changed: str) -> None:
    """Nobody has looked at that."""
    insert(store, "reviews", [opened(), decided("d-0000001")])
    insert(store, "alerts", [alert(**{changed: "another"}, version=2)])

    assert [one.explained_ms for one in _standing(store)] == [0]


@pytest.mark.parametrize("decision", ["confirmed", "undecidable"])
def test_the_last_decision_counts_in_whatever_order_rows_lie(store: Store, decision: str) -> None:
    """By the topic's order, as in memory; an event that came again counts where it came first."""
    insert(store, "alerts", [alert()])
    last = decided("d-0000002", decision=decision, explanation="")
    insert(store, "reviews", [last], offset=7)
    insert(store, "reviews", [decided("d-0000001")], offset=3)
    assert len(_standing(store)) == 1

    insert(store, "reviews", [decided("d-0000001")], offset=9)
    assert len(_standing(store)) == 1


def test_an_alert_is_found_by_name(store: Store) -> None:
    """As it stands, whenever it became known; None where there is none."""
    insert(store, "alerts", [alert()])

    found = alert_named(store, CITIZEN, _ID)
    assert found is not None
    assert (found.declaration_id, found.km) == ("declaration-1", 31.5)
    assert alert_named(store, CITIZEN, "none") is None
    assert alert_named(store, "b" * 32, _ID) is None


def test_somebody_whose_absence_was_explained_is_not_overdue(store: Store) -> None:
    """The question of who is overdue hears of it as well."""
    nobody_seen = {"scan_id": "", "from_scan_id": "", "pass_id": ""}
    overdue_alert = alert(alert_id="overdue:declaration-1", kind="overdue", **nobody_seen)
    asked = OverdueQuestion(from_ms=START_MS, until_ms=START_MS + HOUR_MS, limit=10)
    insert(store, "alerts", [overdue_alert])
    assert [one.citizen_id for one in overdue(store, asked).people] == [CITIZEN]

    evidence = evidence_of("", "", "", "declaration-1")
    event = decided("d-0000001", alert_id=overdue_alert.alert_id, evidence=evidence)
    insert(store, "reviews", [event])
    assert overdue(store, asked).people == ()
