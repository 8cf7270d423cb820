"""What a group commit sends: record batches per topic and partition, awaited together.

An idempotent aiokafka producer takes whole batches (`create_batch`/`send_batch`), which costs a
fraction of sending records one by one.
"""

import asyncio
import time
from collections.abc import Iterable, Sequence
from typing import Any

from aiokafka import AIOKafkaProducer

MAX_BATCH_BYTES = 512 * 1024
LINES_A_RECORD = 500
BYTES_A_RECORD = 256 * 1024

KeyValue = tuple[bytes | None, bytes | None]


def make_producer(bootstrap: str) -> Any:
    """Return a producer whose batches hold half of what the broker takes by default."""
    return AIOKafkaProducer(
        bootstrap_servers=bootstrap,
        acks="all",
        enable_idempotence=True,
        max_batch_size=MAX_BATCH_BYTES,
        compression_type="lz4",
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


class Outbox:
    """Collects the batches of one group and waits until Kafka has them all."""

    def __init__(self, producer: Any) -> None:
        """Send with this producer."""
        self._producer = producer
        self._acknowledged: list[asyncio.Future[Any]] = []
        self._now_ms = int(time.time() * 1000)

    async def send(self, topic: str, partition: int, records: Iterable[KeyValue]) -> None:
        """Hand records over, in order; they are not kept before `acknowledged` returns."""
        batch, filled = self._producer.create_batch(), False
        for key, value in records:
            if batch.append(key=key, value=value, timestamp=self._now_ms) is None:
                await self._hand_over(batch, topic, partition)
                batch = self._producer.create_batch()
                batch.append(key=key, value=value, timestamp=self._now_ms)
            filled = True
        if filled:
            await self._hand_over(batch, topic, partition)

    async def acknowledged(self) -> None:
        """Return when every batch is on every replica; raises what the producer raises."""
        if self._acknowledged:
            await asyncio.gather(*self._acknowledged)

    async def _hand_over(self, batch: Any, topic: str, partition: int) -> None:
        future = await self._producer.send_batch(batch, topic, partition=partition)
        self._acknowledged.append(future)
