"""A finding of a false declaration on its whole way: raised, looked at, decided, taken back."""

import uuid
from typing import Any

import httpx
import pytest

from contracts.events import AlertRaised
from tests.builders.api import RunningApi
from tests.builders.findings import RaisedFinding, publish_day_key
from tests.builders.pdf import pages_of

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module", autouse=True)
def _today(api: RunningApi) -> None:
    """Publish the key that today's words are sealed to."""
    publish_day_key(api)


@pytest.fixture
def finding(api: RunningApi) -> RaisedFinding:
    """Return a finding of its own."""
    return RaisedFinding(api)


def test_an_innocent_explanation_takes_the_alert_back(finding: RaisedFinding) -> None:
    """Also when the worker says it again, until it rests on something nobody has looked at."""
    (waiting,) = finding.waiting()
    told = finding.open()
    assert told["review_id"] == waiting["review_id"]
    assert told["declared"]["residence"] == "268"
    assert [one["place_id"] for one in told["seen"]] == ["hn-city-01", "hn-city-02"]
    assert (told["status"], told["alert_now"]) == ("open", "stands")
    assert finding.waiting() == []

    decided = finding.decide(told["review_id"]).json()
    assert decided["status"] == "innocent"
    assert decided["decisions"][0]["words"] == "Đi nhờ xe của đồng nghiệp, đã xác minh."
    finding.wait_for(stands=False)

    changed = {name: getattr(finding.alert, name) for name in finding.alert.__struct_fields__}
    finding.say(AlertRaised(**(changed | {"version": 2, "declaration_id": "a-newer-one"})))
    finding.wait_for(stands=True)
    assert len(finding.waiting()) == 1


def test_a_confirmed_finding_is_printed_for_the_authority(finding: RaisedFinding) -> None:
    """The alert stands on; who printed it, and about whom, is on the audit topic."""
    review_id = finding.open()["review_id"]
    words = "Khai ở nhà nhưng đã đi Pháp Vân."
    finding.decide(review_id, decision="confirmed", explanation=None, words=words)
    with finding.api.client("official") as client:
        answer = client.get(f"/v1/reviews/{review_id}/report?lang=vi").raise_for_status()

    text = " ".join(" ".join(page.text for page in pages_of(answer.content, dpi=40)).split())
    assert answer.headers["content-type"] == "application/pdf"
    assert "Khai không đúng" in text
    assert "Quận Hà Đông" in text
    assert words in text
    assert finding.citizen in text
    assert finding.stands()
    noted = finding.api.questions_noted(review_id)
    assert {event.about for event in noted} == {(finding.citizen,)}
    assert "pdf" in {event.as_file for event in noted}


def test_of_two_who_decide_at_once_the_second_reads_again(finding: RaisedFinding) -> None:
    """The same decision sent again is the same one."""
    review_id = finding.open()["review_id"]
    mine = {"decision_id": uuid.uuid4().hex}
    assert finding.decide(review_id, **mine).status_code == httpx.codes.OK
    again = finding.decide(review_id, **mine)
    assert len(again.json()["decisions"]) == 1

    late = finding.decide(review_id, decision="undecidable", explanation=None)
    assert [(e["field"], e["reason"]) for e in late.json()["errors"]] == [
        ("after", "decided_meanwhile")
    ]


_NOT_IN_ORDER: tuple[tuple[dict[str, Any], str], ...] = (
    ({"words": " "}, "words"),
    ({"explanation": None}, "explanation"),
    ({"decision": "confirmed"}, "explanation"),
    ({"decision_id": "x"}, "decision_id"),
    ({"decision": "perhaps"}, "decision"),
)


def test_a_decision_that_is_not_in_order_names_its_fault(finding: RaisedFinding) -> None:
    """And nothing is decided."""
    review_id = finding.open()["review_id"]
    for said, field in _NOT_IN_ORDER:
        refused = finding.decide(review_id, **said)
        assert refused.status_code == httpx.codes.UNPROCESSABLE_ENTITY
        assert [error["field"] for error in refused.json()["errors"]] == [field]

    assert finding.open()["status"] == "open"


def test_the_list_names_nobody_and_needs_a_role(finding: RaisedFinding) -> None:
    """Reviews are for epidemiologists and officials; what is unknown is not there."""
    review_id = finding.open()["review_id"]
    with finding.api.client("official") as client:
        listed = client.get("/v1/reviews")
        missing = client.get("/v1/reviews/0123456789abcdef")
    with finding.api.client("administrator") as client:
        refused = client.get("/v1/reviews")

    assert review_id in {one["review_id"] for one in listed.json()["reviews"]}
    assert finding.citizen not in listed.text
    assert missing.status_code == httpx.codes.NOT_FOUND
    assert refused.status_code == httpx.codes.FORBIDDEN


def test_an_official_of_another_province_looks_at_nothing_here(finding: RaisedFinding) -> None:
    """Neither at the list, nor at the finding, nor at its review."""
    review_id = finding.open()["review_id"]
    api = finding.api
    with api.client("official", units=("79",)) as client:
        body = {"alert_id": finding.alert.alert_id, "citizen_id": finding.citizen}
        refused = [
            client.post("/v1/reviews", json=body),
            client.get(f"/v1/reviews/{review_id}"),
            client.get(f"/v1/reviews/{review_id}/report"),
        ]
        listed = client.get("/v1/reviews").json()["reviews"]

    assert [answer.status_code for answer in refused] == [httpx.codes.NOT_FOUND] * 3
    assert review_id not in {one["review_id"] for one in listed}
