"""One body, one or many items: a JSON object, a JSON array, or JSON Lines."""

import msgspec

from contracts.errors import Fault, FixRequest
from contracts.lines import UNREADABLE

_ARRAY = msgspec.json.Decoder(list[msgspec.Raw])
_ONE = msgspec.json.Decoder(msgspec.Raw)

Item = tuple[int, bytes]


def split_items(body: bytes, most: int) -> list[Item]:
    """Return each item's place, counted from 1 (0 for a single object), and its text.

    The place in JSON Lines is the number of the line, blank ones counted.

    Raises:
        FixRequest: nothing, more than `most` items, or a broken array.

    """
    text = body.strip()
    items = _of_array(text) if text.startswith(b"[") else _of_lines(body, text)
    if not items:
        raise FixRequest(Fault(field="", reason="empty"))
    if len(items) > most:
        raise FixRequest(Fault(field="", reason="too_many", detail=str(most)))
    return items


def _of_array(text: bytes) -> list[Item]:
    try:
        return [(number, bytes(item)) for number, item in enumerate(_ARRAY.decode(text), 1)]
    except UNREADABLE as error:
        raise FixRequest(Fault(field="", reason="not_json")) from error


def _of_lines(body: bytes, text: bytes) -> list[Item]:
    """A single object may itself stand on several lines."""
    if b"\n" not in text or _is_one_value(text):
        return [(0, text)] if text else []
    lines = enumerate(body.split(b"\n"), 1)
    return [(number, line) for number, line in lines if line and not line.isspace()]


def _is_one_value(text: bytes) -> bool:
    try:
        _ONE.decode(text)
    except UNREADABLE:
        return False
    return True
