"""A code to copy, without a session: the challenge names a code that only we can work out.

A challenge is its end in seconds (4 bytes), chance (8 bytes) and a seal over both (8 bytes), in
URL-safe base64. The code follows from the challenge by the house's secret, so nothing is stored and
every gateway knows it. Digits alone: the picture and the recording then say the same, and phones
show their number keys.
"""

import base64
import binascii
import hashlib
import hmac
import secrets
import unicodedata

import msgspec

DIGITS = 5
LIFE_S = 30 * 60

_CHANCE_BYTES, _SEAL_BYTES, _END_BYTES = 8, 8, 4
_WHOLE = _END_BYTES + _CHANCE_BYTES + _SEAL_BYTES


class Challenge(msgspec.Struct, frozen=True):
    """What we asked somebody to copy, until `ends_s` (seconds since 1970 UTC)."""

    text: str
    ends_s: int
    code: str


class Challenges:
    """Makes challenges and reads them back."""

    def __init__(self, secret: bytes) -> None:
        """Take a secret of the house; what is used here can't be told from it."""
        self._key = hmac.new(secret, b"captcha", hashlib.sha256).digest()

    def make(self, now_s: int) -> Challenge:
        """Return a new challenge, good for half an hour."""
        body = (now_s + LIFE_S).to_bytes(_END_BYTES, "big") + secrets.token_bytes(_CHANCE_BYTES)
        return self._challenge(body)

    def read(self, text: str) -> Challenge | None:
        """Return the challenge behind a text, None if it is none of ours."""
        try:
            raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        except (binascii.Error, ValueError):
            return None
        body, seal = raw[:-_SEAL_BYTES], raw[-_SEAL_BYTES:]
        if len(raw) != _WHOLE or not hmac.compare_digest(seal, self._mac(b"seal", body)):
            return None
        return self._challenge(body)

    def _challenge(self, body: bytes) -> Challenge:
        text = base64.urlsafe_b64encode(body + self._mac(b"seal", body)).rstrip(b"=").decode()
        number = int.from_bytes(self._mac(b"code", body), "big") % 10**DIGITS
        return Challenge(text, int.from_bytes(body[:_END_BYTES], "big"), f"{number:0{DIGITS}}")

    def _mac(self, use: bytes, body: bytes) -> bytes:
        return hmac.new(self._key, use + body, hashlib.sha256).digest()[:_SEAL_BYTES]


def as_copied(typed: str) -> str:
    """Return what somebody typed in the form it is compared in: no spaces, plain capitals."""
    plain = unicodedata.normalize("NFKC", typed).upper()
    return "".join(char for char in plain if char.isalnum())
