"""kafka-python clients as this house uses them.

The gateway's publisher and the stream workers use aiokafka; everything else comes here.
"""

import threading
from collections.abc import Iterable
from typing import Any, NamedTuple

from kafka import KafkaConsumer, KafkaProducer, TopicPartition
from kafka.errors import KafkaError

from contracts.errors import TryAgain

ACK_WAIT_S = 5.0

# The client's own pause between attempts to connect grows to 30 s: so long after a broker is back a
# gate would work with old lists.
_RECONNECT_MS = 1000


def make_producer(bootstrap: str) -> Any:
    """Return an idempotent producer that counts a record as sent when all replicas have it."""
    return KafkaProducer(
        bootstrap_servers=bootstrap,
        acks="all",
        compression_type="lz4",
        max_block_ms=int(ACK_WAIT_S * 1000),
        linger_ms=0,
        reconnect_backoff_max_ms=_RECONNECT_MS,
    )


def make_consumer(bootstrap: str, **options: Any) -> Any:
    """Return a consumer that never commits by itself and starts at the beginning."""
    return KafkaConsumer(
        bootstrap_servers=bootstrap,
        enable_auto_commit=False,
        auto_offset_reset="earliest",
        reconnect_backoff_max_ms=_RECONNECT_MS,
        **options,
    )


class Outgoing(NamedTuple):
    """A record on its way: where to, its key if it has one, and what it says.

    Without a value it takes its key out of a compacted topic.
    """

    topic: str
    key: bytes | None
    value: bytes | None


class Sender:
    """Sends records and waits for Kafka's word. Blocking; any thread may use it.

    It connects at the first record, so that a process can start while Kafka is away.
    """

    def __init__(self, bootstrap: str) -> None:
        """Send to this cluster."""
        self._bootstrap = bootstrap
        self._producer: Any = None
        self._lock = threading.Lock()

    def send(self, records: Iterable[Outgoing]) -> None:
        """Return when Kafka has acknowledged all the records.

        Raises:
            TryAgain: no acknowledgement in time; some records may or may not be there.

        """
        try:
            producer = self._connected()
            sent = [producer.send(o.topic, key=o.key, value=o.value) for o in records]
            for record in sent:
                record.get(timeout=ACK_WAIT_S)
        except KafkaError as fault:
            raise TryAgain("Kafka") from fault

    def close(self) -> None:
        """Let the connection go."""
        if self._producer is not None:
            self._producer.close(timeout=ACK_WAIT_S)

    def _connected(self) -> Any:
        with self._lock:
            if self._producer is None:
                self._producer = make_producer(self._bootstrap)
            return self._producer


def partitions_of(consumer: Any, topic: str) -> list[TopicPartition]:
    """Return a topic's partitions, none if the topic is not there."""
    numbers = consumer.partitions_for_topic(topic) or ()
    return [TopicPartition(topic, number) for number in sorted(numbers)]
