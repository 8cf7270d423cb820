"""How a topic as found is compared with its declaration."""

import pytest

from contracts.settings import Settings
from contracts.topics import SHEETS_KEPT_MS, Topic, topics_of, with_dead_twins
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
    as_declared = _DECLARED.config()
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
            _found(config={"cleanup.policy": "delete", "segment.ms": str(_DAY_MS // 8)}),
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


def test_records_go_as_the_settings_say_and_not_a_week_later() -> None:
    """A segment is closed in time, or the broker could not delete what is in it."""
    settings = Settings(keep_days=8, dead_letter_days=16)
    by_name = {topic.name: topic for topic in topics_of(settings)}

    for name, days in {"scans": 8, "movements": 8, "alerts": 8, "scans.dead": 16}.items():
        config = by_name[name].config()
        assert int(config["retention.ms"]) == days * _DAY_MS
        assert int(config["segment.ms"]) <= _DAY_MS
    assert by_name["sheets"].keep_ms == SHEETS_KEPT_MS
    assert by_name["audit"].keep_ms == by_name["cases"].keep_ms == -1


def test_what_was_removed_from_a_compacted_topic_leaves_the_disk() -> None:
    """However little is written: a tombstone that is never compacted removes nothing."""
    for topic in with_dead_twins():
        if topic.compacted:
            config = topic.config()
            assert int(config["segment.ms"]) <= _DAY_MS
            assert int(config["max.compaction.lag.ms"]) <= _DAY_MS
