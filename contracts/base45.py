"""Base45 (RFC 9285): bytes as text that a QR code stores in its compact alphanumeric mode."""

import sys
from array import array

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_NO_VALUE = 255
_VALUES = bytes(_ALPHABET.find(chr(n)) % 256 for n in range(256))
_PAIR = [_ALPHABET[n % 45] + _ALPHABET[n // 45 % 45] + _ALPHABET[n // 2025] for n in range(1 << 16)]


def encode(data: bytes) -> str:
    """Return the text form: three characters for two bytes, two for a last single one."""
    pairs = [_PAIR[data[i] << 8 | data[i + 1]] for i in range(0, len(data) - 1, 2)]
    if len(data) % 2:
        pairs.append(_ALPHABET[data[-1] % 45] + _ALPHABET[data[-1] // 45])
    return "".join(pairs)


def decode(text: str) -> bytes:
    """Return the bytes.

    Raises:
        ValueError: a character, a length or a group that no encoder makes.

    """
    if len(text) % 3 == 1:
        raise ValueError("length")
    digits = text.encode("latin-1", "replace").translate(_VALUES)
    if _NO_VALUE in digits:
        raise ValueError("character")
    whole = len(digits) // 3 * 3
    groups = zip(digits[0:whole:3], digits[1:whole:3], digits[2:whole:3], strict=True)
    try:
        pairs = array("H", [low + 45 * middle + 2025 * high for low, middle, high in groups])
        last = bytes([digits[-2] + 45 * digits[-1]]) if len(digits) % 3 else b""
    except (OverflowError, ValueError) as fault:
        raise ValueError("group too big") from fault
    if sys.byteorder == "little":
        pairs.byteswap()
    return pairs.tobytes() + last
