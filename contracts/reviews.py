"""What becomes of a finding that somebody declared falsely: looked at, decided on.

Events of the topic `reviews`, all of one review under its id, which follows from the finding and
what it rests on: whoever opens the same finding again opens the same review. Evidence is copied
into the review, so that it can be read for as long as the law asks, when the scans are gone.
Persons are citizen ids; what people write in words is sealed. Of events with one `event_id` the
first counts, and of several decisions the last.
"""

import hashlib
from typing import Literal, get_args

import msgspec

from contracts.events import Channel, Event, Transport
from contracts.verdicts import AlertKind

Decision = Literal["confirmed", "innocent", "undecidable"]
# Why a declaration was true although the scans say otherwise.
Explanation = Literal["shared_vehicle", "mistyped_plate", "wrong_clock", "other"]

# Findings by which what was declared, or the code that was shown, may be false.
ReviewKind = Literal[
    "itinerary_contradicted",
    "two_places_at_once",
    "impossible_travel",
    "pass_never_issued",
    "overdue",
    "left_epidemic_area",
]
REVIEWABLE: tuple[AlertKind, ...] = get_args(ReviewKind)


class Finding(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An alert as it stood when its review was opened; fields as in `AlertRaised`."""

    kind: ReviewKind
    happened_ms: int
    known_since_ms: int
    place_id: str
    scan_id: str
    from_scan_id: str
    from_place_id: str
    from_ms: int
    km: float
    pass_id: str
    declaration_id: str
    zone_id: str


class Declared(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What had been declared, without what is sealed; units by code."""

    declaration_id: str
    declared_ms: int
    channel: Channel
    origin: str
    destination: str
    residence: str
    stay: str
    temporary: str
    transport: Transport
    departs_ms: int
    on_behalf: bool
    visited: tuple[str, ...]


class Seen(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A scan that bears on a finding."""

    scan_id: str
    place_id: str
    direction: str
    happened_ms: int
    received_ms: int
    category: str
    reason: str
    source: str
    offline: bool
    lane: str


class ReviewOpened(Event, frozen=True, kw_only=True, gc=False):
    """Somebody looks at a finding; `declared` is None where no declaration is known."""

    event_id: str
    review_id: str
    at_ms: int
    account: str
    alert_id: str
    citizen_id: str
    evidence: str
    finding: Finding
    declared: Declared | None
    seen: tuple[Seen, ...]


class ReviewDecided(Event, frozen=True, kw_only=True, gc=False):
    """What was found. An innocent one has an `explanation`, and takes the alert back.

    It does so while the alert rests on the same `evidence`: on another, it stands again.
    """

    event_id: str
    review_id: str
    at_ms: int
    account: str
    alert_id: str
    citizen_id: str
    evidence: str
    decision: Decision
    explanation: Explanation | Literal[""]
    sealed: str
    sealed_day: str


ReviewEvent = ReviewOpened | ReviewDecided


def evidence_of(scan_id: str, from_scan_id: str, pass_id: str, declaration_id: str) -> str:
    """Return what a finding rests on, as one text; SQL says the same in `explained.py`."""
    return f"{scan_id}|{from_scan_id}|{pass_id}|{declaration_id}"


def review_id_of(citizen_id: str, alert_id: str, evidence: str) -> str:
    """Return the id of the review of a finding."""
    return hashlib.sha256(f"{citizen_id}\n{alert_id}\n{evidence}".encode()).hexdigest()[:32]
