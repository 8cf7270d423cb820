"""Scans for the stream's tests, and the answer a plain recomputation gives."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

import msgspec

from contracts.events import Direction, MovementSeen, ScanRecorded
from contracts.lines import LineDecoder, encode_lines
from contracts.partitions import partition_of
from contracts.verdicts import Category
from service.kafka import make_consumer, make_producer, partitions_of

CellKey = tuple[str, int, str, str]

START_MS = 1_629_500_400_000


def scan(
    number: int,
    *,
    citizen: str = "ann",
    place: str = "hn-city-01",
    minute: float = 0,
    direction: Direction = "in",
    category: Category = "pass",
    pass_id: str = "",
    received_minute: float | None = None,
) -> ScanRecorded:
    """Return scan `number`, `minute` minutes after the start, received a second later or then."""
    happened = START_MS + round(minute * 60_000)
    received = happened + 1000
    if received_minute is not None:
        received = START_MS + round(received_minute * 60_000)
    return ScanRecorded(
        scan_id=f"scan-{number:04d}",
        citizen_id=citizen,
        place_id=place,
        direction=direction,
        happened_ms=happened,
        received_ms=received,
        category=category,
        reason="ok",
        pass_id=pass_id,
    )


def expected_legs(scans: Iterable[ScanRecorded]) -> dict[str, tuple[str, str, int]]:
    """Return, by scan id, where each citizen came from: scan, place, and seconds since."""
    by_citizen: dict[str, list[ScanRecorded]] = {}
    for one in {scan.scan_id: scan for scan in scans if scan.citizen_id}.values():
        by_citizen.setdefault(one.citizen_id, []).append(one)
    legs: dict[str, tuple[str, str, int]] = {}
    for seen in by_citizen.values():
        seen.sort(key=lambda one: (one.happened_ms, one.scan_id))
        legs[seen[0].scan_id] = ("", "", 0)
        for before, after in pairwise(seen):
            seconds = (after.happened_ms - before.happened_ms) // 1000
            legs[after.scan_id] = (before.scan_id, before.place_id, seconds)
    return legs


def expected_counts(scans: Iterable[ScanRecorded]) -> Counter[CellKey]:
    """Return how many different scans there are per place, minute, direction and category."""
    return Counter(
        (one.place_id, one.happened_ms - one.happened_ms % 60_000, one.direction, one.category)
        for one in {scan.scan_id: scan for scan in scans}.values()
    )


def told_leg(movement: MovementSeen) -> tuple[str, str, int]:
    """Return what a movement says, in the form of `expected_legs`."""
    return movement.from_scan_id, movement.from_place_id, movement.seconds


def publish(bootstrap: str, partitions: int, scans: Sequence[ScanRecorded], *, lines: int) -> None:
    """Write scans to their partitions, so many lines a record."""
    by_partition: dict[int, list[ScanRecorded]] = {}
    for one in scans:
        number = partition_of(one.citizen_id or one.scan_id, partitions)
        by_partition.setdefault(number, []).append(one)
    producer = make_producer(bootstrap)
    for number, mine in by_partition.items():
        for start in range(0, len(mine), lines):
            value = encode_lines(mine[start : start + lines])
            producer.send("scans", partition=number, value=value)
    producer.flush()
    producer.close()


class TopicReader:
    """Reads everything on a topic, from its beginning, each line as an event."""

    def __init__(self, bootstrap: str, topic: str, event_type: Any) -> None:
        self._decoder = LineDecoder(event_type)
        self._consumer = make_consumer(bootstrap)
        self._consumer.assign(partitions_of(self._consumer, topic))

    def read(self) -> Iterator[Any]:
        """Yield what has come since the last call."""
        for records in self._consumer.poll(timeout_ms=200, max_records=10_000).values():
            for record in records:
                for _, event in self._decoder.decode(record.value or b""):
                    assert isinstance(event, msgspec.Struct)
                    yield event

    def close(self) -> None:
        """Let the connection go."""
        self._consumer.close()
