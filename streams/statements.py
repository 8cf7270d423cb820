"""What the stream says: the events that go to `judged`, `movements` and `alerts`. Pure."""

from collections.abc import Iterator

import msgspec

from contracts.events import AlertEvent, AlertRaised, AlertWithdrawn, MovementSeen, ScanJudged
from contracts.history import HISTORY_RULES, Known, names_of
from contracts.verdicts import CATEGORY_OF, AlertKind
from streams.dossier import Declared, Departure, Visit
from streams.judge import PASS_KNOWN_WITHIN_MS


class Statement(msgspec.Struct, frozen=True, gc=False):
    """A visit about which something is to be said, the one before it, and what is known of both.

    `citizen_id` is empty where nobody knows whose scan it is; `findings` are bits.
    """

    citizen_id: str
    visit: Visit
    before: Visit | None
    known: Known
    findings: int
    annulled: bool = False


def judged(said: Statement) -> ScanJudged:
    """Return a visit in the light of its findings; a withdrawn pass changes the verdict itself."""
    visit = said.visit
    category, reason = visit.category, visit.reason
    names = names_of(said.findings) if said.findings else ()
    if "revoked" in names:
        category, reason = CATEGORY_OF["revoked"], "revoked"
    elif "superseded" in names:
        category, reason = CATEGORY_OF["superseded"], "superseded"
    return ScanJudged(
        scan_id=visit.scan_id,
        citizen_id=said.citizen_id,
        place_id=visit.place_id,
        direction=visit.direction,
        happened_ms=visit.happened_ms,
        category=category,
        reason=reason,
        findings=names,
        version=visit.version,
        annulled=said.annulled,
    )


def moved(said: Statement) -> MovementSeen:
    """Return the leg to a visit; the first of a timeline comes from nowhere."""
    visit, before, known = said.visit, said.before, said.known
    return MovementSeen(
        scan_id=visit.scan_id,
        citizen_id=said.citizen_id,
        place_id=visit.place_id,
        direction=visit.direction,
        happened_ms=visit.happened_ms,
        from_scan_id=before.scan_id if before else "",
        from_place_id=before.place_id if before else "",
        from_ms=before.happened_ms if before else 0,
        seconds=(visit.happened_ms - before.happened_ms) // 1000 if before else 0,
        km=-1.0 if known.km is None else known.km,
        vehicle_id=visit.vehicle_id,
        version=visit.version,
        annulled=said.annulled,
    )


def visit_alerts(said: Statement, now_ms: int) -> Iterator[AlertEvent]:
    """Yield an event for each finding that was ever said of a visit: it stands, or no longer."""
    visit = said.visit
    for number, (kind, _) in enumerate(HISTORY_RULES):
        bit = 1 << number
        if said.findings & bit:
            yield _raised(said, kind)
        elif visit.raised & bit:
            alert_id = f"{kind}:{visit.scan_id}"
            yield _withdrawn(alert_id, said.citizen_id, kind, visit.version, now_ms)


def _raised(said: Statement, kind: AlertKind) -> AlertRaised:
    visit, before, known = said.visit, said.before, said.known
    return AlertRaised(
        alert_id=f"{kind}:{visit.scan_id}",
        citizen_id=said.citizen_id,
        kind=kind,
        happened_ms=visit.happened_ms,
        known_since_ms=_known_since_ms(said, kind),
        version=visit.version,
        place_id=visit.place_id,
        scan_id=visit.scan_id,
        from_scan_id=before.scan_id if before else "",
        from_place_id=before.place_id if before else "",
        from_ms=before.happened_ms if before else 0,
        km=-1.0 if known.km is None else known.km,
        pass_id=visit.pass_id,
        declaration_id=known.journey.declaration_id if known.journey else "",
    )


def _known_since_ms(said: Statement, kind: AlertKind) -> int:
    """When the last piece of the evidence had reached us."""
    received_ms, withdrawn = said.visit.received_ms, said.known.withdrawn
    if kind == "pass_never_issued":
        return received_ms + PASS_KNOWN_WITHIN_MS
    if kind in {"revoked", "superseded"} and withdrawn:
        return max(received_ms, withdrawn.at_ms)
    return max(received_ms, said.before.received_ms if said.before else 0)


def overdue_alert(citizen_id: str, declared: Declared, due_ms: int, now_ms: int) -> AlertEvent:
    """Return what stands about somebody who was to depart."""
    journey = declared.journey
    alert_id = f"overdue:{journey.declaration_id}"
    if declared.overdue == 1:
        return AlertRaised(
            alert_id=alert_id,
            citizen_id=citizen_id,
            kind="overdue",
            happened_ms=journey.departs_ms,
            known_since_ms=due_ms,
            version=declared.version,
            declaration_id=journey.declaration_id,
        )
    return _withdrawn(alert_id, citizen_id, "overdue", declared.version, now_ms)


def departure_alert(citizen_id: str, left: Departure, now_ms: int) -> AlertEvent:
    """Return what stands about somebody who left an epidemic area."""
    alert_id = f"left_epidemic_area:{left.zone_id}:{citizen_id}"
    if not left.scan_id:
        return _withdrawn(alert_id, citizen_id, "left_epidemic_area", left.version, now_ms)
    return AlertRaised(
        alert_id=alert_id,
        citizen_id=citizen_id,
        kind="left_epidemic_area",
        happened_ms=left.happened_ms,
        known_since_ms=left.known_ms,
        version=left.version,
        place_id=left.place_id,
        scan_id=left.scan_id,
        from_scan_id=left.inside_scan_id,
        from_place_id=left.inside_place_id,
        from_ms=left.inside_ms,
        zone_id=left.zone_id,
    )


def _withdrawn(
    alert_id: str, citizen_id: str, kind: AlertKind, version: int, now_ms: int
) -> AlertWithdrawn:
    return AlertWithdrawn(
        alert_id=alert_id,
        citizen_id=citizen_id,
        kind=kind,
        withdrawn_ms=now_ms,
        version=version,
    )
