"""How a topic as found is compared with its declaration."""

import pytest

from contracts.topics import Topic
from service.topics import FoundTopic, TopicDifference, compare

_DAY_MS = 24 * 60 * 60 * 1000

_DECLARED = Topic(
    name="marks",
    purpose="a topic for this test",
    key="who",
    writers=("service",),
    readers=("service",),
    keep_ms=_DAY_MS,
)


def _found(
    *, partitions: int = 12, replication: int = 1, config: dict[str, str] | None = None
) -> FoundTopic:
    as_declared = {"cleanup.policy": "delete", "retention.ms": str(_DAY_MS)}
    return FoundTopic(partitions, replication, as_declared if config is None else config)


def _differences(found: FoundTopic | None, topic: Topic = _DECLARED) -> list[TopicDifference]:
    return compare(topic, found, partitions=12, replication=1)


def test_a_topic_as_declared_has_no_difference() -> None:
    """Nothing is said about what is right."""
    assert _differences(_found()) == []


def test_a_missing_topic_is_one_difference() -> None:
    """What is not there has no settings to compare."""
    assert _differences(None) == [TopicDifference("marks", "topic", "present", "missing")]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (_found(partitions=6), "marks: partitions declared 12, found 6"),
        (_found(replication=3), "marks: replication declared 1, found 3"),
        (
            _found(config={"cleanup.policy": "delete"}),
            "marks: retention.ms declared 86400000, found not set",
        ),
    ],
)
def test_each_setting_that_differs_is_named(found: FoundTopic, expected: str) -> None:
    """The line says what was declared and what is there."""
    assert [str(difference) for difference in _differences(found)] == [expected]


def test_the_order_of_cleanup_policies_does_not_matter() -> None:
    """Kafka may list them in another order than the declaration."""
    compacted = Topic(
        name="marks",
        purpose="a topic for this test",
        key="who",
        writers=("service",),
        readers=("service",),
        compacted=True,
    )
    config = compacted.config() | {"cleanup.policy": "delete,compact"}

    assert _differences(_found(config=config), compacted) == []
