"""The audit topic checked and copied: lines out of Kafka or a copy, into a check or a file."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from nacl.signing import VerifyKey

from contracts.chain import LinkPlace
from contracts.chain_check import ChainCheck, Report, Where
from contracts.errors import Stop
from service.audit_topic import AUDIT
from service.topic_records import records_so_far

_TOLD_EVERY = 5000


class AuditLine(NamedTuple):
    """A line and where it lies."""

    where: Where
    recorded_ms: int
    line: bytes


class CopiedLine(msgspec.Struct, frozen=True):
    """A line in a copy: `text` is it, character for character."""

    partition: int
    offset: int
    line: int
    recorded_ms: int
    text: str


_COPIED = msgspec.json.Decoder(CopiedLine)


def lines_of_topic(kafka: str) -> Iterator[AuditLine]:
    """Yield every line of the topic as it lies now.

    Raises:
        TryAgain: Kafka is away.

    """
    for record in records_so_far(kafka, AUDIT):
        yield from _lines(record)


def _lines(record: Any) -> Iterator[AuditLine]:
    for number, line in enumerate((record.value or b"").split(b"\n")):
        where = Where(record.partition, record.offset, number)
        yield AuditLine(where, record.timestamp, line)


def lines_of_copy(file: Path) -> Iterator[AuditLine]:
    """Yield every line of a copy.

    Raises:
        Stop: the file is none, or was cut off within a line.

    """
    with file.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            try:
                copied = _COPIED.decode(line)
            except (msgspec.DecodeError, UnicodeDecodeError) as fault:
                raise Stop(f"{file}, line {number}: not a line of a copied audit topic") from fault
            where = Where(copied.partition, copied.offset, copied.line)
            yield AuditLine(where, copied.recorded_ms, copied.text.encode())


def copy_lines(lines: Iterable[AuditLine], file: Path) -> int:
    """Write lines as JSON Lines, the file's owner alone may read them; return how many."""
    encoder = msgspec.json.Encoder()
    copied = 0
    file.touch(mode=0o600)
    with file.open("wb") as out:
        for where, recorded_ms, line in lines:
            # What is no UTF-8 was changed, and the copy shows that it was.
            text = line.decode(errors="replace")
            out.write(encoder.encode(CopiedLine(*where, recorded_ms, text)) + b"\n")
            copied += 1
    return copied


def check_lines(
    lines: Iterable[AuditLine],
    keys: Iterable[VerifyKey],
    known: LinkPlace | None,
    show: Callable[[int], None] = lambda _: None,
) -> Report:
    """Check lines against the keys and a line that somebody remembers; `show` hears how many."""
    check = ChainCheck(keys)
    for number, (where, recorded_ms, line) in enumerate(lines):
        check.take(where, line, recorded_ms)
        if number % _TOLD_EVERY == 0:
            show(number)
    return check.report(known)
