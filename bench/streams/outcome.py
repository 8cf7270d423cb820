"""What a contestant brought forth, read back from its topics: nobody wins by doing less."""

import time
from typing import Any

import msgspec
from aiokafka import AIOKafkaConsumer, TopicPartition

from bench.streams.task import Task
from contracts.errors import Stop

_COMPLETE_WITHIN_S = 30.0
_POLL_MS = 300


class Outcome(msgspec.Struct, frozen=True):
    """Distinct scan ids on `judged` and on `movements`, and what the newest counts add up to."""

    judged: int
    movements: int
    counted: int


class _Named(msgspec.Struct, frozen=True):
    scan_id: str


class _Count(msgspec.Struct, frozen=True):
    position: int
    count: int


async def settled_outcome(task: Task, expected: Outcome) -> None:
    """Read until everything that is expected is there.

    Raises:
        Stop: something is missing, or there is too much.

    """
    reading = _Reading(task)
    consumer: Any = AIOKafkaConsumer(
        bootstrap_servers=task.kafka, auto_offset_reset="earliest", enable_auto_commit=False
    )
    await consumer.start()
    try:
        consumer.assign(reading.places())
        deadline = time.monotonic() + _COMPLETE_WITHIN_S
        while reading.outcome() != expected:
            if time.monotonic() > deadline:
                raise Stop(f"expected {expected}, found {reading.outcome()}")
            for place, records in (await consumer.getmany(timeout_ms=_POLL_MS)).items():
                reading.take(place.topic, records)
    finally:
        await consumer.stop()


class _Reading:
    def __init__(self, task: Task) -> None:
        self._task = task
        self._ids: dict[str, set[str]] = {
            task.topic("judged"): set(),
            task.topic("movements"): set(),
        }
        self._counts: dict[bytes, _Count] = {}
        self._named = msgspec.json.Decoder(_Named)
        self._count = msgspec.json.Decoder(_Count)

    def places(self) -> list[TopicPartition]:
        topics = (*self._ids, self._task.topic("counts"))
        return [TopicPartition(t, n) for t in topics for n in range(self._task.partitions)]

    def take(self, topic: str, records: list[Any]) -> None:
        ids = self._ids.get(topic)
        if ids is not None:
            for record in records:
                ids.update(named.scan_id for named in self._named.decode_lines(record.value))
            return
        for record in records:
            count = self._count.decode(record.value)
            known = self._counts.get(record.key)
            if known is None or known.position <= count.position:
                self._counts[record.key] = count

    def outcome(self) -> Outcome:
        judged, movements = self._ids.values()
        counted = sum(count.count for count in self._counts.values())
        return Outcome(len(judged), len(movements), counted)
