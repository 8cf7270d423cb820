"""How far a consumer group has come on topics, as the brokers know it."""

from collections.abc import Iterable
from typing import Any, NamedTuple

import msgspec
from kafka import TopicPartition
from kafka.admin import OffsetSpec


class Place(NamedTuple):
    """A partition of a topic."""

    topic: str
    partition: int


class Position(msgspec.Struct, frozen=True):
    """How far a partition was worked off, and where it ends: offsets of the next records."""

    committed: int
    end: int

    @property
    def waits(self) -> bool:
        """Whether there is something to work off."""
        return self.committed < self.end


def positions_of(client: Any, group: str, places: Iterable[Place]) -> dict[Place, Position]:
    """Ask an administration client where the group is on these partitions.

    Where nothing was committed yet, everything waits. Raises KafkaError.
    """
    asked = {TopicPartition(*place): place for place in places}
    # In this order, so that the group is never further than the end.
    committed = client.list_group_offsets([group]).get(group, {})
    ends = client.list_partition_offsets(dict.fromkeys(asked, OffsetSpec.LATEST))
    return {
        place: Position(committed[at].offset if at in committed else 0, ends[at].offset)
        for at, place in asked.items()
    }
