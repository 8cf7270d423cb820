"""Records of one topic on their way into one insert."""

from typing import Any, Protocol

import msgspec

from analytics.splicing import Origin, splice
from analytics.targets import Target


class Record(Protocol):
    """What is used of a Kafka record."""

    @property
    def partition(self) -> int:
        """Its partition."""

    @property
    def offset(self) -> int:
        """Its offset."""

    @property
    def timestamp(self) -> int:
        """When it was written, in milliseconds since 1970 UTC."""

    @property
    def value(self) -> bytes | None:
        """Its lines."""


class BatchPolicy(msgspec.Struct, frozen=True, kw_only=True):
    """When a batch is full: by rows, by bytes, or by seconds since its first record."""

    max_rows: int = 50_000
    max_bytes: int = 64 * 1024 * 1024
    max_age_s: float = 0.4


class Batch:
    """The records of one topic, over any of its partitions, that go into the next insert.

    `readable` turns false when a record needs a look at each of its lines; `is_judged` says that
    its lines were held against the limit of dead letters already.
    """

    def __init__(self, target: Target, opened_at: float) -> None:
        """Begin an empty batch; `opened_at` is a monotonic time in seconds."""
        self.target = target
        self.opened_at = opened_at
        self.records: list[Any] = []
        self.rows_of: dict[int, int] = {}
        self.bytes = 0
        self.readable = True
        self.is_judged = False
        self._lines: list[bytes] = []
        self._offsets: dict[int, tuple[int, int]] = {}

    def add(self, record: Record) -> None:
        """Take one more record; those of a partition come in the order of their offsets."""
        first, _ = self._offsets.get(record.partition, (record.offset, 0))
        self._offsets[record.partition] = (first, record.offset)
        self.records.append(record)
        value = record.value or b""
        self.bytes += len(value)
        spliced = splice(value, origin_of(record))
        if spliced is None:
            self.readable = False
        elif spliced.rows:
            self._lines.append(spliced.lines)
        rows = value.count(b"\n") + 1 if spliced is None else spliced.rows
        self.rows_of[record.partition] = self.rows_of.get(record.partition, 0) + rows

    @property
    def rows(self) -> int:
        """How many lines there are."""
        return sum(self.rows_of.values())

    def is_due(self, now: float, policy: BatchPolicy) -> bool:
        """Tell whether the batch should be inserted now (`now` is a monotonic time)."""
        return (
            self.rows >= policy.max_rows
            or self.bytes >= policy.max_bytes
            or now - self.opened_at >= policy.max_age_s
        )

    def lines(self) -> bytes:
        """Return all rows; complete only while `readable`."""
        return b"\n".join(self._lines)

    def next_offsets(self) -> dict[int, int]:
        """Return, by partition, where reading goes on after this batch."""
        return {partition: last + 1 for partition, (_, last) in self._offsets.items()}

    def token(self) -> str:
        """Return what names exactly these records: `scans:0:17-21,3:5-5`."""
        ranges = sorted(self._offsets.items())
        named = ",".join(f"{partition}:{first}-{last}" for partition, (first, last) in ranges)
        return f"{self.target.topic}:{named}"


def origin_of(record: Record) -> Origin:
    """Return where a record lies."""
    return Origin(record.partition, record.offset, record.timestamp)
