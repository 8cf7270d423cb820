"""The rule book: what makes a pass good, written once.

`judge` walks down `RULES` and stops at the first that applies. A new rule is a predicate and a line
in the table. Refusals stand first, then what an officer must do, then what deserves attention.
"""

from collections.abc import Callable
from typing import Literal

import msgspec

from contracts.events import ScanSource
from contracts.lists import Lists
from contracts.passes import (
    RISK_CONTACT,
    RISK_EPIDEMIC_AREA,
    RISK_IDENTITY_DIFFERS,
    RISK_SYMPTOMS,
    ReadPass,
    Unreadable,
)
from contracts.places import units_of_2021
from contracts.verdicts import CATEGORY_OF, Flag, Reason, Verdict

RULE_VERSION = 3

# A gate's clock may be this far behind the clock that issued the pass.
CLOCK_TOLERANCE_MS = 120_000


class Policy(msgspec.Struct, frozen=True, kw_only=True):
    """What the authority decides. `ask_identity`: officers confirm the identity card each time."""

    lists_too_old_s: int = 3600
    on_old_lists: Literal["flag", "ask"] = "flag"
    ask_identity: bool = False


class Sight(msgspec.Struct, frozen=True, kw_only=True):
    """What is known at the gate beside the pass; None where the officer has not looked.

    `source` is what was shown: the code of a pass, a document, a paper sheet, or nothing at all.
    """

    at_ms: int
    source: ScanSource = "pass"
    lists_age_s: int = 0
    identity_matches: bool | None = None
    route_agrees: bool | None = None
    offline: bool = False
    override_reason: str = ""
    waved_through: bool = False
    annulled: bool = False


class Case(msgspec.Struct, frozen=True):
    """A readable pass at a gate, with the lists and the policy of the moment."""

    seen: ReadPass
    sight: Sight
    lists: Lists
    policy: Policy

    @property
    def lists_too_old(self) -> bool:
        """Whether the lists are older than the authority accepts, or were never read."""
        age = self.sight.lists_age_s
        return age < 0 or age > self.policy.lists_too_old_s


def _not_yet_valid(case: Case) -> bool:
    return case.sight.at_ms < case.seen.claims.issued_ms - CLOCK_TOLERANCE_MS


def _expired(case: Case) -> bool:
    return case.sight.at_ms >= case.seen.claims.expires_ms


def _revoked(case: Case) -> bool:
    withdrawn = case.lists.withdrawn.get(case.seen.claims.pass_id)
    return case.seen.key.revoked or (withdrawn is not None and withdrawn.reason == "revoked")


def _superseded(case: Case) -> bool:
    withdrawn = case.lists.withdrawn.get(case.seen.claims.pass_id)
    return withdrawn is not None and withdrawn.reason == "superseded"


def _quarantine_order(case: Case) -> bool:
    citizen = case.seen.claims.citizen_id
    return case.lists.is_listed(citizen, "quarantine_order", case.sight.at_ms)


def _identity_mismatch(case: Case) -> bool:
    return case.sight.identity_matches is False


def _wrong_route(case: Case) -> bool:
    return case.sight.route_agrees is False


def _fields_missing(case: Case) -> bool:
    claims = case.seen.claims
    return not (claims.name and claims.birth_year and claims.last_four)


def _compare_identity(case: Case) -> bool:
    if case.sight.identity_matches is not None:
        return False
    cautious = case.policy.on_old_lists == "ask" and case.lists_too_old
    differs = bool(case.seen.claims.risk & RISK_IDENTITY_DIFFERS)
    return case.policy.ask_identity or cautious or differs


def _traced_contact(case: Case) -> bool:
    citizen = case.seen.claims.citizen_id
    return case.lists.is_listed(citizen, "traced_contact", case.sight.at_ms)


def _left_epidemic_area_since_issue(case: Case) -> bool:
    """The area was declared after the pass was issued, so the pass could not say it.

    A journey that began before the zone's look-back began is not the zone's concern.
    """
    claims = case.seen.claims
    units = units_of_2021()
    return any(
        zone.since_ms - zone.look_back_ms <= claims.issued_ms < zone.declared_ms
        and zone.since_ms <= case.sight.at_ms
        and (zone.until_ms == 0 or case.sight.at_ms < zone.until_ms)
        and units.lies_in(claims.origin, zone.unit)
        for zone in case.lists.zones.values()
    )


def _at_risk(bit: int) -> Callable[[Case], bool]:
    return lambda case: bool(case.seen.claims.risk & bit)


RULES: tuple[tuple[Reason, Callable[[Case], bool]], ...] = (
    ("not_yet_valid", _not_yet_valid),
    ("expired", _expired),
    ("revoked", _revoked),
    ("superseded", _superseded),
    ("quarantine_order", _quarantine_order),
    ("identity_mismatch", _identity_mismatch),
    ("wrong_route", _wrong_route),
    ("fields_missing", _fields_missing),
    ("compare_identity", _compare_identity),
    ("traced_contact", _traced_contact),
    ("left_epidemic_area_since_issue", _left_epidemic_area_since_issue),
    ("from_epidemic_area", _at_risk(RISK_EPIDEMIC_AREA)),
    ("contact_declared", _at_risk(RISK_CONTACT)),
    ("symptoms_declared", _at_risk(RISK_SYMPTOMS)),
)


def judge(seen: ReadPass | Unreadable, sight: Sight, lists: Lists, policy: Policy) -> Verdict:
    """Give the verdict on one code at one gate."""
    if isinstance(seen, Unreadable):
        return verdict_of(_without_pass(seen, sight), sight, policy)
    case = Case(seen, sight, lists, policy)
    for reason, applies in RULES:
        if applies(case):
            return verdict_of(reason, sight, policy)
    return verdict_of("ok", sight, policy)


def _without_pass(seen: Unreadable, sight: Sight) -> Reason:
    """Say what there is to say where no pass could be read, or none was shown."""
    match sight.source:
        case "wave_through":
            return "waved_through"
        case "document":
            return "no_live_pass"
        case "paper" if sight.identity_matches is None:
            return "compare_identity"
        case "paper":
            return "declared_on_paper" if sight.identity_matches else "identity_mismatch"
        case _:
            return seen.reason


def verdict_of(reason: Reason, sight: Sight, policy: Policy) -> Verdict:
    """Dress a reason with its category and flags."""
    too_old = sight.lists_age_s < 0 or sight.lists_age_s > policy.lists_too_old_s
    raised: tuple[tuple[Flag, bool], ...] = (
        ("offline", sight.offline),
        ("officer_override", bool(sight.override_reason)),
        ("annulled", sight.annulled),
        ("waved_through", sight.waved_through),
        ("lists_too_old", too_old),
    )
    return Verdict(
        category=CATEGORY_OF[reason],
        reason=reason,
        flags=tuple(flag for flag, is_raised in raised if is_raised),
        lists_age_s=sight.lists_age_s,
        rule_version=RULE_VERSION,
    )


def risk_at_issue(
    *,
    symptoms: bool,
    contact: bool,
    visited: tuple[str, ...],
    lists: Lists,
    at_ms: int,
    identity_differs: bool,
) -> int:
    """Return the risk bits of a new pass; `visited` holds origin and places of the last 14 days."""
    units = units_of_2021()
    live = [z for z in lists.zones.values() if z.until_ms == 0 or at_ms < z.until_ms]
    exposed = any(units.lies_in(code, zone.unit) for code in visited for zone in live)
    raised = (
        (RISK_SYMPTOMS, symptoms),
        (RISK_CONTACT, contact),
        (RISK_EPIDEMIC_AREA, exposed),
        (RISK_IDENTITY_DIFFERS, identity_differs),
    )
    return sum(bit for bit, is_raised in raised if is_raised)
