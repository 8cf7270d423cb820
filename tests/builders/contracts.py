"""Keys, passes and lists for tests, the same at every run."""

import hashlib
from typing import Any

import msgspec
from nacl.public import PrivateKey
from nacl.signing import SigningKey

from contracts.identity import Pseudonyms, read_document
from contracts.keyring import PassKey, Signer
from contracts.lists import Lists
from contracts.passes import Claims, issue
from contracts.registry import DayKeyPublished, PassKeyPublished
from contracts.sealing import day_of

HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS

NOW_MS = 1_629_784_800_000
"""24 August 2021, 13:00 in Hà Nội."""

PSEUDONYMS = Pseudonyms(b"a key for tests, nothing secret.")

CITIZEN = PSEUDONYMS.citizen_id(read_document("cccd", "001099990001"))

CLAIMS = Claims(
    pass_id="00112233445566778899",
    citizen_id=CITIZEN,
    issued_ms=NOW_MS - 2 * HOUR_MS,
    hours=72,
    name="Nguyễn Văn Thử",
    birth_year=1999,
    last_four="0001",
    origin="001",
)


COLLIDING = (54812, 123520)
"""Two signing keys that have the same short name (`kid`)."""


def signing_key(number: int) -> SigningKey:
    """Return one of any number of private keys."""
    return SigningKey(hashlib.sha256(f"pass key {number}".encode()).digest())


def day_key(day: str) -> PrivateKey:
    """Return a day's private key."""
    return PrivateKey(hashlib.sha256(f"day key {day}".encode()).digest())


def public(private: SigningKey, **changes: Any) -> PassKey:
    """Return a key's public half with a window of 30 days before and 300 days after."""
    usual = PassKey(
        public_key=bytes(private.verify_key),
        not_before_ms=NOW_MS - 30 * DAY_MS,
        not_after_ms=NOW_MS + 300 * DAY_MS,
    )
    return msgspec.structs.replace(usual, **changes)


def claims(**changes: Any) -> Claims:
    """Return the usual claims with some of them changed."""
    return msgspec.structs.replace(CLAIMS, **changes)


def token(said: Claims = CLAIMS, private: SigningKey | None = None) -> str:
    """Return a pass signed by a private key, the first one if none is named."""
    signer_key = private or signing_key(1)
    everlasting = public(signer_key, not_before_ms=0, not_after_ms=2**62)
    made = issue(said, Signer([(everlasting, signer_key)]))
    assert made is not None
    return made[0]


def lists() -> Lists:
    """Return lists with the first signing key and today's key for sealing."""
    known = Lists()
    key = public(signing_key(1))
    known.apply(
        PassKeyPublished(
            public_key=key.public_key,
            not_before_ms=key.not_before_ms,
            not_after_ms=key.not_after_ms,
        )
    )
    day = day_of(NOW_MS)
    known.apply(DayKeyPublished(day=day, public_key=bytes(day_key(day).public_key)))
    return known


def signer(known: Lists) -> Signer:
    """Return a signer that holds the first signing key with its window in these lists."""
    private = signing_key(1)
    return Signer(
        (key, private) for key in known.ring.all() if key.public_key == bytes(private.verify_key)
    )
