"""A finding of a false declaration on its whole way: raised, looked at, decided, taken back."""

import uuid
from typing import Any

import httpx
import pytest

from contracts.events import AlertRaised
from contracts.lines import encode_line
from contracts.registry import DayKeyPublished
from contracts.sealing import day_of
from service.clock import now_ms
from service.kafka import Outgoing, Sender
from tests.builders.analytics import HOUR_MS, START_MS, declaration, insert, scan
from tests.builders.api import RunningApi
from tests.builders.pdf import pages_of
from tests.builders.waiting import wait_until

pytestmark = pytest.mark.integration

_WITHIN_S = 60.0
_SPAN = {"from": "2021-08-23T00:00:00+07:00", "until": "2021-08-25T00:00:00+07:00"}


class _Finding:
    """Somebody who declared one thing and was seen doing another, and the alert about it."""

    def __init__(self, api: RunningApi) -> None:
        """Say what happened, on the topic and in the store."""
        self.api = api
        self.citizen = uuid.uuid4().hex
        self.purpose = f"review {uuid.uuid4().hex}"
        before, self._scan = uuid.uuid4().hex, uuid.uuid4().hex
        seen = scan(0, scan_id=self._scan, citizen_id=self.citizen, place_id="hn-city-02")
        earlier = scan(
            0,
            scan_id=before,
            citizen_id=self.citizen,
            place_id="hn-city-01",
            happened_ms=START_MS - HOUR_MS,
        )
        declared = declaration(seen, declaration_id=uuid.uuid4().hex, residence="268")
        insert(api.store, "scans", [earlier, seen])
        insert(api.store, "declarations", [declared])
        self.alert = AlertRaised(
            alert_id=f"itinerary_contradicted:{self._scan}",
            citizen_id=self.citizen,
            kind="itinerary_contradicted",
            happened_ms=START_MS,
            known_since_ms=START_MS + 1000,
            version=1,
            place_id="hn-city-02",
            scan_id=self._scan,
            from_scan_id=before,
            from_place_id="hn-city-01",
            from_ms=START_MS - HOUR_MS,
            km=31.5,
            declaration_id=declared.declaration_id,
        )
        self.say(self.alert)
        self._wait_for(stands=True)

    def say(self, alert: AlertRaised) -> None:
        """Say an alert as the worker does."""
        sender = Sender(self.api.parts.kafka)
        sender.send([Outgoing("alerts", self.citizen.encode(), encode_line(alert))])
        sender.close()

    def stands(self) -> bool:
        """Ask whether the alert is among those that stand."""
        body = _SPAN | {"purpose": self.purpose, "kinds": ["itinerary_contradicted"]}
        with self.api.client("official") as client:
            told = client.post("/v1/questions/alerts", json=body).raise_for_status().json()
        return self.alert.alert_id in {one["alert_id"] for one in told["alerts"]}

    def _wait_for(self, *, stands: bool) -> None:
        wait_until(lambda: self.stands() == stands, _WITHIN_S, f"the alert stands: {stands}")

    def wait_until_it_stands(self) -> None:
        """Wait until the alert is told."""
        self._wait_for(stands=True)

    def wait_until_it_is_explained(self) -> None:
        """Wait until the alert is not told any more."""
        self._wait_for(stands=False)

    def waiting(self) -> list[dict[str, Any]]:
        """Return this person's findings that nobody has looked at."""
        body = _SPAN | {"purpose": self.purpose}
        with self.api.client("epidemiologist") as client:
            told = client.post("/v1/reviews/waiting", json=body).raise_for_status().json()
        return [one for one in told["findings"] if one["citizen_id"] == self.citizen]

    def open(self) -> dict[str, Any]:
        """Open the review."""
        body = {"alert_id": self.alert.alert_id, "citizen_id": self.citizen}
        with self.api.client("epidemiologist") as client:
            told: dict[str, Any] = client.post("/v1/reviews", json=body).raise_for_status().json()
        return told

    def decide(self, review_id: str, **said: Any) -> httpx.Response:
        """Decide on it."""
        usual = {
            "decision_id": uuid.uuid4().hex,
            "after": 0,
            "decision": "innocent",
            "explanation": "shared_vehicle",
            "words": "Đi nhờ xe của đồng nghiệp, đã xác minh.",
        }
        with self.api.client("official") as client:
            return client.post(f"/v1/reviews/{review_id}/decisions", json=usual | said)


@pytest.fixture(scope="module", autouse=True)
def _today(api: RunningApi) -> None:
    """Publish the key that today's words are sealed to."""
    day = day_of(now_ms())
    key = api.parts.secrets.add_day_key(day)
    record = DayKeyPublished(day=day, public_key=bytes(key.public_key))
    api.parts.writer.write_and_see(record, lambda lists: day in lists.day_keys)


@pytest.fixture
def finding(api: RunningApi) -> _Finding:
    """Return a finding of its own."""
    return _Finding(api)


def test_an_innocent_explanation_takes_the_alert_back(finding: _Finding) -> None:
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
    finding.wait_until_it_is_explained()

    changed = {name: getattr(finding.alert, name) for name in finding.alert.__struct_fields__}
    finding.say(AlertRaised(**(changed | {"version": 2, "declaration_id": "a-newer-one"})))
    finding.wait_until_it_stands()
    assert len(finding.waiting()) == 1


def test_a_confirmed_finding_is_printed_for_the_authority(finding: _Finding) -> None:
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


def test_of_two_who_decide_at_once_the_second_reads_again(finding: _Finding) -> None:
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


def test_a_decision_that_is_not_in_order_names_its_fault(finding: _Finding) -> None:
    """And nothing is decided."""
    review_id = finding.open()["review_id"]
    for said, field in _NOT_IN_ORDER:
        refused = finding.decide(review_id, **said)
        assert refused.status_code == httpx.codes.UNPROCESSABLE_ENTITY
        assert [error["field"] for error in refused.json()["errors"]] == [field]

    assert finding.open()["status"] == "open"


def test_the_list_names_nobody_and_needs_a_role(finding: _Finding) -> None:
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
