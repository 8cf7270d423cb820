"""The pass: one compact signed token in one QR code.

    "CT1:" + base45( COSE_Sign1 (RFC 9052, tag 18), Ed25519, over a CBOR map of claims )

Claim names are one byte each: 6 issued-at and 7 id as in CWT (RFC 8392), our own below zero. The
expiry travels as hours after issue, which saves four bytes of a code that must stay small: at most
53 x 53 modules at level M, so 262 characters, so a name of at most 32 bytes.

Nothing inside a token is believed before its signature is checked.
"""

import functools
import hashlib
from collections.abc import Callable
from typing import TypeVar

import cbor2
import msgspec

from contracts import base45
from contracts.durations import HOUR_MS
from contracts.keyring import KID_BYTES, KeyRing, PassKey, Signer
from contracts.verdicts import Reason

T = TypeVar("T")

PREFIX = "CT1:"
PASS_ID_BYTES = 10
NAME_BYTES = 32
MAX_TOKEN_CHARS = 600

RISK_SYMPTOMS = 1
RISK_CONTACT = 2
RISK_EPIDEMIC_AREA = 4
# The population database knows another person under this document's number.
RISK_IDENTITY_DIFFERS = 8

_COSE_SIGN1 = 18
_PARTS = 4
_ID, _ISSUED, _HOURS, _CITIZEN = 7, 6, -1, -2
_NAME, _BIRTH_YEAR, _LAST_FOUR, _RISK, _ORIGIN = -3, -4, -5, -6, -7


class Claims(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What a pass says. `origin` is the code of the district the journey starts in, or empty.

    Ids are hexadecimal text; times are milliseconds and whole seconds; `hours` is how long the pass
    is valid; name, birth year and last four of the document are what an officer compares with the
    identity card when there is no network.
    """

    pass_id: str
    citizen_id: str
    issued_ms: int
    hours: int
    name: str
    birth_year: int
    last_four: str
    risk: int = 0
    origin: str = ""

    @property
    def expires_ms(self) -> int:
        """The first moment at which the pass is no longer valid."""
        return self.issued_ms + self.hours * HOUR_MS


class ReadPass(msgspec.Struct, frozen=True, gc=False):
    """A token whose signature one of our keys made."""

    claims: Claims
    key: PassKey
    token_hash: str


class Unreadable(msgspec.Struct, frozen=True):
    """A code nothing of which may be believed, and why."""

    reason: Reason


def token_hash(token: str) -> str:
    """Return the first 128 bits of the token's SHA-256 in hexadecimal."""
    return hashlib.sha256(token.encode()).hexdigest()[:32]


def shortened(name: str) -> str:
    """Cut a name to what fits into a pass, at a character boundary."""
    return name.encode()[:NAME_BYTES].decode(errors="ignore").rstrip()


def issue(claims: Claims, signer: Signer) -> tuple[str, PassKey] | None:
    """Return the token and the key that signed it, None where no key's window holds the pass."""
    chosen = signer.choose(claims.issued_ms, claims.expires_ms)
    if chosen is None:
        return None
    key, private = chosen
    protected = _protected(key.kid)
    payload = cbor2.dumps(_to_map(claims))
    signature = private.sign(_to_be_signed(protected, payload)).signature
    message = cbor2.CBORTag(_COSE_SIGN1, [protected, {}, payload, signature])
    return PREFIX + base45.encode(cbor2.dumps(message)), key


def read(token: str, ring: KeyRing) -> ReadPass | Unreadable:
    """Check a scanned text: ours, well-formed, key known, signature good; only then its claims."""
    try:
        key, payload = _checked(token, ring)
    except _RefusedError as refused:
        return Unreadable(refused.reason)
    claims = _attempt(lambda: _from_map(cbor2.loads(payload)))
    if claims is None:
        return Unreadable("malformed")
    if not key.covers(claims.issued_ms, claims.expires_ms):
        return Unreadable("unknown_key")
    return ReadPass(claims, key, token_hash(token))


def peek(token: str) -> Claims | None:
    """Return what a token says of itself WITHOUT checking it: for whoever made or holds it."""
    parts = _attempt(lambda: _taken_apart(base45.decode(token.removeprefix(PREFIX))))
    return None if parts is None else _attempt(lambda: _from_map(cbor2.loads(parts[1])))


class _RefusedError(Exception):
    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


def _checked(token: str, ring: KeyRing) -> tuple[PassKey, bytes]:
    """Return the key that signed the token, and the claims as bytes."""
    if not token.startswith(PREFIX):
        raise _RefusedError("not_our_code")
    if len(token) > MAX_TOKEN_CHARS:
        raise _RefusedError("malformed")
    parts = _attempt(lambda: _taken_apart(base45.decode(token[len(PREFIX) :])))
    if parts is None:
        raise _RefusedError("malformed")
    kid, payload, signature = parts
    keys = ring.named(kid)
    if not keys:
        raise _RefusedError("unknown_key")
    message = _to_be_signed(_protected(kid), payload)
    key = next((k for k in keys if k.signed(message, signature)), None)
    if key is None:
        raise _RefusedError("bad_signature")
    return key, payload


def _attempt(step: Callable[[], T]) -> T | None:
    """Run a step over bytes a stranger made; anything that goes wrong means "not well-formed"."""
    try:
        return step()
    except (cbor2.CBORError, ValueError, ArithmeticError):
        return None
    except (TypeError, LookupError, AttributeError, RecursionError):
        # A well-formed item of another kind than expected.
        return None


@functools.lru_cache(maxsize=64)
def _protected(kid: bytes) -> bytes:
    """The one protected header we make and accept: algorithm EdDSA (-8) and the key's name."""
    return cbor2.dumps({1: -8, 4: kid})


def _to_be_signed(protected: bytes, payload: bytes) -> bytes:
    return cbor2.dumps(["Signature1", protected, b"", payload])


def _taken_apart(raw: bytes) -> tuple[bytes, bytes, bytes]:
    message = cbor2.loads(raw)
    if not isinstance(message, cbor2.CBORTag) or message.tag != _COSE_SIGN1:
        raise ValueError("not COSE_Sign1")
    parts = message.value
    if len(parts) != _PARTS or parts[1] != {}:
        raise ValueError("not four parts")
    protected, _, payload, signature = parts
    kid = bytes(protected[-KID_BYTES:])
    if protected != _protected(kid):
        raise ValueError("another header")
    return kid, bytes(payload), bytes(signature)


def _to_map(claims: Claims) -> dict[int, int | str | bytes]:
    said: dict[int, int | str | bytes] = {
        _ID: bytes.fromhex(claims.pass_id),
        _ISSUED: claims.issued_ms // 1000,
        _HOURS: claims.hours,
        _CITIZEN: bytes.fromhex(claims.citizen_id),
        _NAME: shortened(claims.name),
        _BIRTH_YEAR: claims.birth_year,
        _LAST_FOUR: claims.last_four,
        _RISK: claims.risk,
    }
    if claims.origin:
        said[_ORIGIN] = int(claims.origin)
    return said


def _from_map(said: dict[int, int | str | bytes]) -> Claims:
    origin = said.get(_ORIGIN)
    return msgspec.convert(
        {
            "pass_id": bytes.hex(said[_ID]),  # type: ignore[arg-type]  # wrong types are refused
            "citizen_id": bytes.hex(said[_CITIZEN]),  # type: ignore[arg-type]  # as above
            "issued_ms": int(said[_ISSUED]) * 1000,
            "hours": said[_HOURS],
            "name": said[_NAME],
            "birth_year": said[_BIRTH_YEAR],
            "last_four": said[_LAST_FOUR],
            "risk": said[_RISK],
            "origin": "" if origin is None else f"{int(origin):03d}",
        },
        Claims,
    )
