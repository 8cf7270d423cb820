"""Personal fields, closed so that whoever writes them can't read them back.

A libsodium sealed box (X25519, XSalsa20-Poly1305) to the day's public key, as base64 text. Gateways
hold public keys only; private ones are with the read side, wrapped by the master key. Destroying a
day's private key makes that day's personal fields unreadable everywhere, backups included.
"""

import base64
from datetime import datetime, timedelta, timezone

import msgspec
from nacl.public import PrivateKey, PublicKey, SealedBox

HANOI = timezone(timedelta(hours=7))


def day_of(at_ms: int) -> str:
    """Return the calendar day in Hà Nội, as `2021-08-24`."""
    return datetime.fromtimestamp(at_ms / 1000, HANOI).strftime("%Y-%m-%d")


def seal(fields: dict[str, object], public_key: bytes) -> str:
    """Return the fields sealed to a day's public key."""
    box = SealedBox(PublicKey(public_key))
    return base64.b64encode(box.encrypt(msgspec.json.encode(fields))).decode()


def unseal(sealed: str, private_key: PrivateKey) -> dict[str, object]:
    """Return the fields.

    Raises:
        nacl.exceptions.CryptoError: another day's key, or a changed text.

    """
    return msgspec.json.decode(
        SealedBox(private_key).decrypt(base64.b64decode(sealed)), type=dict[str, object]
    )
