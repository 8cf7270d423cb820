"""How far each consumer group has come, as the brokers know it."""

from collections.abc import Iterable
from typing import Any

from kafka import TopicPartition
from kafka.admin import OffsetSpec

from contracts.topics import Topic, with_dead_twins
from deploy.doctor.facts import Lag


def read_lags(client: Any, topics: Iterable[Topic] = with_dead_twins()) -> tuple[Lag, ...]:
    """Return the lag of every group on every partition of the topics it has ever committed to."""
    ours = {topic.name for topic in topics}
    names = [group["group_id"] for group in client.list_groups()]
    if not names:
        return ()
    committed = client.list_group_offsets(names)
    partitions = partitions_of(client, ours)
    ends = client.list_partition_offsets(dict.fromkeys(partitions, OffsetSpec.LATEST))
    begins = client.list_partition_offsets(dict.fromkeys(partitions, OffsetSpec.EARLIEST))
    lags = []
    for group, offsets in sorted(committed.items()):
        read = {at.topic for at in offsets}
        for at in (at for at in partitions if at.topic in read):
            # Nothing committed here yet: all that is there still waits.
            done = offsets[at].offset if at in offsets else begins[at].offset
            lags.append(
                Lag(
                    group=group,
                    topic=at.topic,
                    partition=at.partition,
                    committed=max(done, begins[at].offset),
                    end=ends[at].offset,
                )
            )
    return tuple(lags)


def partitions_of(client: Any, names: Iterable[str]) -> list[TopicPartition]:
    """Return the partitions of those of the topics that are there."""
    wanted = set(names)
    return sorted(
        TopicPartition(topic["name"], partition["partition_index"])
        for topic in client.describe_topics()
        if topic["name"] in wanted
        for partition in topic["partitions"]
    )


def records_on(client: Any, names: Iterable[str]) -> dict[str, int]:
    """Return how many records each topic holds (compaction may have left fewer)."""
    partitions = partitions_of(client, names)
    ends = client.list_partition_offsets(dict.fromkeys(partitions, OffsetSpec.LATEST))
    begins = client.list_partition_offsets(dict.fromkeys(partitions, OffsetSpec.EARLIEST))
    held: dict[str, int] = {}
    for at in partitions:
        held[at.topic] = held.get(at.topic, 0) + ends[at].offset - begins[at].offset
    return held
