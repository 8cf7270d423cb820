"""Questions about areas over HTTP: whom they name is noted before the answer leaves."""

import uuid
from typing import Any

import httpx
import pytest

from contracts.events import AlertRaised
from tests.builders.analytics import START_MS, insert, scan
from tests.builders.api import RunningApi

pytestmark = pytest.mark.integration

_SPAN = {"from": "2021-08-23T00:00:00+07:00", "until": "2021-08-24T00:00:00+07:00"}


def _purpose() -> str:
    return f"case {uuid.uuid4().hex}"


def _alert(citizen: str, place_id: str) -> AlertRaised:
    return AlertRaised(
        alert_id=f"repeat_scan:{uuid.uuid4().hex}",
        citizen_id=citizen,
        kind="repeat_scan",
        happened_ms=START_MS,
        known_since_ms=START_MS + 1000,
        version=1,
        place_id=place_id,
    )


def test_alerts_are_told_by_unit_and_the_note_names_whom(api: RunningApi) -> None:
    """The question named nobody; the answer does."""
    citizen, purpose = uuid.uuid4().hex, _purpose()
    district = api.parts.registry.lists.places["hn-city-01"].district
    insert(api.store, "alerts", [_alert(citizen, "hn-city-01"), _alert(uuid.uuid4().hex, "away")])

    with api.client("official") as client:
        body = _SPAN | {"unit": district, "purpose": purpose}
        told = client.post("/v1/questions/alerts", json=body).json()

    (alert,) = told["alerts"]
    assert (alert["citizen_id"], alert["kind"]) == (citizen, "repeat_scan")
    assert alert["known_since_at"] == "2021-08-23T13:30:01.000+07:00"
    assert alert["withdrawn_at"] is None
    assert told["by_kind"] == [{"kind": "repeat_scan", "alerts": 1}]
    (note,) = api.questions_noted(purpose)
    assert (note.question, note.about) == ("alerts", (citizen,))


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"purpose": ""}, ("purpose", "purpose")),
        ({"place_id": "nowhere"}, ("place_id", "unknown_place")),
        ({"unit": "99999"}, ("unit", "unknown_unit")),
        ({"kinds": ["gossip"]}, ("kinds[0]", "choice")),
        ({"limit": 0}, ("limit", "wrong_type")),
        ({"until": _SPAN["from"]}, ("until", "window")),
    ],
)
def test_a_question_about_alerts_that_is_not_in_order_names_its_fault(
    api: RunningApi, changes: dict[str, Any], fault: tuple[str, str]
) -> None:
    """And is not noted as asked."""
    usual = _SPAN | {"purpose": _purpose()}
    with api.client("epidemiologist") as client:
        refused = client.post("/v1/questions/alerts", json=usual | changes)

    assert refused.status_code == httpx.codes.UNPROCESSABLE_ENTITY
    (error,) = refused.json()["errors"]
    assert (error["field"].replace("[...]", "[0]"), error["reason"]) == fault
    assert api.questions_noted(usual["purpose"]) == []


def test_departures_are_told_by_unit_and_the_note_names_whom(api: RunningApi) -> None:
    """A gate of a district is a gate of its province too."""
    citizen, purpose = uuid.uuid4().hex, _purpose()
    district = api.parts.registry.lists.places["hn-city-03"].district
    insert(
        api.store,
        "scans",
        [scan(9, scan_id=citizen, citizen_id=citizen, place_id="hn-city-03", direction="out")],
    )

    with api.client("official") as client:
        body = _SPAN | {"purpose": purpose}
        of_district = client.post("/v1/questions/departures", json=body | {"unit": district}).json()
        of_province = client.post("/v1/questions/departures", json=body | {"unit": "01"}).json()

    assert of_district["departures"] == of_province["departures"]
    (gone,) = of_district["departures"]
    assert (gone["citizen_id"], gone["how"], of_district["total"]) == (citizen, "gate", 1)
    assert gone["left_at"] == "2021-08-23T13:30:09.000+07:00"
    assert {note.about for note in api.questions_noted(purpose)} == {(citizen,)}


@pytest.mark.parametrize(("unit", "reason"), [("99999", "unknown_unit"), ("00001", "a_ward")])
def test_departures_from_what_is_no_area_are_refused(
    api: RunningApi, unit: str, reason: str
) -> None:
    """Places are known by district."""
    with api.client("epidemiologist") as client:
        body = _SPAN | {"unit": unit, "purpose": _purpose()}
        refused = client.post("/v1/questions/departures", json=body)

    assert [error["reason"] for error in refused.json()["errors"]] == [reason]
