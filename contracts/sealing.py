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

_WORDS = ".words"


def day_of(at_ms: int) -> str:
    """Return the calendar day in Hà Nội, as `2021-08-24`."""
    return datetime.fromtimestamp(at_ms / 1000, HANOI).strftime("%Y-%m-%d")


def words_day_of(at_ms: int) -> str:
    """Return the name of the key to which a day's words in cases and reviews are sealed.

    It is another key than that of the day, for such words are kept for longer than movements.
    """
    return f"{day_of(at_ms)}{_WORDS}"


def is_for_words(day: str) -> bool:
    """Tell whether a key's name is that of a day's words."""
    return day.endswith(_WORDS)


def end_of(day: str) -> int:
    """Return when a day or a day's words end, in milliseconds since 1970 UTC.

    Raises:
        ValueError: that is no day.

    """
    begin = datetime.strptime(day.removesuffix(_WORDS), "%Y-%m-%d").replace(tzinfo=HANOI)
    return int((begin + timedelta(days=1)).timestamp() * 1000)


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
