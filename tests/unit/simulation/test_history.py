"""Bulk history: as many scans as asked, in order, each citizen in one partition."""

from collections import defaultdict
from itertools import pairwise
from typing import Any

from contracts.events import ScanRecorded
from contracts.lines import LineDecoder
from contracts.partitions import partition_of
from contracts.places import km_between, places_of_2021
from simulation.history import LINES_A_RECORD, History, history_lines, send_history
from simulation.traffic import DAY_MS
from tests.builders.simulation import NOON_MS

HISTORY = History(people=900, days=3, scans=5_000, seed=1, now_ms=NOON_MS)


class _Kept:
    def get(self, timeout: float) -> None:
        """Acknowledge at once."""

    is_done = True


class _Outbox:
    """Keeps what is handed over, in place of a producer."""

    def __init__(self) -> None:
        self.records: list[tuple[str, bytes, int]] = []

    def send(self, topic: str, *, value: bytes, partition: int) -> Any:
        self.records.append((topic, value, partition))
        return _Kept()


def _events() -> list[tuple[int, ScanRecorded]]:
    decode = LineDecoder(ScanRecorded).decode
    read = [
        (partition, event)
        for partition, line in history_lines(4, HISTORY)
        for _, event in decode(line)
    ]
    return [(partition, event) for partition, event in read if isinstance(event, ScanRecorded)]


def test_a_history_has_exactly_the_scans_asked_for_each_with_its_own_id() -> None:
    """A bench knows what it wrote."""
    events = [event for _, event in _events()]

    assert len({event.scan_id for event in events}) == HISTORY.scans
    assert all(HISTORY.start_ms <= event.happened_ms < NOON_MS for event in events)


def test_lines_come_in_the_order_of_time_and_in_the_citizen_s_partition() -> None:
    """A plain keyed producer would have put them there too."""
    events = _events()

    assert all(a.happened_ms <= b.happened_ms for (_, a), (_, b) in pairwise(events))
    assert all(partition == partition_of(e.citizen_id, 4) for partition, e in events)


def test_the_same_seed_writes_the_same_history() -> None:
    """Benches can be repeated."""
    assert list(history_lines(4, HISTORY)) == list(history_lines(4, HISTORY))


def test_people_keep_to_the_roads() -> None:
    """Out, in and home again, at no more than 60 km/h on the straight line."""
    ways: dict[tuple[str, int], list[ScanRecorded]] = defaultdict(list)
    for _, event in _events():
        day = (event.happened_ms - HISTORY.start_ms) // DAY_MS
        ways[event.citizen_id, day].append(event)
    places = places_of_2021()
    for way in ways.values():
        for one, other in pairwise(way):
            km = km_between(places[one.place_id], places[other.place_id])
            hours = (other.happened_ms - one.happened_ms) / 3_600_000
            assert km is not None
            assert km <= 60 * hours


def test_records_hold_two_hundred_lines_of_one_partition() -> None:
    """Only the last record of each partition is smaller, and progress tells the end."""
    outbox = _Outbox()
    told: list[int] = []

    assert send_history(outbox, 4, HISTORY, told.append) == HISTORY.scans

    sizes = [value.count(b"\n") + 1 for _, value, _ in outbox.records]
    assert sum(sizes) == HISTORY.scans
    assert sum(size < LINES_A_RECORD for size in sizes) <= 4
    assert {topic for topic, _, _ in outbox.records} == {"scans"}
    assert told[-1] == HISTORY.scans
