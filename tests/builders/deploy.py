"""Helpers for tests that look at Kafka from outside."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from kafka import KafkaAdminClient


@contextmanager
def admin(bootstrap: str) -> Iterator[Any]:
    """Open an administrator's client and close it again."""
    client = KafkaAdminClient(bootstrap_servers=bootstrap)
    try:
        yield client
    finally:
        client.close()


def create_topic(bootstrap: str, name: str, *, partitions: int = 1) -> None:
    """Create a topic and wait until it can be used."""
    with admin(bootstrap) as client:
        wanted = {name: {"num_partitions": partitions, "replication_factor": 1}}
        client.create_topics(wanted, wait_for_metadata=True)
