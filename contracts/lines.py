"""JSON Lines: one event is one line, one record carries one or more lines of one partition."""

import base64
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

import msgspec

from contracts.events import DeadLetter, Event

E = TypeVar("E", bound=Event)

_ENCODER = msgspec.json.Encoder()


def encode_lines(events: Iterable[Event]) -> bytes:
    """Return the events as JSON Lines, without a closing line break."""
    return _ENCODER.encode_lines(list(events))[:-1]


def encode_line(event: Event) -> bytes:
    """Return one event as one line, without a line break."""
    return _ENCODER.encode(event)


UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
"""What reading bytes that anybody may have written can raise: no JSON, no text, nested too deep."""


class UnreadableLine(msgspec.Struct, frozen=True):
    """A line that is no event of the expected kind: its number in the record (from 0) and why."""

    line: int
    reason: str
    body: bytes

    def dead_letter(self, *, topic: str, partition: int, offset: int) -> DeadLetter:
        """Return the record for the dead-letter topic, the line's bytes untouched inside."""
        return DeadLetter(
            topic=topic,
            partition=partition,
            offset=offset,
            line=self.line,
            reason=self.reason,
            body=base64.b64encode(self.body).decode(),
        )


class LineDecoder(Generic[E]):
    """Reads records of one event type."""

    def __init__(self, event_type: type[E]) -> None:
        """Prepare for `event_type`, which may also be a union of events."""
        self._decoder: msgspec.json.Decoder[E] = msgspec.json.Decoder(event_type)

    def decode(self, record: bytes) -> Iterator[tuple[int, E | UnreadableLine]]:
        """Yield (line number, event) for each line that is not blank, unreadable ones as such."""
        try:
            events = self._decoder.decode_lines(record)
        except UNREADABLE:
            return self._one_by_one(record)
        if len(events) != record.count(b"\n") + 1:
            return self._one_by_one(record)
        # Every line is an event, so their numbers are those of the lines.
        return enumerate(events)

    def _one_by_one(self, record: bytes) -> Iterator[tuple[int, E | UnreadableLine]]:
        decode = self._decoder.decode
        for number, line in enumerate(record.split(b"\n")):
            if not line or line.isspace():
                continue
            try:
                yield number, decode(line)
            except UNREADABLE as fault:
                yield number, UnreadableLine(number, str(fault), line)
