"""kafka-python clients as this house uses them.

The gateway's publisher and the stream workers use aiokafka; everything else comes here.
"""

from typing import Any

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


def send_and_wait(producer: Any, topic: str, key: str, value: bytes) -> None:
    """Send one record and return when Kafka has acknowledged it.

    Raises:
        TryAgain: no acknowledgement in time; the record may or may not be there.

    """
    try:
        producer.send(topic, key=key.encode(), value=value).get(timeout=ACK_WAIT_S)
    except KafkaError as fault:
        raise TryAgain("Kafka") from fault


def partitions_of(consumer: Any, topic: str) -> list[TopicPartition]:
    """Return a topic's partitions, none if the topic is not there."""
    numbers = consumer.partitions_for_topic(topic) or ()
    return [TopicPartition(topic, number) for number in sorted(numbers)]
