"""The doctor's eyes on a real broker."""

import uuid
from pathlib import Path

import pytest
from kafka import KafkaConsumer, KafkaProducer, TopicPartition
from kafka.structs import OffsetAndMetadata

from contracts.settings import Settings
from contracts.topics import Topic
from deploy.doctor.gather import gather
from deploy.doctor.lags import read_lags, records_on
from tests.builders.deploy import admin, create_topic

pytestmark = pytest.mark.integration


def _commit(kafka: str, group: str, at: TopicPartition, offset: int) -> None:
    consumer = KafkaConsumer(bootstrap_servers=kafka, group_id=group, enable_auto_commit=False)
    consumer.assign([at])
    consumer.commit({at: OffsetAndMetadata(offset, "", -1)})
    consumer.close()


def test_lag_is_what_a_group_has_not_committed_yet(kafka: str) -> None:
    """A partition the group never committed on counts whole."""
    name, group = f"lag-{uuid.uuid4()}", f"group-{uuid.uuid4()}"
    create_topic(kafka, name, partitions=2)
    with KafkaProducer(bootstrap_servers=kafka) as producer:
        for partition, records in ((0, 5), (1, 3)):
            for _ in range(records):
                producer.send(name, b"x", partition=partition).get(timeout=10)
    _commit(kafka, group, TopicPartition(name, 0), 2)
    topic = Topic(name=name, purpose="-", key="-", writers=("deploy",), readers=("deploy",))

    with admin(kafka) as client:
        lags = [lag for lag in read_lags(client, [topic]) if lag.group == group]
        held = records_on(client, [name])

    assert [(lag.partition, lag.records) for lag in lags] == [(0, 3), (1, 3)]
    assert held == {name: 8}


def test_an_absent_cluster_is_a_fact_not_an_error(tmp_path: Path) -> None:
    """The doctor also works when nothing else does."""
    facts = gather(Settings(data=tmp_path, kafka="127.0.0.1:9"))

    assert facts.cluster is None
    assert facts.services == ()


def test_versions_and_disk_are_always_told(tmp_path: Path) -> None:
    """Both are asked for first when somebody needs help."""
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / "server.log").write_bytes(b"x" * 10_000)

    facts = gather(Settings(data=tmp_path))

    assert facts.versions["kafka"].startswith("4.")
    assert facts.disk.used["logs"] >= 10_000
    assert facts.disk.free > 0
