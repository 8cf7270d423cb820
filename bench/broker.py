"""A broker of a bench's own, with the house's topics, on a folder that is gone at the end."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from deploy.broker import Broker
from deploy.layout import KAFKA_JARS
from service.topics import ensure_topics


class OwnBroker(msgspec.Struct, frozen=True):
    """A running broker: its address, its process, and a folder that the bench may use too."""

    kafka: str
    pid: int
    folder: Path


@contextmanager
def own_broker(*, partitions: int) -> Iterator[OwnBroker]:
    """Start a broker with every topic of the house; it and its folder are gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="chot-bench-") as name:
        folder = Path(name)
        broker = Broker(folder=folder / "kafka", jars=KAFKA_JARS, log=folder / "broker.log")
        try:
            kafka = broker.start()
            ensure_topics(kafka, partitions=partitions, replication=1)
            yield OwnBroker(kafka, broker.child.pid, folder)
        finally:
            broker.stop()
