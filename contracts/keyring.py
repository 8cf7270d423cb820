"""The keys that sign passes, each with the window in which it may be used.

A pass is good only if it was issued and also expires inside its key's window. A new key starts long
before the old one ends, so that rotation never breaks a live pass: the old key stops signing once a
pass would outlive it and goes on verifying until its window closes.
"""

import functools
import hashlib
from collections.abc import Iterable

import msgspec
from nacl.encoding import RawEncoder
from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

KID_BYTES = 4
_KEYS_REMEMBERED = 256


@functools.lru_cache(maxsize=_KEYS_REMEMBERED)
def kid_of(public_key: bytes) -> bytes:
    """Return a key's short name: the first four bytes of its SHA-256. Names may collide."""
    return hashlib.sha256(public_key).digest()[:KID_BYTES]


class PassKey(msgspec.Struct, frozen=True, gc=False):
    """A public key and its window in milliseconds, the end excluded."""

    public_key: bytes
    not_before_ms: int
    not_after_ms: int
    revoked: bool = False

    @property
    def kid(self) -> bytes:
        """The short name under which a pass names this key."""
        return kid_of(self.public_key)

    def covers(self, issued_ms: int, expires_ms: int) -> bool:
        """Tell whether a pass of these times lies inside the window."""
        return self.not_before_ms <= issued_ms and expires_ms <= self.not_after_ms

    def signed(self, message: bytes, signature: bytes) -> bool:
        """Tell whether this key made the signature."""
        try:
            VerifyKey(self.public_key, encoder=RawEncoder).verify(message, signature)
        except (BadSignatureError, ValueError):
            return False
        return True


class KeyRing:
    """All public keys by short name; several keys may share one name."""

    def __init__(self, keys: Iterable[PassKey] = ()) -> None:
        """Start with these keys."""
        self._by_kid: dict[bytes, tuple[PassKey, ...]] = {}
        for key in keys:
            self.add(key)

    def add(self, key: PassKey) -> None:
        """Add a key, or replace the one with the same public part."""
        others = [k for k in self.named(key.kid) if k.public_key != key.public_key]
        # A new table, so that a thread that walks over the old one is not disturbed.
        self._by_kid = {**self._by_kid, key.kid: (*others, key)}

    def named(self, kid: bytes) -> tuple[PassKey, ...]:
        """Return every key of that name."""
        return self._by_kid.get(kid, ())

    def all(self) -> tuple[PassKey, ...]:
        """Return every key."""
        return tuple(key for keys in self._by_kid.values() for key in keys)


class Signer:
    """The private keys of one gateway."""

    def __init__(self, keys: Iterable[tuple[PassKey, SigningKey]]) -> None:
        """Take pairs of window and private key."""
        self._keys = sorted(keys, key=lambda pair: pair[0].not_before_ms, reverse=True)

    def choose(self, issued_ms: int, expires_ms: int) -> tuple[PassKey, SigningKey] | None:
        """Return the youngest key whose window holds the whole pass, None if there is none."""
        for public, private in self._keys:
            if public.covers(issued_ms, expires_ms) and not public.revoked:
                return public, private
        return None
