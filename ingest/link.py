"""One aiokafka producer from its start until it breaks; the only user of aiokafka in here."""

import asyncio
import contextlib
from collections.abc import Iterable, Mapping
from typing import Protocol

from aiokafka import AIOKafkaProducer

from ingest.lanes import Record
from service.logs import log_of
from service.packing import pack_cheaply

_CLOSE_WITHIN_S = 15.0

# What Kafka adds to a record: headers of batch and record, lengths, the checksum.
_OVERHEAD_BYTES = 4096

_log = log_of("publisher")


class Link(Protocol):
    """A way to Kafka. After its first failure it is closed and another one opened."""

    partitions: Mapping[str, int]

    async def start(self, record: Record) -> "asyncio.Future[object]":
        """Hand a record over; the future is done when all in-sync replicas have it.

        Both raise whatever goes wrong.
        """

    async def close(self) -> None:
        """Let go, without waiting for what was not acknowledged."""


class KafkaLink:
    """An idempotent producer that counts a record as sent when all in-sync replicas have it.

    Idempotent batches never expire in aiokafka, and one that fails for good leaves a gap in its
    partition's sequence, so that all later ones fail too. Hence: one failure, a new producer.
    """

    def __init__(self, producer: AIOKafkaProducer, partitions: Mapping[str, int]) -> None:
        """Take a started producer."""
        self.partitions = partitions
        self._producer = producer
        self._on_their_way: set[asyncio.Future[object]] = set()

    @classmethod
    async def open(
        cls, bootstrap: str, topics: Iterable[str], *, record_bytes: int, within_s: float
    ) -> "KafkaLink":
        """Connect and read the partition count of these topics.

        Raises:
            aiokafka.errors.KafkaError: no broker answers, or a topic is not there.
            TimeoutError: not within `within_s` seconds.

        """
        pack_cheaply()
        producer = AIOKafkaProducer(
            bootstrap_servers=bootstrap,
            client_id="chot-gateway",
            enable_idempotence=True,
            acks="all",
            compression_type="zstd",
            max_batch_size=record_bytes + _OVERHEAD_BYTES,
            request_timeout_ms=int(within_s * 1000),
        )
        try:
            async with asyncio.timeout(within_s):
                await producer.start()
                partitions = {topic: len(await producer.partitions_for(topic)) for topic in topics}
        except BaseException:
            await _throw_away(producer)
            raise
        return cls(producer, partitions)

    async def start(self, record: Record) -> "asyncio.Future[object]":
        """Hand a record over; the future is done when all in-sync replicas have it."""
        sent: asyncio.Future[object] = await self._producer.send(
            record.topic, value=record.value, partition=record.partition
        )
        self._on_their_way.add(sent)
        sent.add_done_callback(self._on_their_way.discard)
        return sent

    async def close(self) -> None:
        """Let go, without waiting for what was not acknowledged."""
        for sent in tuple(self._on_their_way):
            sent.cancel()
        await _throw_away(self._producer)


async def _throw_away(producer: AIOKafkaProducer) -> None:
    """Stop a producer in whatever state it is.

    Its own `stop` first waits for every batch to be delivered, without end while the broker is
    away. What is left out here is that wait; batches it still holds are never sent.
    """
    producer._closed = True  # noqa: SLF001  # as above
    try:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_CLOSE_WITHIN_S):
                await producer._sender.close()  # noqa: SLF001  # as above
    except Exception as fault:  # noqa: BLE001  # there is nothing left to save
        _log.debug("producer_stop_failed", fault=repr(fault))
    finally:
        await producer.client.close()
