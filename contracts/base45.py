"""Base45 (RFC 9285): bytes as text that a QR code stores in its compact alphanumeric mode."""

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_VALUE = {char: value for value, char in enumerate(_ALPHABET)}
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
        msg = "length"
        raise ValueError(msg)
    try:
        digits = [_VALUE[char] for char in text]
    except KeyError as fault:
        msg = "character"
        raise ValueError(msg) from fault
    out = bytearray()
    for start in range(0, len(digits) - 2, 3):
        low, middle, high = digits[start : start + 3]
        out += _in_bytes(low + 45 * middle + 2025 * high, 2)
    if len(digits) % 3:
        out += _in_bytes(digits[-2] + 45 * digits[-1], 1)
    return bytes(out)


def _in_bytes(value: int, size: int) -> bytes:
    try:
        return value.to_bytes(size, "big")
    except OverflowError as fault:
        msg = "group too big"
        raise ValueError(msg) from fault
