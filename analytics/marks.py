"""How far each partition has been loaded, as ClickHouse itself remembers it."""

from collections.abc import Mapping

import msgspec

from analytics.store import Store


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """All records of the partition below `next_offset` are in the tables or among the dead letters.

    `topic_id` is the broker's id of this very topic: one that was deleted and made again under the
    same name begins anew.
    """

    topic: str
    topic_id: str
    kafka_partition: int
    next_offset: int


class _Reached(msgspec.Struct, frozen=True):
    kafka_partition: int
    next_offset: int


class _ReachedOf(_Reached, frozen=True):
    topic: str


def all_marks(store: Store) -> Mapping[tuple[str, int], int]:
    """Return the next offset to load by topic and partition, whatever topic bore the name."""
    found = store.ask(
        """
        SELECT topic, kafka_partition, max(loaded.next_offset) AS next_offset
        FROM loaded
        GROUP BY topic, kafka_partition
        """,
        row=_ReachedOf,
    )
    return {(one.topic, one.kafka_partition): one.next_offset for one in found.rows}


def read_marks(store: Store, topic: str, topic_id: str) -> Mapping[int, int]:
    """Return the next offset to load by partition; a partition never loaded is not in it."""
    found = store.ask(
        """
        SELECT kafka_partition, max(loaded.next_offset) AS next_offset
        FROM loaded
        WHERE topic = {topic:String} AND topic_id = {topic_id:String}
        GROUP BY kafka_partition
        """,
        {"topic": topic, "topic_id": topic_id},
        row=_Reached,
    )
    return {one.kafka_partition: one.next_offset for one in found.rows}


class _Sum(msgspec.Struct, frozen=True):
    topic: str
    reached: int


def progress(store: Store) -> Mapping[str, int]:
    """Return a number for each topic that grows whenever more of it is in the tables."""
    found = store.ask(
        """
        SELECT topic, toInt64(sum(reached)) AS reached
        FROM (
            SELECT topic, max(loaded.next_offset) AS reached
            FROM loaded
            GROUP BY topic, topic_id, kafka_partition
        )
        GROUP BY topic
        """,
        row=_Sum,
    )
    return {one.topic: one.reached for one in found.rows}


def write_marks(store: Store, marks: list[Mark]) -> None:
    """Keep the marks; they only ever move forward."""
    store.insert_lines("loaded", b"\n".join(map(msgspec.json.encode, marks)), token="")
