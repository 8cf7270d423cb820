"""A finding of a false declaration in a running read side."""

import uuid
from datetime import UTC, datetime
from typing import Any

import httpx

from contracts.durations import DAY_MS
from contracts.events import AlertRaised
from contracts.lines import encode_line
from contracts.registry import DayKeyPublished
from contracts.sealing import words_day_of
from service.clock import now_ms
from service.kafka import Outgoing, Sender
from tests.builders.analytics import HOUR_MS, declaration, insert, scan
from tests.builders.api import RunningApi
from tests.builders.waiting import wait_until

_WITHIN_S = 60.0


def publish_day_key(api: RunningApi) -> None:
    """Publish the key that today's words are sealed to."""
    day = words_day_of(now_ms())
    key = api.parts.secrets.add_day_key(day)
    record = DayKeyPublished(day=day, public_key=bytes(key.public_key))
    api.parts.writer.write_and_see(record, lambda lists: day in lists.day_keys)


class RaisedFinding:
    """Somebody who declared one thing and was seen doing another, and the alert about it."""

    def __init__(self, api: RunningApi) -> None:
        """Say what happened an hour ago, on the topic and in the store."""
        self.api = api
        at_ms = now_ms() - HOUR_MS
        self.citizen = uuid.uuid4().hex
        self.purpose = f"review {uuid.uuid4().hex}"
        before, self._scan = uuid.uuid4().hex, uuid.uuid4().hex
        seen = scan(
            0, scan_id=self._scan, citizen_id=self.citizen, place_id="hn-city-02", happened_ms=at_ms
        )
        earlier = scan(
            0,
            scan_id=before,
            citizen_id=self.citizen,
            place_id="hn-city-01",
            happened_ms=at_ms - HOUR_MS,
        )
        declared = declaration(seen, declaration_id=uuid.uuid4().hex, residence="268")
        insert(api.store, "scans", [earlier, seen])
        insert(api.store, "declarations", [declared])
        self.alert = AlertRaised(
            alert_id=f"itinerary_contradicted:{self._scan}",
            citizen_id=self.citizen,
            kind="itinerary_contradicted",
            happened_ms=at_ms,
            known_since_ms=at_ms + 1000,
            version=1,
            place_id="hn-city-02",
            scan_id=self._scan,
            from_scan_id=before,
            from_place_id="hn-city-01",
            from_ms=at_ms - HOUR_MS,
            km=31.5,
            declaration_id=declared.declaration_id,
        )
        self.say(self.alert)
        self.wait_for(stands=True)

    def say(self, alert: AlertRaised) -> None:
        """Say an alert as the worker does."""
        sender = Sender(self.api.parts.kafka)
        sender.send([Outgoing("alerts", self.citizen.encode(), encode_line(alert))])
        sender.close()

    def stands(self) -> bool:
        """Ask whether the alert is among those that stand."""
        body = _span() | {"purpose": self.purpose, "kinds": ["itinerary_contradicted"]}
        with self.api.client("official") as client:
            told = client.post("/v1/questions/alerts", json=body).raise_for_status().json()
        return self.alert.alert_id in {one["alert_id"] for one in told["alerts"]}

    def wait_for(self, *, stands: bool) -> None:
        """Wait until the alert is told, or until it is not told any more."""
        wait_until(lambda: self.stands() == stands, _WITHIN_S, f"the alert stands: {stands}")

    def waiting(self) -> list[dict[str, Any]]:
        """Return this person's findings that nobody has looked at."""
        body = _span() | {"purpose": self.purpose}
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


def _span() -> dict[str, str]:
    now = now_ms()
    return {
        "from": datetime.fromtimestamp((now - DAY_MS) / 1000, UTC).isoformat(),
        "until": datetime.fromtimestamp((now + DAY_MS) / 1000, UTC).isoformat(),
    }
