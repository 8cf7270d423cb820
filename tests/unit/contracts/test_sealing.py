"""Personal fields that only the read side can open."""

import pytest
from nacl.exceptions import CryptoError

from contracts.sealing import day_of, seal, unseal
from tests.builders.contracts import NOW_MS, day_key

FIELDS: dict[str, object] = {
    "full_name": "Nguyễn Văn Thử",
    "document": {"kind": "cccd", "number": "001099990001"},
}
KEY = day_key("2021-08-24")


def test_what_was_sealed_can_be_opened_with_the_day_s_private_key() -> None:
    """All of it, in any script."""
    sealed = seal(FIELDS, bytes(KEY.public_key))

    assert unseal(sealed, KEY) == FIELDS


def test_nothing_of_it_can_be_seen() -> None:
    """And the same fields look different each time."""
    one, other = (seal(FIELDS, bytes(KEY.public_key)) for _ in range(2))

    assert "Nguy" not in one
    assert one != other


def test_another_day_s_key_opens_nothing() -> None:
    """Destroying a day's key destroys the day."""
    sealed = seal(FIELDS, bytes(KEY.public_key))

    with pytest.raises(CryptoError):
        unseal(sealed, day_key("2021-08-25"))


def test_a_day_begins_at_midnight_in_hanoi() -> None:
    """Seventeen o'clock in Greenwich."""
    midnight = NOW_MS - 13 * 3_600_000

    assert day_of(midnight) == "2021-08-24"
    assert day_of(midnight - 1) == "2021-08-23"
