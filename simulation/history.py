"""Bulk history written straight to the `scans` topic, for benches: no gateway, no passes.

Each round trip is out by a gate in the morning, in by it in the evening, and a visit to the home
office, so that timelines and legs are as plausible as those of the driven city. Lines of one
partition share records, as busy senders do.
"""

import hashlib
import random
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol

import msgspec
from kafka import KafkaProducer

from contracts.events import Direction, ScanRecorded
from contracts.lines import encode_line
from contracts.partitions import partition_of
from simulation import rhythm
from simulation.days import history_start_ms
from simulation.geography import MINUTE_MS, Geography
from simulation.traffic import DAY_MS

TOPIC = "scans"
LINES_A_RECORD = 200

_STEPS: tuple[Direction, ...] = ("out", "in", "visit")
_RECEIVED_AFTER_MS = 900
# Nobody sets out so late that the trip ends after midnight, and nobody races home.
_LATEST_MS = 16 * 60 * MINUTE_MS
_AWAY_MINUTES = (60, 280)
_WAY_HOME_MINUTES = (100, 160)
_REPORT_EVERY = 50_000
_LINGER_MS = 20
# A scan's moment and what it is, packed into one number so that a day of millions sorts quickly.
_PERSON_BITS = 32
_STEP_BITS = 2


class History(msgspec.Struct, frozen=True, kw_only=True):
    """How much history: so many scans of so many people, spread over the days before `now_ms`."""

    people: int
    days: int
    scans: int
    seed: int
    now_ms: int

    @property
    def start_ms(self) -> int:
        """Midnight in Hà Nội at which it begins."""
        return history_start_ms(self.now_ms, self.days)


class Sender(Protocol):
    """The part of a Kafka producer that is needed here."""

    def send(self, topic: str, *, value: bytes, partition: int) -> Any:
        """Hand a record over."""


class _Habit(msgspec.Struct, frozen=True, gc=False):
    """A made-up citizen: where they are scanned, and the partition their lines belong to."""

    citizen_id: str
    partition: int
    gate: str
    office: str


def write_history(
    bootstrap: str,
    partitions: int,
    history: History,
    progress: Callable[[int], None] = lambda _: None,
    *,
    topic: str = TOPIC,
) -> int:
    """Write the history to Kafka, all of it acknowledged; return the number of scans.

    `progress` is told now and then how many scans were handed over.

    Raises:
        KafkaError: the cluster is away, or did not take a record.

    """
    producer = KafkaProducer(
        bootstrap_servers=bootstrap.split(","),
        acks="all",
        linger_ms=_LINGER_MS,
        compression_type="lz4",
        max_request_size=4 * 1024 * 1024,
    )
    try:
        written = send_history(producer, partitions, history, progress, topic=topic)
        producer.flush()
    finally:
        producer.close()
    return written


def send_history(
    sender: Sender,
    partitions: int,
    history: History,
    progress: Callable[[int], None],
    *,
    topic: str = TOPIC,
) -> int:
    """Hand the history to a producer in records of many lines; return the number of scans."""
    waiting: dict[int, list[bytes]] = {n: [] for n in range(partitions)}
    futures: list[Any] = []
    written = 0
    for partition, line in history_lines(partitions, history):
        lines = waiting[partition]
        lines.append(line)
        if len(lines) == LINES_A_RECORD:
            futures.append(sender.send(topic, value=b"\n".join(lines), partition=partition))
            lines.clear()
        written += 1
        if written % _REPORT_EVERY == 0:
            progress(written)
            futures = _settled(futures)
    for partition, lines in waiting.items():
        if lines:
            futures.append(sender.send(topic, value=b"\n".join(lines), partition=partition))
    for future in futures:
        future.get(timeout=60)
    progress(written)
    return written


def history_lines(partitions: int, history: History) -> Iterator[tuple[int, bytes]]:
    """Yield (partition, line) in the order of time, each day by itself."""
    rng = random.Random(f"history:{history.seed}:{history.people}:{history.start_ms}")
    habits = _habits(partitions, history, rng)
    ids = hashlib.sha256(f"{history}".encode()).hexdigest()[:12]
    number = 0
    for day in range(history.days):
        share = history.scans * (day + 1) // history.days - history.scans * day // history.days
        for packed in _day(share, history.people, rng):
            happened_ms, person, step = _unpacked(packed)
            scan_id = f"{ids}-{number:012d}"
            number += 1
            moment = history.start_ms + day * DAY_MS + happened_ms
            habit = habits[person]
            yield habit.partition, encode_line(_scan(scan_id, habit, _STEPS[step], moment))


def _settled(futures: Iterable[Any]) -> list[Any]:
    """Return the futures that are still open; a record that failed ends the writing."""
    open_still = []
    for future in futures:
        if future.is_done:
            future.get(timeout=0)
        else:
            open_still.append(future)
    return open_still


def _habits(partitions: int, history: History, rng: random.Random) -> list[_Habit]:
    geography = Geography(rng)
    habits = []
    for person in range(history.people):
        citizen_id = hashlib.sha256(f"{history.seed}:{person}".encode()).hexdigest()[:32]
        home = geography.home_ward(rng)
        gate = geography.gates_from(home, rng, at_most=1)[0]
        habits.append(
            _Habit(
                citizen_id,
                partition_of(citizen_id, partitions),
                geography.spots[gate].place_id,
                geography.spots[geography.office(home)].place_id,
            )
        )
    return habits


def _day(scans: int, people: int, rng: random.Random) -> list[int]:
    """Return a day's scans in order, each packed into a number; people take turns by chance."""
    packed: list[int] = []
    travellers: list[int] = []
    while len(packed) < scans:
        if not travellers:
            travellers = rng.sample(range(people), min(people, scans // len(_STEPS) + 1))
        person = travellers.pop()
        leaves = min(rhythm.commute_minute(rng) * MINUTE_MS, _LATEST_MS) + rng.randrange(MINUTE_MS)
        returns = leaves + rng.randrange(*_AWAY_MINUTES) * MINUTE_MS
        reports = returns + rng.randrange(*_WAY_HOME_MINUTES) * MINUTE_MS
        for step, at_ms in enumerate((leaves, returns, reports)):
            if len(packed) < scans:
                packed.append((at_ms << _PERSON_BITS | person) << _STEP_BITS | step)
    packed.sort()
    return packed


def _unpacked(packed: int) -> tuple[int, int, int]:
    step = packed & ((1 << _STEP_BITS) - 1)
    person = packed >> _STEP_BITS & ((1 << _PERSON_BITS) - 1)
    return packed >> (_STEP_BITS + _PERSON_BITS), person, step


def _scan(scan_id: str, habit: _Habit, step: Direction, happened_ms: int) -> ScanRecorded:
    return ScanRecorded(
        scan_id=scan_id,
        citizen_id=habit.citizen_id,
        place_id=habit.office if step == "visit" else habit.gate,
        direction=step,
        happened_ms=happened_ms,
        received_ms=happened_ms + _RECEIVED_AFTER_MS,
        category="pass",
        reason="ok",
        source="import",
    )
