"""Questions over HTTP: doors, purposes, audit, answers."""

import uuid
from typing import Any

import httpx
import pytest

from contracts.identity import read_document
from contracts.registry import Role
from tests.builders.analytics import START_MS, insert, insert_all, scan
from tests.builders.api import RunningApi

pytestmark = pytest.mark.integration

_SPAN = {"from": "2021-08-23T00:00:00+07:00", "until": "2021-08-24T00:00:00+07:00"}
_DOCUMENT = {"kind": "cccd", "number": "001 099 990 001"}


def _purpose() -> str:
    return f"case {uuid.uuid4().hex}"


def _new_person() -> str:
    return uuid.uuid4().hex


def _refused(answer: httpx.Response) -> set[tuple[str, str]]:
    assert answer.status_code == httpx.codes.UNPROCESSABLE_ENTITY
    assert answer.headers["content-type"] == "application/problem+json"
    return {(error["field"], error["reason"]) for error in answer.json()["errors"]}


def test_a_timeline_is_told_by_citizen_id_and_by_document(api: RunningApi) -> None:
    """The document's number is turned into the id; times carry a zone."""
    document = read_document("cccd", "001099990001")
    citizen = api.parts.pseudonyms.citizen_id(document)
    insert_all(
        api.store,
        [scan(n, citizen_id=citizen, scan_id=f"timeline-{n}") for n in (1, 2)],
    )
    with api.client("epidemiologist") as client:
        body = _SPAN | {"purpose": _purpose()}
        by_id = client.post("/v1/questions/timeline", json=body | {"citizen_id": citizen}).json()
        by_paper = client.post("/v1/questions/timeline", json=body | {"document": _DOCUMENT}).json()

    assert [stop["scan_id"] for stop in by_id["stops"]] == ["timeline-1", "timeline-2"]
    assert by_paper["stops"] == by_id["stops"]
    assert by_id["stops"][1]["happened_at"] == "2021-08-23T13:30:02.000+07:00"
    assert by_id["stops"][1]["leg"]["from_scan_id"] == "timeline-1"
    assert by_id["stops"][0]["leg"] is None


def test_contacts_name_whom_they_met_and_why(api: RunningApi) -> None:
    """The shape that pages and scores read."""
    case, contact = _new_person(), _new_person()
    place = f"place-{uuid.uuid4().hex}"
    scans = [scan(0, citizen_id=case, place_id=place), scan(60, citizen_id=contact, place_id=place)]
    insert(api.store, "scans", scans)
    body = _SPAN | {"citizen_ids": [case], "within_minutes": 1, "purpose": _purpose()}
    with api.client("epidemiologist") as client:
        told = client.post("/v1/questions/contacts", json=body).json()

    (found,) = told["contacts"]
    assert (found["citizen_id"], found["index_cases"]) == (contact, [case])
    assert found["nearest"][0]["gap_s"] == 60
    assert found["nearest"][0]["place_id"] == place
    assert told["rows_read"] > 0
    assert told["freshness"]["data_up_to"] is not None


def test_a_spread_names_who_has_it_from_whom(api: RunningApi) -> None:
    """Level by level, with the exposures that pages draw."""
    case, contact, second = _new_person(), _new_person(), _new_person()
    gate, market = (f"place-{uuid.uuid4().hex}" for _ in range(2))
    scans = [
        scan(0, citizen_id=case, place_id=gate),
        scan(60, citizen_id=contact, place_id=gate),
        scan(120, citizen_id=contact, place_id=market),
        scan(180, citizen_id=second, place_id=market),
    ]
    insert(api.store, "scans", scans)
    body = _SPAN | {"citizen_ids": [case], "within_minutes": 1, "purpose": _purpose()}
    with api.client("epidemiologist") as client:
        told = client.post("/v1/questions/spread", json=body).json()

    assert [(one["citizen_id"], one["level"]) for one in told["persons"]] == [
        (contact, 1),
        (second, 2),
    ]
    assert [(tie["from_id"], tie["to_id"]) for tie in told["ties"]] == [
        (case, contact),
        (contact, second),
    ]
    assert told["ties"][1]["first_met_at"] == "2021-08-23T13:33:00.000+07:00"
    assert [level["is_cut"] for level in told["levels"]] == [False, False]


def test_every_question_is_on_the_audit_topic_when_it_is_answered(api: RunningApi) -> None:
    """Who, what, why, about whom and which span; never a document number."""
    citizen, purpose = _new_person(), _purpose()
    with api.client("epidemiologist") as client:
        client.post(
            "/v1/questions/timeline",
            json=_SPAN | {"citizen_id": citizen, "purpose": f"  {purpose} "},
        ).raise_for_status()
        client.post(
            "/v1/questions/contacts", json=_SPAN | {"documents": [_DOCUMENT], "purpose": purpose}
        ).raise_for_status()

    first, second = sorted(api.questions_noted(purpose), key=lambda event: event.at_ms)
    assert (first.question, first.about) == ("timeline", (citizen,))
    assert first.from_ms == START_MS - (13 * 60 + 30) * 60_000
    assert second.question == "contacts"
    assert second.about == (api.parts.pseudonyms.citizen_id(read_document("cccd", "001099990001")),)
    assert first.account.startswith("t-")


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"purpose": "  x "}, ("purpose", "purpose")),
        ({"purpose": "x" * 501}, ("purpose", "too_long")),
        ({"until": "2021-08-23T00:00:00+07:00"}, ("until", "window")),
        ({"from": "2021-08-23T00:00:00"}, ("from", "time_without_zone")),
        ({"from": "yesterday"}, ("from", "bad_time")),
        ({"citizen_id": ""}, ("citizen_id", "person")),
        ({"citizen_id": "' OR 1=1"}, ("citizen_id", "person")),
        ({"document": _DOCUMENT}, ("citizen_id", "person")),
        ({"citizen_id": "", "document": {"kind": "cccd", "number": "1"}},
         ("document.number", "bad_document")),
        ({"colour": "red"}, ("colour", "unknown_field")),
    ],
)  # fmt: skip
def test_a_question_that_is_not_in_order_names_its_fault(
    api: RunningApi, changes: dict[str, Any], fault: tuple[str, str]
) -> None:
    """And is not noted as asked."""
    usual = _SPAN | {"citizen_id": _new_person(), "purpose": _purpose()}
    with api.client("epidemiologist") as client:
        answer = client.post("/v1/questions/timeline", json=usual | changes)

    assert _refused(answer) == {fault}
    assert api.questions_noted(usual["purpose"]) == []


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"citizen_ids": []}, ("citizen_ids", "person")),
        ({"citizen_ids": ["0" * 32] * 1001}, ("citizen_ids", "too_many")),
        ({"citizen_ids": ["0" * 32, "x"]}, ("citizen_ids[1]", "person")),
        ({"within_minutes": 1441}, ("within_minutes", "wrong_type")),
        ({"within_minutes": -1}, ("within_minutes", "wrong_type")),
    ],
)
def test_a_contact_question_that_is_not_in_order_names_its_fault(
    api: RunningApi, changes: dict[str, Any], fault: tuple[str, str]
) -> None:
    """The same way."""
    usual = _SPAN | {"citizen_ids": [_new_person()], "purpose": _purpose()}
    with api.client("epidemiologist") as client:
        assert _refused(client.post("/v1/questions/contacts", json=usual | changes)) == {fault}


_EPIDEMIOLOGIST: tuple[Role, ...] = ("epidemiologist",)


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("POST", "/v1/questions/timeline", _EPIDEMIOLOGIST),
        ("POST", "/v1/questions/contacts", _EPIDEMIOLOGIST),
        ("POST", "/v1/questions/milestones", _EPIDEMIOLOGIST),
        ("POST", "/v1/questions/presence", _EPIDEMIOLOGIST),
        ("POST", "/v1/questions/alerts", ("official", "epidemiologist")),
        ("POST", "/v1/questions/departures", ("official", "epidemiologist")),
        ("POST", "/v1/questions/overdue", ("official", "epidemiologist")),
        ("POST", "/v1/questions/flows", ("official", "epidemiologist")),
        ("POST", "/v1/questions/repeats", _EPIDEMIOLOGIST),
        ("POST", "/v1/questions/vehicle", _EPIDEMIOLOGIST),
        ("GET", "/v1/counts", ("official", "epidemiologist")),
        ("GET", "/v1/situation", ("official", "epidemiologist")),
        ("GET", "/v1/counts/live", ("official", "epidemiologist")),
        ("GET", "/v1/verification", ("administrator",)),
        ("GET", "/v1/status", ("administrator",)),
        ("POST", "/v1/enrolments", ("administrator",)),
        ("GET", "/v1/zones", ("administrator", "official", "epidemiologist")),
        ("PUT", "/v1/zones/zone-0001", ("administrator",)),
        ("PUT", "/v1/zones/zone-0001/end", ("administrator",)),
        ("GET", "/v1/withdrawals", ("administrator",)),
        ("PUT", "/v1/passes/00112233445566778899/withdrawal", ("administrator",)),
        ("PUT", "/v1/declarations/declaration-0001/withdrawal", ("administrator",)),
        ("GET", "/v1/pass-keys", ("administrator",)),
        ("PUT", "/v1/pass-keys/00/revocation", ("administrator",)),
        ("GET", "/v1/officers", ("administrator",)),
        ("PUT", "/v1/officers/somebody", ("administrator",)),
    ],
)
def test_doors_open_only_for_their_roles(
    api: RunningApi, method: str, path: str, allowed: tuple[Role, ...]
) -> None:
    """Nobody: 401; another role: 403."""
    others: list[Role] = [
        role
        for role in ("officer", "epidemiologist", "official", "administrator", "auditor")
        if role not in allowed
    ]
    with api.client() as nobody, api.client(*others) as somebody_else:
        assert nobody.request(method, path).status_code == httpx.codes.UNAUTHORIZED
        assert somebody_else.request(method, path).status_code == httpx.codes.FORBIDDEN


def test_counts_are_told_for_a_span_and_a_place(api: RunningApi) -> None:
    """An address that was not encoded is understood too."""
    insert_all(
        api.store, [scan(n, scan_id=f"counted-{n}", place_id="hn-city-02") for n in range(3)]
    )
    with api.client("official") as client:
        told = client.get("/v1/counts", params=_SPAN | {"place_id": "hn-city-02"}).json()
        plus = client.get(f"/v1/counts?from={_SPAN['from']}&until={_SPAN['until']}").json()

    assert [cell["scans"] for cell in told["counts"]] == [3]
    assert told["counts"][0]["minute_at"] == "2021-08-23T13:30:00.000+07:00"
    assert told["counts"][0] in plus["counts"]


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"place_id": "nowhere"}, ("place_id", "unknown_place")),
        ({"until": "2021-08-25T00:00:00+07:00"}, ("until", "too_large")),
        ({"from": ""}, ("from", "bad_time")),
    ],
)
def test_counts_that_cannot_be_told_name_their_fault(
    api: RunningApi, changes: dict[str, str], fault: tuple[str, str]
) -> None:
    """A span of all places is short."""
    with api.client("official") as client:
        assert _refused(client.get("/v1/counts", params=_SPAN | changes)) == {fault}


def test_places_are_public(api: RunningApi) -> None:
    """The reference places are there from the start."""
    with api.client() as client:
        places = client.get("/v1/places").json()["places"]

    assert "hn-city-01" in {place["place_id"] for place in places}


def test_verification_and_status_are_told(api: RunningApi) -> None:
    """To administrators."""
    with api.client("administrator") as client:
        checked = client.get("/v1/verification", params={"since": "2100-01-01T00:00:00Z"}).json()
        status = client.get("/v1/status").json()

    assert checked["differences"] == 0
    assert set(checked["scans"]) == {"rows", "distinct_ids", "doubled"}
    assert status["loader"]["running"]
    assert set(status["loader"]["lag"]) == {
        "scans",
        "annulments",
        "sheets",
        "reviews",
        "judged",
        "movements",
        "counts",
        "declarations",
        "alerts",
        "audit",
    }


def test_the_state_of_the_schema_is_told_to_administrators(api: RunningApi) -> None:
    """With the moment at which each change was applied; nobody else is told."""
    with api.client("administrator") as client:
        told = client.get("/v1/migrations").json()["migrations"]
    with api.client("epidemiologist") as client:
        refused = client.get("/v1/migrations")

    assert told[0]["name"] == "0001_scans.sql"
    assert all(one["applied_at"] for one in told)
    assert refused.status_code == 403


def test_metrics_and_description_are_there(api: RunningApi) -> None:
    """Every body stands in the description."""
    with api.client() as client:
        metrics = client.get("/metrics").text
        described = client.get("/openapi.json").json()

    assert "chot_loaded_rows_total" in metrics
    assert "chot_live_listeners" in metrics
    body = described["paths"]["/v1/questions/contacts"]["post"]["requestBody"]
    assert "citizen_ids" in body["content"]["application/json"]["schema"]["properties"]


def test_a_vehicle_is_told_by_its_plate_and_the_note_names_its_people(api: RunningApi) -> None:
    """However the plate is written; it goes no further than this process."""
    citizen, purpose = _new_person(), _purpose()
    vehicle = api.parts.pseudonyms.vehicle_id("29A99001")
    insert(
        api.store,
        "scans",
        [scan(n, scan_id=f"{purpose}-{n}", citizen_id=citizen, vehicle_id=vehicle) for n in (1, 2)],
    )
    body = _SPAN | {"plate": "29a-990.01", "purpose": purpose}
    with api.client("epidemiologist") as client:
        told = client.post("/v1/questions/vehicle", json=body).json()
        no_plate = client.post("/v1/questions/vehicle", json=body | {"plate": " - "})

    (stop,) = told["stops"]
    assert (stop["scans"], stop["citizen_ids"], stop["role"]) == (2, [citizen], "vehicle")
    assert stop["first_at"] == "2021-08-23T13:30:01.000+07:00"
    assert _refused(no_plate) == {("plate", "required")}
    (note,) = api.questions_noted(purpose)
    assert (note.question, note.about) == ("vehicle", (vehicle, citizen))
