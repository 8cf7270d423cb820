"""What a scanner holds to judge without network: keys, withdrawn passes, zones, lists, places.

Pure: the lists and the moment come in as arguments. An entry that can no longer change a verdict is
left out, so that what is sent stays small however long a house has been running.
"""

from typing import Literal

import msgspec

from contracts.durations import HOUR_MS
from contracts.lists import Lists
from contracts.places import PlaceKind, units_of_2021
from contracts.registry import PassWithdrawn
from contracts.rules import CLOCK_TOLERANCE_MS, RULE_VERSION, Policy

# A pass states its validity as one byte of hours.
_LONGEST_PASS_MS = 255 * HOUR_MS


class HeldKey(msgspec.Struct, frozen=True, kw_only=True):
    """A key that signs passes, in hexadecimal, with its window."""

    public_key: str
    not_before_ms: int
    not_after_ms: int
    revoked: bool


class HeldWithdrawal(msgspec.Struct, frozen=True, kw_only=True):
    """A pass that is no longer good although its time has not run out."""

    pass_id: str
    reason: Literal["revoked", "superseded"]


class HeldZone(msgspec.Struct, frozen=True, kw_only=True):
    """An epidemic area (`until_ms` 0: until further notice)."""

    zone_id: str
    unit: str
    since_ms: int
    declared_ms: int
    until_ms: int
    look_back_ms: int


class HeldCitizen(msgspec.Struct, frozen=True, kw_only=True):
    """A citizen under quarantine order or traced as a contact (`until_ms` 0: open end)."""

    citizen_id: str
    kind: Literal["quarantine_order", "traced_contact"]
    since_ms: int
    until_ms: int


class HeldPlace(msgspec.Struct, frozen=True, kw_only=True):
    """A place where a scanner may stand."""

    place_id: str
    name_vi: str
    name_en: str
    kind: PlaceKind
    district: str


class Holdings(msgspec.Struct, frozen=True, kw_only=True):
    """What is the same for all scanners; `parents` names the province of each district."""

    rule_version: int
    policy: Policy
    ask_health: bool
    clock_tolerance_ms: int
    keys: list[HeldKey]
    withdrawn: list[HeldWithdrawal]
    zones: list[HeldZone]
    listed: list[HeldCitizen]
    places: list[HeldPlace]
    parents: dict[str, str]


def holdings_of(lists: Lists, policy: Policy, *, ask_health: bool, at_ms: int) -> Holdings:
    """Return what bears on a verdict from that moment on."""
    # A scanner's clock may be behind ours.
    from_ms = at_ms - CLOCK_TOLERANCE_MS
    return Holdings(
        rule_version=RULE_VERSION,
        policy=policy,
        ask_health=ask_health,
        clock_tolerance_ms=CLOCK_TOLERANCE_MS,
        keys=_keys(lists),
        withdrawn=[
            HeldWithdrawal(pass_id=one.pass_id, reason=one.reason)
            for one in list(lists.withdrawn.values())
            if may_be_live(one, from_ms)
        ],
        zones=_zones(lists, from_ms),
        listed=[
            HeldCitizen(
                citizen_id=one.citizen_id,
                kind=one.kind,
                since_ms=one.since_ms,
                until_ms=one.until_ms,
            )
            for one in lists.listed()
            if _is_open(one.until_ms, from_ms)
        ],
        places=_places(lists),
        parents={unit.code: unit.parent for unit in units_of_2021() if unit.level == "district"},
    )


def may_be_live(withdrawn: PassWithdrawn, at_ms: int) -> bool:
    """Tell whether a withdrawn pass may not have run out at that moment.

    Where nobody knows when it was issued, it was not after it was withdrawn.
    """
    return at_ms < (withdrawn.expires_ms or withdrawn.at_ms + _LONGEST_PASS_MS)


def _is_open(until_ms: int, at_ms: int) -> bool:
    return until_ms == 0 or at_ms < until_ms


def _keys(lists: Lists) -> list[HeldKey]:
    """All of them: a pass of a key that is over must be told from one that nobody signed."""
    return [
        HeldKey(
            public_key=key.public_key.hex(),
            not_before_ms=key.not_before_ms,
            not_after_ms=key.not_after_ms,
            revoked=key.revoked,
        )
        for key in lists.ring.all()
    ]


def _zones(lists: Lists, from_ms: int) -> list[HeldZone]:
    return [
        HeldZone(
            zone_id=zone.zone_id,
            unit=zone.unit,
            since_ms=zone.since_ms,
            declared_ms=zone.declared_ms,
            until_ms=zone.until_ms,
            look_back_ms=zone.look_back_ms,
        )
        for zone in lists.zones.values()
        if _is_open(zone.until_ms, from_ms)
    ]


def _places(lists: Lists) -> list[HeldPlace]:
    return [
        HeldPlace(
            place_id=place.place_id,
            name_vi=place.name_vi,
            name_en=place.name_en,
            kind=place.kind,
            district=place.district,
        )
        for place in lists.places.values()
    ]
