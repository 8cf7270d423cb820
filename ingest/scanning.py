"""A scan becomes an event and an answer. Pure: pass, time and lists come in as arguments."""

import functools
from typing import TypedDict

import msgspec

from contracts.errors import TryAgain
from contracts.events import ScanRecorded
from contracts.identity import Pseudonyms
from contracts.lists import Lists
from contracts.passes import ReadPass, Unreadable
from contracts.rules import Policy, Sight, judge, verdict_of
from contracts.sealing import day_of, seal
from contracts.verdicts import Category, Flag, Reason, Verdict
from contracts.words import Language, say
from ingest.forms import HealthForm
from ingest.scan_checks import CheckedScan
from service.doors import Caller

# The temperature from which on checkpoints of 2021 took travellers aside.
FEVER_C = 37.5


class Gate(msgspec.Struct, frozen=True, kw_only=True):
    """What is the same for all scans of one request; `lists_age_s` is -1 before the first lists."""

    caller: Caller
    received_ms: int
    lists: Lists
    lists_age_s: int
    policy: Policy
    pseudonyms: Pseudonyms
    language: Language


class Holder(msgspec.Struct, frozen=True):
    """What an officer compares with the identity card."""

    name: str
    birth_year: int
    last_four: str


class ScanAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """The verdict on one scan; a refusal shows nothing about the person.

    `citizen_id` is what an annulment of the scan has to name.
    """

    scan_id: str
    citizen_id: str
    category: Category
    reason: Reason
    flags: tuple[Flag, ...]
    text: str
    lists_age_s: int
    holder: Holder | None


class _Claimed(TypedDict, total=False):
    """What a pass adds to a scan's event."""

    citizen_id: str
    pass_id: str
    token_hash: str
    kid: str
    issued_ms: int
    expires_ms: int
    risk: int
    origin: str


def record_scan(
    scan: CheckedScan, seen: ReadPass | Unreadable, gate: Gate
) -> tuple[ScanRecorded, ScanAnswer]:
    """Judge a scan, unless its scanner did so without network, and return event and answer.

    Raises:
        TryAgain: there is something to seal and the day's key is not known yet.

    """
    verdict = _verdict(scan, seen, gate)
    event = _event(scan, seen, verdict, gate)
    return event, _answer(event, seen, verdict, gate)


def key_of(event: ScanRecorded) -> str:
    """Return what a scan is partitioned by."""
    return event.citizen_id or event.scan_id


def _verdict(scan: CheckedScan, seen: ReadPass | Unreadable, gate: Gate) -> Verdict:
    form = scan.form
    given = form.given if form.offline else None
    sight = Sight(
        at_ms=scan.happened_ms,
        source=form.source,
        lists_age_s=gate.lists_age_s if given is None else given.lists_age_s,
        identity_matches=form.identity_matches,
        route_agrees=form.route_agrees,
        offline=form.offline,
        override_reason=scan.override_reason,
        waved_through=form.waved_through,
    )
    if given is None:
        return judge(seen, sight, gate.lists, gate.policy)
    return msgspec.structs.replace(
        verdict_of(given.reason, sight, gate.policy),
        category=given.category,
        rule_version=given.rule_version,
    )


def _event(
    scan: CheckedScan, seen: ReadPass | Unreadable, verdict: Verdict, gate: Gate
) -> ScanRecorded:
    form = scan.form
    sealed, sealed_day = _sealed(scan, seen, gate)
    claimed = _claimed(scan, seen, gate)
    return ScanRecorded(
        scan_id=form.scan_id,
        place_id=form.place_id,
        direction=form.direction,
        happened_ms=scan.happened_ms,
        received_ms=gate.received_ms,
        category=verdict.category,
        reason=verdict.reason,
        lane=scan.lane,
        vehicle_id=gate.pseudonyms.vehicle_id(scan.plate),
        trailer_id=gate.pseudonyms.vehicle_id(scan.trailer),
        device_id=gate.caller.device_id,
        officer_id=gate.caller.account,
        source=form.source,
        offline=form.offline,
        lists_age_s=verdict.lists_age_s,
        rule_version=verdict.rule_version,
        officer_override=bool(scan.override_reason),
        waved_through=form.waved_through,
        group_id=form.group_id,
        sheet_id=form.sheet_id,
        health_asked=form.health is not None,
        unwell=form.health is not None and is_unwell(form.health),
        identity_differs=bool(form.identity_differs),
        sealed=sealed,
        sealed_day=sealed_day,
        **claimed,
    )


def _claimed(scan: CheckedScan, seen: ReadPass | Unreadable, gate: Gate) -> _Claimed:
    """Return the claims without the name; nothing of a code that can't be believed.

    Whoever showed a document without a live pass is known all the same.
    """
    if isinstance(seen, Unreadable):
        known = gate.pseudonyms.citizen_id(scan.document) if scan.document else ""
        return {"citizen_id": known}
    claims = seen.claims
    return {
        "citizen_id": claims.citizen_id,
        "pass_id": claims.pass_id,
        "token_hash": seen.token_hash,
        "kid": seen.key.kid.hex(),
        "issued_ms": claims.issued_ms,
        "expires_ms": claims.expires_ms,
        "risk": claims.risk,
        "origin": claims.origin,
    }


def _sealed(scan: CheckedScan, seen: ReadPass | Unreadable, gate: Gate) -> tuple[str, str]:
    """Return what was typed and a code that can't be believed, sealed, and the key's day."""
    form = scan.form
    typed = form.plate or form.trailer_plate or scan.override_reason
    if isinstance(seen, ReadPass) and not (typed or form.health or form.identity_differs):
        return "", ""
    private: dict[str, object] = {
        "code": form.code if isinstance(seen, Unreadable) else "",
        "plate": form.plate,
        "trailer_plate": form.trailer_plate,
        "override_reason": scan.override_reason,
        "identity_differs": form.identity_differs,
        "health": msgspec.to_builtins(form.health) if form.health else None,
    }
    fields = {name: value for name, value in private.items() if value}
    if not fields:
        return "", ""
    day = day_of(gate.received_ms)
    public_key = gate.lists.day_keys.get(day)
    if public_key is None:
        raise TryAgain("day keys")
    return seal(fields, public_key), day


def is_unwell(health: HealthForm) -> bool:
    """Tell whether somebody has a fever or a symptom."""
    return bool(health.symptoms) or (health.temperature_c or 0.0) >= FEVER_C


def _answer(
    event: ScanRecorded, seen: ReadPass | Unreadable, verdict: Verdict, gate: Gate
) -> ScanAnswer:
    holder = None
    if isinstance(seen, ReadPass) and verdict.category != "refuse":
        claims = seen.claims
        holder = Holder(claims.name, claims.birth_year, claims.last_four)
    return ScanAnswer(
        scan_id=event.scan_id,
        citizen_id=event.citizen_id,
        category=verdict.category,
        reason=verdict.reason,
        flags=verdict.flags,
        text=_text_of(verdict.reason, gate.language),
        lists_age_s=verdict.lists_age_s,
        holder=holder,
    )


@functools.cache
def _text_of(reason: Reason, language: Language) -> str:
    return say(f"verdict-{reason}", language)
