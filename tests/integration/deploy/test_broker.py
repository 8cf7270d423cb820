"""The broker we run ourselves."""

from pathlib import Path

import pytest
from kafka import KafkaConsumer, KafkaProducer, TopicPartition

from contracts.errors import Stop
from deploy.broker import Broker
from deploy.layout import KAFKA_JARS
from tests.builders.deploy import admin, create_topic

pytestmark = pytest.mark.integration


def _broker(folder: Path) -> Broker:
    return Broker(folder=folder / "kafka", jars=KAFKA_JARS, log=folder / "broker.log")


def test_a_broker_comes_back_to_its_port_with_its_records(tmp_path: Path) -> None:
    """A stopped broker continues on the same folder at the same address."""
    broker = _broker(tmp_path)
    first_address = broker.start()
    create_topic(first_address, "kept")
    with KafkaProducer(bootstrap_servers=first_address) as producer:
        producer.send("kept", b"a record").get(timeout=10)

    assert broker.stop()
    again = _broker(tmp_path)
    second_address = again.start()

    assert first_address == second_address
    partition = TopicPartition("kept", 0)
    consumer = KafkaConsumer(bootstrap_servers=second_address, auto_offset_reset="earliest")
    consumer.assign([partition])
    values = [record.value for record in consumer.poll(timeout_ms=10_000)[partition]]
    consumer.close()
    again.stop()
    assert values == [b"a record"]


def test_nothing_makes_a_topic_by_using_it(kafka: str) -> None:
    """A typing error in a topic's name must not become a topic."""
    with admin(kafka) as client:
        client.describe_topics(["never-declared"])

        assert "never-declared" not in client.list_topics()


def test_its_log_can_be_read(tmp_path: Path) -> None:
    """The log file tells of the start, with a time on each line."""
    broker = _broker(tmp_path)
    broker.start()
    broker.stop()

    lines = (tmp_path / "broker.log").read_text(encoding="utf-8").splitlines()
    assert any("Kafka Server started" in line for line in lines)
    assert all(line[:2] == "20" for line in lines if " INFO " in line)


def test_a_broker_without_jars_says_who_fetches_them(tmp_path: Path) -> None:
    """The message leads to the set-up step."""
    broker = Broker(folder=tmp_path, jars=tmp_path / "nothing", log=tmp_path / "broker.log")

    with pytest.raises(Stop, match=r"\./chot fetches them"):
        broker.start()
