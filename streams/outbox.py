"""What a group commit sends: record batches per topic and partition, awaited together.

An idempotent aiokafka producer takes whole batches (`create_batch`/`send_batch`), which costs a
fraction of sending records one by one.
"""

import asyncio
import time
from collections.abc import Iterable, Sequence
from typing import Any

from aiokafka import AIOKafkaProducer

from contracts.events import Event
from contracts.lines import encode_line, encode_lines
from service.packing import pack_cheaply

MAX_BATCH_BYTES = 512 * 1024
LINES_A_RECORD = 500
BYTES_A_RECORD = 256 * 1024

KeyValue = tuple[bytes | None, bytes | None]


def make_producer(bootstrap: str) -> Any:
    """Return a producer whose batches hold half of what the broker takes by default."""
    pack_cheaply()
    return AIOKafkaProducer(
        bootstrap_servers=bootstrap,
        acks="all",
        enable_idempotence=True,
        max_batch_size=MAX_BATCH_BYTES,
        # Of the kinds the client has, the one that is fastest here, and the densest.
        compression_type="zstd",
        request_timeout_ms=30_000,
    )


def records_of(lines: Sequence[bytes]) -> Iterable[KeyValue]:
    """Put lines into records of bounded size, without a key: the partition is chosen by us."""
    pending: list[bytes] = []
    size = 0
    for line in lines:
        if pending and (len(pending) >= LINES_A_RECORD or size + len(line) > BYTES_A_RECORD):
            yield None, b"\n".join(pending)
            pending, size = [], 0
        pending.append(line)
        size += len(line) + 1
    if pending:
        yield None, b"\n".join(pending)


def records_of_events(events: Sequence[Event]) -> Iterable[KeyValue]:
    """Put events into records of bounded size."""
    for start in range(0, len(events), LINES_A_RECORD):
        share = events[start : start + LINES_A_RECORD]
        value = encode_lines(share)
        if len(value) <= BYTES_A_RECORD:
            yield None, value
        else:
            yield from records_of([encode_line(event) for event in share])


class Outbox:
    """Collects the batches of one group and waits until Kafka has them all."""

    def __init__(self, producer: Any) -> None:
        """Send with this producer."""
        self._producer = producer
        self._on_their_way: list[tuple[asyncio.Future[Any], int]] = []
        self._now_ms = int(time.time() * 1000)

    async def send(self, topic: str, partition: int, records: Iterable[KeyValue]) -> None:
        """Hand records over, in order; they are not kept before `acknowledged` returns."""
        batch = None
        now_ms = self._now_ms
        for key, value in records:
            if batch is None:
                batch = self._producer.create_batch()
            if batch.append(key=key, value=value, timestamp=now_ms) is None:
                await self._hand_over(batch, topic, partition)
                batch = self._producer.create_batch()
                batch.append(key=key, value=value, timestamp=now_ms)
        if batch is not None:
            await self._hand_over(batch, topic, partition)

    async def acknowledged(self) -> dict[tuple[str, int], int]:
        """Return when every batch is on every replica, with the offset after each partition's last.

        Raises what the producer raises.
        """
        reached: dict[tuple[str, int], int] = {}
        for future, records in self._on_their_way:
            kept = await future
            place = (kept.topic, kept.partition)
            reached[place] = max(reached.get(place, 0), kept.offset + records)
        self._on_their_way.clear()
        return reached

    async def _hand_over(self, batch: Any, topic: str, partition: int) -> None:
        records = batch.record_count()
        future = await self._producer.send_batch(batch, topic, partition=partition)
        self._on_their_way.append((future, records))
