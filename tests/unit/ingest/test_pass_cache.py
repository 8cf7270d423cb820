"""Passes that were read before."""

import pytest

from contracts.keyring import KeyRing
from contracts.passes import ReadPass, Unreadable, read
from ingest.pass_cache import PassCache
from tests.builders.contracts import public, signing_key, token
from tests.builders.ingest import claims_of_a_person

OURS = signing_key(1)
RING = KeyRing([public(OURS)])


def _codes(count: int) -> list[str]:
    return [token(claims_of_a_person(number)) for number in range(count)]


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every code whose signature was checked."""
    codes: list[str] = []

    def noting(code: str, ring: KeyRing) -> ReadPass | Unreadable:
        codes.append(code)
        return read(code, ring)

    monkeypatch.setattr("ingest.pass_cache.read", noting)
    return codes


async def test_a_signature_is_checked_once(checked: list[str]) -> None:
    """However often a pass is seen, in one request or in several."""
    cache = PassCache(10)
    code = token()

    first = await cache.read_all([code, code], RING)
    second = await cache.read_all([code], RING)

    assert checked == [code]
    assert first == second * 2
    assert isinstance(second[0], ReadPass)


async def test_many_codes_are_answered_in_their_order(checked: list[str]) -> None:
    """Though threads share the work."""
    codes = _codes(50)

    seen = await PassCache(100).read_all(codes, RING)

    numbers = [one.claims.pass_id for one in seen if isinstance(one, ReadPass)]
    assert numbers == [claims_of_a_person(number).pass_id for number in range(50)]
    assert sorted(checked) == sorted(codes)


async def test_a_code_that_was_refused_is_looked_at_again(checked: list[str]) -> None:
    """Its key may have come in since."""
    cache = PassCache(10)
    code = token()

    assert await cache.read_all([code], KeyRing()) == [Unreadable("unknown_key")]
    (seen,) = await cache.read_all([code], RING)

    assert isinstance(seen, ReadPass)
    assert checked == [code, code]


async def test_a_revoked_key_is_noticed(checked: list[str]) -> None:
    """What was remembered under the key of yesterday counts no more."""
    cache = PassCache(10)
    code = token()
    await cache.read_all([code], RING)

    (seen,) = await cache.read_all([code], KeyRing([public(OURS, revoked=True)]))

    assert isinstance(seen, ReadPass)
    assert seen.key.revoked
    assert len(checked) == 2


async def test_the_longest_unused_pass_is_forgotten(checked: list[str]) -> None:
    """Memory is bounded."""
    cache = PassCache(2)
    first, second, third = _codes(3)
    await cache.read_all([first, second], RING)
    await cache.read_all([first], RING)
    await cache.read_all([third], RING)
    checked.clear()

    await cache.read_all([first, third], RING)
    assert checked == []
    await cache.read_all([second], RING)
    assert checked == [second]
