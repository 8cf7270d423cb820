"""From a record to rows, without reading its lines: the record's place goes into each line.

ClickHouse reads the JSON; Python only puts `"kafka_partition":…` and the like behind the opening
brace of every line, a few searches over the record's bytes whatever its lines hold.
"""

import msgspec


class Origin(msgspec.Struct, frozen=True):
    """Where a record lies, and when it was written (milliseconds since 1970 UTC)."""

    partition: int
    offset: int
    recorded_ms: int

    def fields(self) -> bytes:
        """Return the columns of this origin as the beginning of a JSON object."""
        return b'{"kafka_partition":%d,"kafka_offset":%d,"recorded_ms":%d,' % (
            self.partition,
            self.offset,
            self.recorded_ms,
        )


class Spliced(msgspec.Struct, frozen=True):
    """JSON lines that carry their origin, without a closing line break."""

    lines: bytes
    rows: int


def splice(value: bytes, origin: Origin) -> Spliced | None:
    """Return the record's lines as rows, None if a look at each line is needed first.

    That is so where a line does not begin with a brace or the bytes are not UTF-8. Whether a line
    that begins well is an event, ClickHouse finds out.
    """
    trimmed = value.strip()
    if not trimmed:
        return Spliced(b"", 0)
    if not trimmed.startswith(b"{") or not _is_utf8(trimmed):
        return None
    bodies = trimmed[1:].split(b"\n{")
    if len(bodies) != trimmed.count(b"\n") + 1:
        return None
    opening = origin.fields()
    return Spliced(opening + (b"\n" + opening).join(bodies), len(bodies))


def _is_utf8(text: bytes) -> bool:
    if text.isascii():
        return True
    try:
        text.decode()
    except UnicodeDecodeError:
        return False
    return True
