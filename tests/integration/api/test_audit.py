"""The routes of auditors: doors, what they tell, and that looking is noted as well."""

import httpx
import pytest

from contracts.accounts import RelativeFlagged
from service.clock import now_ms
from tests.builders.api import RunningApi
from tests.builders.chains import asked
from tests.builders.waiting import wait_until

pytestmark = pytest.mark.integration

_LOADED_S = 30.0
_SPAN = {"from": "2021-01-01T00:00:00Z", "until": "2100-01-01T00:00:00Z"}
_ROUTES = (
    ("POST", "/v1/audit/entries"),
    ("POST", "/v1/audit/marks"),
    ("PUT", f"/v1/audit/marks/{'0' * 32}/explanation"),
    ("GET", "/v1/audit/relatives"),
    ("PUT", "/v1/audit/relatives/epi"),
)


def _body(**more: object) -> dict[str, object]:
    return {**_SPAN, "purpose": "a complaint of today", **more}


def _entries(client: httpx.Client, **narrowed: object) -> list[dict[str, object]]:
    told = client.post("/v1/audit/entries", json=_body(**narrowed))
    assert told.status_code == httpx.codes.OK, told.text
    entries: list[dict[str, object]] = told.json()["entries"]
    return entries


@pytest.mark.parametrize(("method", "path"), _ROUTES)
def test_only_auditors_come_in(api: RunningApi, method: str, path: str) -> None:
    """Administrators don't, unless they are auditors too."""
    with api.client("administrator", "official", "epidemiologist", "officer") as client:
        assert client.request(method, path, json=_body()).status_code == httpx.codes.FORBIDDEN
    with api.client() as nobody:
        assert nobody.request(method, path, json=_body()).status_code == httpx.codes.UNAUTHORIZED


def test_a_question_is_found_by_the_person_it_was_about(api: RunningApi) -> None:
    """By the number of their document; that somebody looked is found as well."""
    document = {"kind": "cccd", "number": "001090990017"}
    with api.client("epidemiologist") as epidemiologist, api.client("auditor") as auditor:
        question = {**_SPAN, "purpose": "case HN-2021-17", "document": document}
        assert epidemiologist.post("/v1/questions/timeline", json=question).is_success

        def found() -> list[dict[str, object]]:
            return _entries(auditor, document=document, question="timeline")

        wait_until(found, _LOADED_S, "the question is loaded")
        (entry,) = found()
        assert (entry["question"], entry["purpose"]) == ("timeline", "case HN-2021-17")
        wait_until(
            lambda: _entries(auditor, document=document, question="audit"),
            _LOADED_S,
            "the auditor's own questions are on audit",
        )


def test_looking_at_the_audit_needs_a_purpose(api: RunningApi) -> None:
    """Like any question about people."""
    with api.client("auditor") as client:
        for path in ("/v1/audit/entries", "/v1/audit/marks"):
            refused = client.post(path, json={**_SPAN, "purpose": "x"})
            assert refused.status_code == httpx.codes.UNPROCESSABLE_ENTITY
            assert refused.json()["errors"][0]["field"] == "purpose"


def test_a_lookup_of_a_flagged_relative_is_marked_until_it_is_explained(api: RunningApi) -> None:
    """The flag is on audit before it is in force, the explanation stays with the mark."""
    account = api.account("epidemiologist")
    document = {"kind": "cccd", "number": "001090990018"}
    with api.client("auditor") as client:
        path = f"/v1/audit/relatives/{account}"
        flagged = client.put(path, json={"purpose": "declared on paper", "document": document})
        citizen_id = flagged.json()["citizen_id"]
        (order,) = api.orders_noted("declared on paper")
        assert isinstance(order.record, RelativeFlagged)
        name = f"r-{account}"
        event = asked(1, event_id=name, at_ms=now_ms(), account=account, about=(citizen_id,))
        api.parts.audit.write(event)

        def marks() -> list[dict[str, dict[str, object]]]:
            told = client.post("/v1/audit/marks", json=_body(account=account)).json()["marks"]
            return [one for one in told if one["mark"]["kind"] == "relative"]

        wait_until(marks, _LOADED_S, "the question is loaded and marked")
        (found,) = marks()
        assert found["explained"] is None
        explained = client.put(
            f"/v1/audit/marks/{found['mark']['mark_id']}/explanation",
            json={"words": "Another person of that name"},
        )
        assert explained.status_code == httpx.codes.NO_CONTENT
        wait_until(lambda: marks()[0]["explained"], _LOADED_S, "the explanation is loaded")


def test_people_declare_relatives_and_only_auditors_take_that_back(api: RunningApi) -> None:
    """Whoever could take it back could look somebody up in between."""
    body = {"purpose": "my own mother", "citizen_id": "c" * 32}
    with api.client("epidemiologist") as client:
        assert client.put("/v1/own-relatives", json=body).is_success
        back = client.put("/v1/own-relatives", json={**body, "active": False})
        assert back.status_code == httpx.codes.FORBIDDEN
    with api.client("auditor") as auditor:
        told = auditor.get("/v1/audit/relatives").json()["relatives"]
    assert "c" * 32 in {one["citizen_id"] for one in told}


def test_entries_are_saved_as_a_file_that_no_spreadsheet_works_out(api: RunningApi) -> None:
    """A purpose that looks like a formula stays a text."""
    account = api.account("official")
    api.parts.audit.write(
        asked(1, event_id=f"f-{account}", at_ms=now_ms(), account=account, purpose="=1+1 in all")
    )
    with api.client("auditor") as client:
        wait_until(lambda: _entries(client, account=account), _LOADED_S, "it is loaded")
        file = client.post("/v1/audit/entries?format=csv", json=_body(account=account))

    assert file.headers["content-type"].startswith("text/csv")
    assert "'=1+1 in all" in file.text
