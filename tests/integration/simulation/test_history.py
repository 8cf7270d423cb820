"""Bulk history on a real broker."""

import uuid

import pytest
from kafka import KafkaConsumer, TopicPartition

from contracts.events import ScanRecorded
from contracts.lines import LineDecoder
from contracts.partitions import partition_of
from simulation.history import History, write_history
from tests.builders.deploy import create_topic
from tests.builders.simulation import NOON_MS

pytestmark = pytest.mark.integration

PARTITIONS = 3


def _read(bootstrap: str, topic: str) -> list[tuple[int, ScanRecorded]]:
    """Return every line of a topic with its partition."""
    decode = LineDecoder(ScanRecorded).decode
    consumer = KafkaConsumer(bootstrap_servers=bootstrap, auto_offset_reset="earliest")
    try:
        parts = [TopicPartition(topic, n) for n in range(PARTITIONS)]
        consumer.assign(parts)
        ends = consumer.end_offsets(parts)
        read: list[tuple[int, ScanRecorded]] = []
        while any(consumer.position(part) < ends[part] for part in parts):
            for records in consumer.poll(timeout_ms=1000).values():
                for record in records:
                    for _, event in decode(record.value):
                        assert isinstance(event, ScanRecorded)
                        read.append((record.partition, event))
    finally:
        consumer.close()
    return read


def test_every_scan_of_a_history_lies_on_the_topic_in_its_citizen_s_partition(kafka: str) -> None:
    """What was acknowledged can be read back, line by line."""
    topic = f"history-{uuid.uuid4().hex[:8]}"
    create_topic(kafka, topic, partitions=PARTITIONS)
    history = History(people=300, days=2, scans=2_000, seed=5, now_ms=NOON_MS)

    assert write_history(kafka, PARTITIONS, history, topic=topic) == history.scans

    read = _read(kafka, topic)
    assert len({event.scan_id for _, event in read}) == len(read) == history.scans
    assert all(part == partition_of(event.citizen_id, PARTITIONS) for part, event in read)
