"""The records of a topic up to where it ends now, for whoever reads all of them once."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

from kafka import TopicPartition
from kafka.errors import KafkaError

from contracts.errors import TryAgain
from service.kafka import ACK_WAIT_S, make_consumer, partitions_of

_POLL_MS = 500
_SILENT_S = 30.0
_AT_ONCE = 5000


class Extent(NamedTuple):
    """A consumer that has a topic's partitions, and where each of them begins and ends."""

    consumer: Any
    begins: Mapping[TopicPartition, int]
    ends: Mapping[TopicPartition, int]


@contextmanager
def extent_of(bootstrap: str, topic: str) -> Iterator[Extent]:
    """Ask where a topic lies; whatever is read of it within the block raises the same.

    Raises:
        TryAgain: Kafka is away, or the topic is not there yet.

    """
    try:
        consumer = make_consumer(
            bootstrap, bootstrap_timeout_ms=int(ACK_WAIT_S * 1000), max_poll_records=_AT_ONCE
        )
    except KafkaError as fault:
        raise TryAgain("Kafka") from fault
    try:
        partitions = partitions_of(consumer, topic)
        if not partitions:
            raise TryAgain(f"the topic {topic}")
        consumer.assign(partitions)
        begins, ends = consumer.beginning_offsets(partitions), consumer.end_offsets(partitions)
        yield Extent(consumer, begins, ends)
    except KafkaError as fault:
        raise TryAgain("Kafka") from fault
    finally:
        consumer.close()


def records_so_far(
    bootstrap: str, topic: str, begin: Mapping[int, int] | None = None
) -> Iterator[Any]:
    """Yield a topic's records up to where it ends now; from `begin`, by partition, else from 0.

    Raises:
        TryAgain: Kafka is away, falls silent, or the topic is not there.

    """
    with extent_of(bootstrap, topic) as extent:
        first = {}
        for partition, begins in extent.begins.items():
            wished = (begin or {}).get(partition.partition, 0)
            # Beyond the end it belongs to a topic that was there before this one.
            is_here = begins <= wished <= extent.ends[partition]
            first[partition] = wished if is_here else begins
        yield from records_from(extent, first, _SILENT_S)


def records_from(
    extent: Extent, first: Mapping[TopicPartition, int], silent_s: float
) -> Iterator[Any]:
    """Yield the records from these offsets on, up to the ends; partitions not named are left out.

    Raises:
        TryAgain: nothing came for so long.

    """
    consumer = extent.consumer
    wanted = {p: offset for p, offset in first.items() if offset < extent.ends[p]}
    if not wanted:
        return
    consumer.assign(list(wanted))
    for partition, offset in wanted.items():
        consumer.seek(partition, offset)
    heard_at = time.monotonic()
    while any(consumer.position(p) < extent.ends[p] for p in wanted):
        for records in consumer.poll(timeout_ms=_POLL_MS).values():
            heard_at = time.monotonic()
            yield from records
        if time.monotonic() - heard_at > silent_s:
            raise TryAgain("Kafka")
