"""Orders to the gates as tables."""

import msgspec

from deploy.order_answers import (
    Keys,
    Withdrawals,
    Zones,
    keys_table,
    withdrawals_table,
    zones_table,
)
from tests.unit.deploy.test_answers import CITIZEN, shown


def test_an_area_without_an_end_is_in_force_until_further_notice() -> None:
    """The officer on duty has to know."""
    zone = {
        "zone_id": "zone-001-aa",
        "unit": "001",
        "name": "Quận Ba Đình",
        "since": "2021-08-24T00:30:00Z",
        "until": None,
        "look_back_days": 14,
        "in_force": True,
    }
    text = shown(zones_table(msgspec.convert({"zones": [zone]}, Zones).zones))

    assert "2021-08-24 07:30:00" in text
    assert "further notice" in text


def test_a_pass_whose_holder_is_not_known_says_what_to_do() -> None:
    """Its earlier scans are not looked at again until then."""
    one = {"pass_id": "0" * 20, "citizen_id": "", "reason": "revoked"}
    told = [one | {"since": "2021-08-24T00:30:00Z"}]
    told.append(told[0] | {"citizen_id": CITIZEN})
    found = msgspec.convert({"withdrawals": told}, Withdrawals)

    text = shown(withdrawals_table(found.withdrawals))

    assert "withdraw it again" in text
    assert CITIZEN in text


def test_a_key_s_public_half_stays_whole() -> None:
    """It is copied into the next command."""
    key = {
        "kid": "0a0b0c0d",
        "public_key": "ab" * 32,
        "not_before_at": None,
        "not_after_at": "2021-08-24T00:30:00Z",
        "revoked": True,
    }
    text = shown(keys_table(msgspec.convert({"keys": [key]}, Keys).keys))

    assert "ab" * 32 in text
