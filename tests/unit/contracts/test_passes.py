"""The pass: signed claims in one small QR code."""

import string

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts import base45
from contracts.keyring import KeyRing, Signer
from contracts.passes import (
    NAME_BYTES,
    PREFIX,
    Claims,
    ReadPass,
    Unreadable,
    issue,
    peek,
    read,
    shortened,
    token_hash,
)
from tests.builders.contracts import CLAIMS, DAY_MS, NOW_MS, claims, public, signing_key, token

OURS = signing_key(1)
RING = KeyRing([public(OURS)])

# Version 9 at level M holds this many characters in the alphanumeric mode: 53 x 53 modules.
LARGEST_TOKEN = 262

HEX = "0123456789abcdef"


@st.composite
def any_claims(draw: st.DrawFn) -> Claims:
    """Claims as a gateway may make them."""
    return Claims(
        pass_id=draw(st.text(HEX, min_size=20, max_size=20)),
        citizen_id=draw(st.text(HEX, min_size=32, max_size=32)),
        issued_ms=NOW_MS + 1000 * draw(st.integers(-1_000_000, 1_000_000)),
        hours=draw(st.integers(1, 255)),
        name=shortened(draw(st.text(st.characters(codec="utf-8"), max_size=40))),
        birth_year=draw(st.integers(1900, 2021)),
        last_four=draw(st.text(string.ascii_uppercase + string.digits, max_size=4)),
        risk=draw(st.integers(0, 7)),
        origin=draw(st.sampled_from(["", "001", "020", "755"])),
    )


@given(any_claims())
def test_a_pass_says_what_was_signed(said: Claims) -> None:
    """Whatever the claims are, reading gives them back."""
    seen = read(token(said), RING)

    assert isinstance(seen, ReadPass)
    assert said == seen.claims
    assert seen.key == public(OURS)


@given(any_claims())
def test_a_pass_fits_into_a_small_code(said: Claims) -> None:
    """53 x 53 modules at level M, with the longest name too."""
    assert len(token(said)) <= LARGEST_TOKEN


def test_the_longest_pass_fits_into_a_small_code() -> None:
    """Every field at its longest."""
    largest = claims(name="ữ" * 20, hours=255, risk=7, birth_year=2021, origin="973")

    assert len(token(largest)) <= LARGEST_TOKEN


@settings(max_examples=300)
@given(st.data())
def test_a_changed_bit_is_never_accepted(data: st.DataObject) -> None:
    """Whichever bit of the message flips, the pass is refused."""
    raw = bytearray(base45.decode(token()[len(PREFIX) :]))
    bit = data.draw(st.integers(0, len(raw) * 8 - 1))
    raw[bit // 8] ^= 1 << bit % 8

    assert isinstance(read(PREFIX + base45.encode(bytes(raw)), RING), Unreadable)


@given(st.binary(max_size=200))
def test_any_bytes_are_refused_with_a_reason(raw: bytes) -> None:
    """A stranger's bytes raise nothing."""
    seen = read(PREFIX + base45.encode(raw), RING)

    assert isinstance(seen, Unreadable)


@given(st.text(max_size=100))
def test_any_text_is_refused_with_a_reason(text: str) -> None:
    """Neither does a stranger's text."""
    assert isinstance(read(text, RING), Unreadable)
    assert isinstance(read(PREFIX + text, RING), Unreadable)


def test_deep_nesting_is_refused() -> None:
    """A bomb of nested arrays is malformed, not an error of ours."""
    bomb = PREFIX + base45.encode(b"\x81" * 380)

    assert read(bomb, RING) == Unreadable("malformed")


@pytest.mark.parametrize(
    ("name", "cut"),
    [
        ("Nguyễn Văn Thử", "Nguyễn Văn Thử"),
        ("ữ" * 20, "ữ" * 10),
        ("a" * 31 + "ữ", "a" * 31),
        ("a" * 31 + " b", "a" * 31),
    ],
)
def test_a_long_name_is_cut_at_a_character(name: str, cut: str) -> None:
    """Never inside one, and without a space at the end."""
    assert shortened(name) == cut
    assert len(shortened(name).encode()) <= NAME_BYTES


def test_no_pass_is_issued_that_outlives_its_key() -> None:
    """The gateway has to wait for a key that lives long enough."""
    ending = public(OURS, not_after_ms=CLAIMS.expires_ms - 1)

    assert issue(CLAIMS, Signer([(ending, OURS)])) is None


def test_an_older_rule_about_fields_can_still_be_read() -> None:
    """A pass may lack what an officer compares; that is for the rule book to judge."""
    seen = read(token(claims(name="", birth_year=0, last_four="")), RING)

    assert isinstance(seen, ReadPass)


def test_peeking_shows_what_a_token_says_unchecked() -> None:
    """For whoever made it; a changed token shows its lie."""
    assert peek(token(private=signing_key(99))) == CLAIMS
    assert peek("CT1:nothing") is None


def test_the_token_hash_tells_tokens_apart() -> None:
    """Sixteen bytes in hexadecimal."""
    one, other = token(), token(claims(name="Another"))

    assert token_hash(one) == token_hash(token())
    assert token_hash(one) != token_hash(other)
    assert len(token_hash(one)) == 32


def test_a_pass_of_a_rotated_key_lives_on() -> None:
    """The old key signs no more, and what it signed yesterday is good until it expires."""
    old, new = signing_key(1), signing_key(2)
    windows = (
        public(old, not_after_ms=CLAIMS.expires_ms),
        public(new, not_before_ms=NOW_MS - DAY_MS),
    )
    signer = Signer(zip(windows, (old, new), strict=True))
    fresh = msgspec.structs.replace(CLAIMS, issued_ms=NOW_MS)

    made = issue(fresh, signer)

    assert made is not None
    assert made[1].public_key == bytes(new.verify_key)
    seen = read(token(CLAIMS, old), KeyRing(windows))
    assert isinstance(seen, ReadPass)
