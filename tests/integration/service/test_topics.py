"""Topics on a real broker."""

import pytest

from contracts.errors import Stop, TryAgain
from contracts.topics import Topic, with_dead_twins
from deploy.ports import free_port
from service.topics import ensure_topics, settle_topics, topic_differences
from tests.builders.deploy import create_topic

pytestmark = pytest.mark.integration


def _topic(name: str) -> Topic:
    return Topic(name=name, purpose="a test", key="-", writers=("service",), readers=("service",))


def test_declared_topics_are_made_once_and_found_as_declared(kafka: str) -> None:
    """The whole declaration stands on a real broker, and saying it twice changes nothing."""
    ensure_topics(kafka, partitions=4, replication=1)

    assert ensure_topics(kafka, partitions=4, replication=1) == ()
    assert topic_differences(kafka, partitions=4, replication=1, topics=with_dead_twins()) == []


def test_a_topic_that_differs_is_reported(kafka: str) -> None:
    """Somebody else's partition count and retention are both named."""
    create_topic(kafka, "made-by-hand", partitions=2)

    found = topic_differences(
        kafka, partitions=4, replication=1, topics=[_topic("made-by-hand"), _topic("never-made")]
    )

    assert [(d.topic, d.what) for d in found] == [
        ("made-by-hand", "partitions"),
        ("made-by-hand", "retention.ms"),
        ("made-by-hand", "segment.ms"),
        ("never-made", "topic"),
    ]


def test_records_of_a_topic_are_kept_as_the_settings_say_from_then_on(kafka: str) -> None:
    """What differs is changed once; partitions are left as they are."""
    create_topic(kafka, "kept-by-hand", partitions=2)
    wanted = [_topic("kept-by-hand")]

    assert settle_topics(kafka, wanted) == ("kept-by-hand",)

    assert settle_topics(kafka, wanted) == ()
    found = topic_differences(kafka, partitions=4, replication=1, topics=wanted)
    assert [difference.what for difference in found] == ["partitions"]


def test_a_topic_the_cluster_cannot_hold_stops_the_start(kafka: str) -> None:
    """More replicas than brokers is a wrong setting, not a passing fault."""
    with pytest.raises(Stop, match="only 1 broker"):
        ensure_topics(kafka, partitions=1, replication=3, topics=[_topic("too-many-replicas")])


def test_an_absent_cluster_is_named_as_such() -> None:
    """Nobody listens there."""
    with pytest.raises(TryAgain, match="Kafka"):
        topic_differences(f"127.0.0.1:{free_port()}", partitions=1, replication=1)
