"""What a scanner holds: all that may change a verdict, and nothing that no longer can."""

from typing import Any

import pytest

from contracts.lists import Lists
from contracts.registry import CitizenListed, PassWithdrawn, ZoneDeclared
from contracts.rules import RULE_VERSION, Policy
from ingest.holdings import Holdings, holdings_of
from tests.builders.contracts import CITIZEN, DAY_MS, HOUR_MS, NOW_MS, lists, public, signing_key


def _held(known: Lists, at_ms: int = NOW_MS, **changes: Any) -> Holdings:
    return holdings_of(known, Policy(**changes), ask_health=False, at_ms=at_ms)


def test_keys_rules_and_places_are_told() -> None:
    """A scanner that holds them needs nobody to read and judge a pass."""
    held = _held(lists(), ask_identity=True)

    assert held.rule_version == RULE_VERSION
    assert held.policy.ask_identity
    assert [key.public_key for key in held.keys] == [public(signing_key(1)).public_key.hex()]
    assert {"hn-city-01"} <= {place.place_id for place in held.places}
    assert held.parents["001"] == "01"


@pytest.mark.parametrize(
    ("at_ms", "expires_ms", "is_held"),
    [
        (NOW_MS - DAY_MS, NOW_MS + HOUR_MS, True),
        (NOW_MS - DAY_MS, NOW_MS - HOUR_MS, False),
        (NOW_MS - 10 * DAY_MS, 0, True),
        (NOW_MS - 11 * DAY_MS, 0, False),
    ],
)
def test_a_withdrawn_pass_is_held_as_long_as_it_could_be_shown(
    at_ms: int, expires_ms: int, is_held: bool
) -> None:
    """Where nobody knows when it runs out, the longest a pass can be valid counts."""
    known = lists()
    known.apply(
        PassWithdrawn(pass_id="00" * 10, reason="revoked", at_ms=at_ms, expires_ms=expires_ms)
    )

    assert bool(_held(known).withdrawn) is is_held


@pytest.mark.parametrize(("until_ms", "is_held"), [(0, True), (NOW_MS - DAY_MS, False)])
def test_zones_and_listed_citizens_are_held_until_they_end(until_ms: int, is_held: bool) -> None:
    """What is over changes no verdict that is still to be given."""
    known = lists()
    known.apply(
        ZoneDeclared(
            zone_id="zone-1",
            unit="001",
            since_ms=NOW_MS - 9 * DAY_MS,
            declared_ms=NOW_MS - 9 * DAY_MS,
            until_ms=until_ms,
        )
    )
    known.apply(
        CitizenListed(
            citizen_id=CITIZEN,
            kind="quarantine_order",
            since_ms=NOW_MS - 9 * DAY_MS,
            until_ms=until_ms,
        )
    )
    held = _held(known)

    assert (bool(held.zones), bool(held.listed)) == (is_held, is_held)
