"""The audit topic as it lies on Kafka: its records up to its present end, and its last lines."""

import time
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from kafka import TopicPartition
from kafka.errors import KafkaError

from contracts.chain import BrokenLine, LinkPlace, link_of
from contracts.errors import TryAgain
from service.kafka import ACK_WAIT_S, make_consumer, partitions_of

AUDIT = "audit"

_POLL_MS = 500
_SILENT_S = 30.0


class TopicEnds(NamedTuple):
    """Where the partitions end, by number, and the last link of each that has one."""

    offsets: tuple[int, ...]
    links: tuple[LinkPlace, ...]


def ends_of_topic(bootstrap: str) -> TopicEnds:
    """Return where the topic ends now.

    Raises:
        TryAgain: Kafka is away, or the topic is not there yet.

    """
    consumer = _consumer(bootstrap)
    try:
        partitions = _partitions(consumer)
        ends = consumer.end_offsets(partitions)
        begins = consumer.beginning_offsets(partitions)
        last = {p: end - 1 for p, end in ends.items() if end > begins[p]}
        found = {}
        for record in _read(consumer, last, ends, ACK_WAIT_S):
            found[record.partition] = _last_link(record.value or b"")
        links = tuple(link for _, link in sorted(found.items()) if link is not None)
        return TopicEnds(tuple(ends[p] for p in partitions), links)
    except KafkaError as fault:
        raise TryAgain("Kafka") from fault
    finally:
        consumer.close()


def records_so_far(bootstrap: str, begin: Mapping[int, int] | None = None) -> Iterator[Any]:
    """Yield the records up to where the topic ends now; from `begin`, by partition, else from 0.

    Raises:
        TryAgain: Kafka is away, falls silent, or the topic is not there.

    """
    consumer = _consumer(bootstrap, max_poll_records=5000)
    try:
        partitions = _partitions(consumer)
        ends = consumer.end_offsets(partitions)
        begins = consumer.beginning_offsets(partitions)
        first = dict(begins)
        for partition in partitions:
            wished = (begin or {}).get(partition.partition, 0)
            # Beyond the end it belongs to a topic that was there before this one.
            if begins[partition] <= wished <= ends[partition]:
                first[partition] = wished
        yield from _read(consumer, {p: o for p, o in first.items() if o < ends[p]}, ends, _SILENT_S)
    except KafkaError as fault:
        raise TryAgain("Kafka") from fault
    finally:
        consumer.close()


def records_waiting(bootstrap: str) -> int:
    """Return how many records lie between the topic's beginning and its present end."""
    consumer = _consumer(bootstrap)
    try:
        partitions = _partitions(consumer)
        begins = consumer.beginning_offsets(partitions)
        return sum(end - begins[p] for p, end in consumer.end_offsets(partitions).items())
    except KafkaError as fault:
        raise TryAgain("Kafka") from fault
    finally:
        consumer.close()


def _consumer(bootstrap: str, **options: Any) -> Any:
    try:
        wait_ms = int(ACK_WAIT_S * 1000)
        return make_consumer(bootstrap, bootstrap_timeout_ms=wait_ms, **options)
    except KafkaError as fault:
        raise TryAgain("Kafka") from fault


def _partitions(consumer: Any) -> list[TopicPartition]:
    partitions = partitions_of(consumer, AUDIT)
    if not partitions:
        raise TryAgain(f"the topic {AUDIT}")
    consumer.assign(partitions)
    return partitions


def _read(
    consumer: Any,
    first: Mapping[TopicPartition, int],
    ends: Mapping[TopicPartition, int],
    silent_s: float,
) -> Iterator[Any]:
    if not first:
        return
    consumer.assign(list(first))
    for partition, offset in first.items():
        consumer.seek(partition, offset)
    heard_at = time.monotonic()
    while any(consumer.position(p) < ends[p] for p in first):
        for records in consumer.poll(timeout_ms=_POLL_MS).values():
            heard_at = time.monotonic()
            yield from records
        if time.monotonic() - heard_at > silent_s:
            raise TryAgain("Kafka")


def _last_link(value: bytes) -> LinkPlace | None:
    try:
        link = link_of(value.rsplit(b"\n", 1)[-1])
    except BrokenLine:
        return None
    return link.place if link else None
