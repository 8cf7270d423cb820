"""Keys, their short names and their windows."""

from contracts.keyring import KeyRing, Signer
from tests.builders.contracts import COLLIDING, DAY_MS, NOW_MS, public, signing_key

FIRST, SECOND = signing_key(1), signing_key(2)


def test_two_keys_may_share_a_short_name() -> None:
    """The ring gives both, so that both are tried."""
    one, other = (public(signing_key(number)) for number in COLLIDING)
    ring = KeyRing([one, other])

    assert one.kid == other.kid
    assert set(ring.named(one.kid)) == {one, other}


def test_a_key_published_again_replaces_itself() -> None:
    """Revoking a key is publishing it again."""
    ring = KeyRing([public(FIRST), public(SECOND)])

    ring.add(public(FIRST, revoked=True))

    assert set(ring.all()) == {public(FIRST, revoked=True), public(SECOND)}


def test_a_key_that_comes_in_disturbs_nobody_who_looks_at_the_ring() -> None:
    """Readers in other threads keep what they saw."""
    ring = KeyRing([public(FIRST)])
    seen = iter(ring.named(public(FIRST).kid))

    ring.add(public(SECOND))

    assert list(seen) == [public(FIRST)]


def test_an_unknown_name_has_no_keys() -> None:
    """And raises nothing."""
    assert KeyRing().named(b"none") == ()


def test_a_window_holds_the_whole_pass_or_none_of_it() -> None:
    """Its end is excluded from validity: a pass may expire exactly there."""
    key = public(FIRST, not_before_ms=NOW_MS, not_after_ms=NOW_MS + DAY_MS)

    assert key.covers(NOW_MS, NOW_MS + DAY_MS)
    assert not key.covers(NOW_MS - 1, NOW_MS + DAY_MS)
    assert not key.covers(NOW_MS, NOW_MS + DAY_MS + 1)


def test_the_youngest_fitting_key_signs() -> None:
    """A key that is not in force yet, or too old, or revoked, is passed over."""
    old = public(FIRST)
    young = public(SECOND, not_before_ms=NOW_MS - DAY_MS)
    signer = Signer([(old, FIRST), (young, SECOND)])

    assert signer.choose(NOW_MS, NOW_MS + DAY_MS) == (young, SECOND)
    assert signer.choose(NOW_MS - 2 * DAY_MS, NOW_MS) == (old, FIRST)
    assert signer.choose(NOW_MS, NOW_MS + 999 * DAY_MS) is None


def test_a_revoked_key_signs_nothing() -> None:
    """Even if it is the only one."""
    signer = Signer([(public(FIRST, revoked=True), FIRST)])

    assert signer.choose(NOW_MS, NOW_MS + DAY_MS) is None


def test_a_key_knows_its_own_signature_only() -> None:
    """A signature of another key, or of another message, or of another length."""
    signature = FIRST.sign(b"message").signature

    assert public(FIRST).signed(b"message", signature)
    assert not public(SECOND).signed(b"message", signature)
    assert not public(FIRST).signed(b"another", signature)
    assert not public(FIRST).signed(b"message", signature[:-1])
