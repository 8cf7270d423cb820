"""A finding and its review."""

from typing import Any

import msgspec

from contracts.events import AlertRaised
from contracts.reviews import (
    Declared,
    Finding,
    ReviewDecided,
    ReviewOpened,
    Seen,
    evidence_of,
    review_id_of,
)
from tests.builders.analytics import HOUR_MS, START_MS

CITIZEN = "a" * 32

FINDING = Finding(
    kind="itinerary_contradicted",
    happened_ms=START_MS,
    known_since_ms=START_MS + 1000,
    place_id="hn-city-02",
    scan_id="scan-0002",
    from_scan_id="scan-0001",
    from_place_id="hn-city-01",
    from_ms=START_MS - HOUR_MS,
    km=31.5,
    pass_id="",
    declaration_id="declaration-1",
    zone_id="",
)

_DECLARED = Declared(
    declaration_id="declaration-1",
    declared_ms=START_MS - 5 * HOUR_MS,
    channel="web",
    origin="001",
    destination="002",
    residence="001",
    stay="",
    temporary="",
    transport="motorbike",
    departs_ms=START_MS - 2 * HOUR_MS,
    on_behalf=True,
    visited=("24",),
)


def _seen(scan_id: str, place_id: str, happened_ms: int) -> Seen:
    return Seen(
        scan_id=scan_id,
        place_id=place_id,
        direction="in",
        happened_ms=happened_ms,
        received_ms=happened_ms + 1000,
        category="pass",
        reason="ok",
        source="pass",
        offline=False,
        lane="2",
    )


def alert(**changes: Any) -> AlertRaised:
    """Return the alert that the finding is a copy of."""
    said = msgspec.structs.asdict(FINDING) | {
        "alert_id": f"itinerary_contradicted:{FINDING.scan_id}",
        "citizen_id": CITIZEN,
        "version": 1,
    }
    return AlertRaised(**(said | changes))


_EVIDENCE = evidence_of(
    FINDING.scan_id, FINDING.from_scan_id, FINDING.pass_id, FINDING.declaration_id
)
REVIEW_ID = review_id_of(CITIZEN, alert().alert_id, _EVIDENCE)


def opened() -> ReviewOpened:
    """Return how the review of the finding was opened."""
    return ReviewOpened(
        event_id=REVIEW_ID,
        review_id=REVIEW_ID,
        at_ms=START_MS + HOUR_MS,
        account="epi",
        alert_id=alert().alert_id,
        citizen_id=CITIZEN,
        evidence=_EVIDENCE,
        finding=FINDING,
        declared=_DECLARED,
        seen=(
            _seen("scan-0001", "hn-city-01", START_MS - HOUR_MS),
            _seen("scan-0002", "hn-city-02", START_MS),
        ),
    )


def decided(event_id: str, **changes: Any) -> ReviewDecided:
    """Return a decision that the finding is innocent."""
    usual = ReviewDecided(
        event_id=event_id,
        review_id=REVIEW_ID,
        at_ms=START_MS + 2 * HOUR_MS,
        account="epi",
        alert_id=alert().alert_id,
        citizen_id=CITIZEN,
        evidence=_EVIDENCE,
        decision="innocent",
        explanation="shared_vehicle",
        sealed="",
        sealed_day="",
    )
    return msgspec.structs.replace(usual, **changes)
