"""Cases over HTTP, and scans that reach the read side by Kafka as they do in the house."""

import copy
import uuid
from typing import Any

import httpx

from contracts.events import Event
from contracts.lines import encode_line
from service.clock import now_ms
from service.kafka import make_producer
from tests.builders.analytics import scan
from tests.builders.api import RunningApi
from tests.builders.waiting import wait_until

MINUTE_MS = 60_000
ANSWERED_WITHIN_S = 60.0


def new_id(kind: str) -> str:
    """Return an id as a sender makes one."""
    return f"{kind}-{uuid.uuid4().hex[:12]}"


def send(api: RunningApi, topic: str, *events: Event, key: str = "key") -> None:
    """Put events on a topic of the house, one record each."""
    producer = make_producer(api.parts.kafka)
    try:
        for event in events:
            producer.send(topic, key=key.encode(), value=encode_line(event)).get(10)
    finally:
        producer.close()


def passage(citizen_id: str, place_id: str, minutes_ago: float, **changes: Any) -> Any:
    """Return a scan of somebody at a place some minutes ago, received a second later."""
    at_ms = now_ms() - int(minutes_ago * MINUTE_MS)
    usual: dict[str, Any] = {
        "scan_id": uuid.uuid4().hex,
        "citizen_id": citizen_id,
        "place_id": place_id,
        "happened_ms": at_ms,
        "received_ms": at_ms + 1000,
    }
    return scan(0, **(usual | changes))


class CaseUnderTest:
    """A case and what an epidemiologist does with it."""

    def __init__(self, client: httpx.Client, number: str = "") -> None:
        """Open a case of Hà Nội."""
        self.client = client
        self.case_id = new_id("case")
        self.number = number or f"BN-{uuid.uuid4().hex[:8]}"
        self.question_id = new_id("question")
        self.put("", number=self.number, unit="01", title="The family at the market")

    def put(self, path: str, **body: Any) -> httpx.Response:
        """Send a change that has to be accepted."""
        answer = self.client.put(f"/v1/cases/{self.case_id}{path}", json=body)
        assert answer.is_success, answer.text
        return answer

    def seen_by(self, client: httpx.Client) -> "CaseUnderTest":
        """Return the same case in the hands of somebody else, with a question of their own."""
        theirs = copy.copy(self)
        theirs.client, theirs.question_id = client, new_id("question")
        return theirs

    def told(self) -> dict[str, Any]:
        """Return all of the case."""
        answer = self.client.get(f"/v1/cases/{self.case_id}")
        assert answer.is_success, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def save_contacts(self, **body: int) -> None:
        """Save the question for the contacts of the index persons in the last fortnight."""
        self.put(
            f"/questions/{self.question_id}",
            kind="contacts",
            body={"within_minutes": 15} | body,
            rolling_days=14,
            of_index_persons=True,
        )

    def question(self) -> dict[str, Any]:
        """Return the saved question with its answer."""
        (found,) = self.told()["questions"]
        told: dict[str, Any] = found
        return told

    def wait_round(self, number: int) -> dict[str, Any]:
        """Wait until the answer has its `number`-th round; return that round."""
        wait_until(
            lambda: any(one["round"] >= number for one in self.question()["rounds"]),
            ANSWERED_WITHIN_S,
            f"round {number} of the question",
        )
        return next(one for one in self.question()["rounds"] if one["round"] == number)
