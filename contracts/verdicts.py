"""The words of a verdict, the same at the gate, in the stream and on the scanner."""

from typing import Literal

import msgspec

Category = Literal["pass", "pass_with_attention", "ask", "refuse"]

Reason = Literal[
    "ok",
    "symptoms_declared",
    "contact_declared",
    "from_epidemic_area",
    "left_epidemic_area_since_issue",
    "traced_contact",
    "declared_on_paper",
    "waved_through",
    "compare_identity",
    "fields_missing",
    "no_live_pass",
    "not_our_code",
    "malformed",
    "unknown_key",
    "bad_signature",
    "not_yet_valid",
    "expired",
    "revoked",
    "superseded",
    "identity_mismatch",
    "wrong_route",
    "quarantine_order",
]

# What history says about one scan.
Finding = Literal[
    "repeat_scan",
    "two_places_at_once",
    "impossible_travel",
    "itinerary_contradicted",
    "pass_never_issued",
    "revoked",
    "superseded",
]

# Alerts are about findings, and about what no single scan shows.
AlertKind = Literal[
    "repeat_scan",
    "two_places_at_once",
    "impossible_travel",
    "itinerary_contradicted",
    "pass_never_issued",
    "revoked",
    "superseded",
    "overdue",
    "left_epidemic_area",
]

Flag = Literal["offline", "officer_override", "annulled", "waved_through", "lists_too_old"]

CATEGORY_OF: dict[Reason, Category] = {
    "ok": "pass",
    "symptoms_declared": "pass_with_attention",
    "contact_declared": "pass_with_attention",
    "from_epidemic_area": "pass_with_attention",
    "left_epidemic_area_since_issue": "pass_with_attention",
    "traced_contact": "pass_with_attention",
    "declared_on_paper": "pass_with_attention",
    "waved_through": "pass_with_attention",
    "compare_identity": "ask",
    "fields_missing": "ask",
    "no_live_pass": "refuse",
    "not_our_code": "refuse",
    "malformed": "refuse",
    "unknown_key": "refuse",
    "bad_signature": "refuse",
    "not_yet_valid": "refuse",
    "expired": "refuse",
    "revoked": "refuse",
    "superseded": "refuse",
    "identity_mismatch": "refuse",
    "wrong_route": "refuse",
    "quarantine_order": "refuse",
}


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """One category, one reason, and what an officer should know beside it.

    `lists_age_s` is how old the lists behind the verdict were, -1 where there were none.
    """

    category: Category
    reason: Reason
    flags: tuple[Flag, ...] = ()
    lists_age_s: int = -1
    rule_version: int = 0
