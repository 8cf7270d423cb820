"""Questions about places, movements and who is missing, over HTTP."""

import uuid
from typing import Any

import httpx
import pytest

from tests.builders.analytics import insert, scan
from tests.builders.api import RunningApi

pytestmark = pytest.mark.integration

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
