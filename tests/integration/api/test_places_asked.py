"""Questions about places, movements and who is missing, over HTTP."""

import uuid
from typing import Any

import httpx
import pytest

from contracts.events import AlertRaised
from tests.builders.analytics import START_MS, declaration, insert, scan
from tests.builders.api import RunningApi

pytestmark = pytest.mark.integration

# City gates of two districts.
_TWO_GATES = ("hn-city-01", "hn-city-10")
_SPAN = {"from": "2021-08-23T00:00:00+07:00", "until": "2021-08-24T00:00:00+07:00"}


def _usual() -> dict[str, Any]:
    return {**_SPAN, "purpose": f"case {uuid.uuid4().hex}"}


def _new_person() -> str:
    return uuid.uuid4().hex


def _refused(answer: httpx.Response) -> set[tuple[str, str]]:
    assert answer.status_code == httpx.codes.UNPROCESSABLE_ENTITY
    return {(error["field"], error["reason"]) for error in answer.json()["errors"]}


def test_presence_is_told_by_place_and_noted_with_its_people(api: RunningApi) -> None:
    """The note on the audit topic names whom the answer named."""
    citizen, body = _new_person(), _usual()
    insert(
        api.store, "scans", [scan(0, scan_id=citizen, citizen_id=citizen, place_id="hn-city-09")]
    )
    with api.client("epidemiologist") as client:
        told = client.post("/v1/questions/presence", json=body | {"place_id": "hn-city-09"}).json()
        nowhere = client.post("/v1/questions/presence", json=body)
        kind = client.post("/v1/questions/presence", json=body | {"place_kinds": ["police"]})

    assert [one["citizen_id"] for one in told["people"]] == [citizen]
    assert told["people"][0]["entered_at"] is None
    assert told["total"] == 1
    assert _refused(nowhere) == _refused(kind) == {("place_id", "required")}
    (note,) = api.questions_noted(body["purpose"])
    assert (note.question, note.about) == ("presence", (citizen,))


def test_milestones_have_names_of_places_and_none_of_persons(api: RunningApi) -> None:
    """The note names the index persons."""
    citizen, body = _new_person(), _usual()
    insert(
        api.store, "scans", [scan(0, scan_id=citizen, citizen_id=citizen, place_id="hn-city-08")]
    )
    asked = body | {"citizen_ids": [citizen], "margin_minutes": 5}
    with api.client("epidemiologist") as client:
        told = client.post("/v1/questions/milestones", json=asked)

    (milestone,) = told.json()["milestones"]
    assert milestone["first_at"] == "2021-08-23T13:25:00.000+07:00"
    assert milestone["last_at"] == "2021-08-23T13:35:00.000+07:00"
    assert milestone["name_vi"]
    assert citizen not in told.text
    (note,) = api.questions_noted(body["purpose"])
    assert (note.question, note.about) == ("milestones", (citizen,))


def test_flows_are_told_with_the_names_of_their_districts(api: RunningApi) -> None:
    """To officials too; they name no person, and neither does the note."""
    citizen, body = _new_person(), _usual()
    districts = {place: api.parts.registry.lists.places[place].district for place in _TWO_GATES}
    insert(
        api.store,
        "scans",
        [
            scan(number, scan_id=f"{citizen}{number}", citizen_id=citizen, place_id=place)
            for number, place in enumerate(_TWO_GATES)
        ],
    )
    asked = body | {"unit": "01", "limit": 10_000}
    with api.client("official") as client:
        told = client.post("/v1/questions/flows", json=asked).json()
        by_province = client.post("/v1/questions/flows", json=asked | {"level": "province"}).json()
        wrong = client.post("/v1/questions/flows", json=asked | {"level": "ward"})

    (flow,) = (
        flow
        for flow in told["flows"]
        if [flow["from_unit"], flow["to_unit"]] == list(districts.values())
    )
    assert flow["people"] >= 1
    assert flow["from_name"]
    assert by_province["flows"] == []
    assert _refused(wrong) == {("level", "choice")}
    assert {note.about for note in api.questions_noted(body["purpose"])} == {()}


def test_repeats_are_told_and_noted_with_their_people(api: RunningApi) -> None:
    """At least twice is the least that can be asked about."""
    citizen, body = _new_person(), _usual()
    scans = [
        scan(n, scan_id=f"{citizen}{n}", citizen_id=citizen, place_id="hn-city-12")
        for n in range(3)
    ]
    insert(api.store, "scans", scans)
    asked = body | {"at_least": 3, "place_id": "hn-city-12"}
    with api.client("epidemiologist") as client:
        told = client.post("/v1/questions/repeats", json=asked).json()
        once = client.post("/v1/questions/repeats", json=asked | {"at_least": 1})

    assert [(one["citizen_id"], one["scans"]) for one in told["people"]] == [(citizen, 3)]
    assert _refused(once) == {("at_least", "wrong_type")}
    (note,) = api.questions_noted(body["purpose"])
    assert (note.question, note.about) == ("repeats", (citizen,))


def test_overdue_people_are_told_by_the_unit_of_their_journey(api: RunningApi) -> None:
    """A ward lies in its district and its province."""
    citizen, body = _new_person(), _usual()
    shown = scan(0, citizen_id=citizen, pass_id=citizen)
    alert = AlertRaised(
        alert_id=f"overdue:{citizen}",
        citizen_id=citizen,
        kind="overdue",
        happened_ms=START_MS,
        known_since_ms=START_MS,
        version=1,
        declaration_id=f"declaration-of-{citizen}",
    )
    insert(api.store, "alerts", [alert])
    insert(api.store, "declarations", [declaration(shown)])
    with api.client("official") as client:
        told = [
            client.post("/v1/questions/overdue", json=body | {"unit": unit}).json()["people"]
            for unit in ("001", "01", "79")
        ]
        nowhere = client.post("/v1/questions/overdue", json=body | {"unit": "nowhere"})

    assert [len(people) for people in told] == [1, 1, 0]
    assert told[0][0]["origin"] == "00001"
    assert told[0][0]["last_seen_at"] is None
    assert _refused(nowhere) == {("unit", "unknown_unit")}
    assert {note.about for note in api.questions_noted(body["purpose"])} == {(citizen,), ()}
