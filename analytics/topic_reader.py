"""The loader's side of Kafka: a consumer group whose positions come from ClickHouse."""

import hashlib
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kafka import ConsumerRebalanceListener, OffsetAndMetadata, TopicPartition
from kafka.errors import KafkaError

from analytics.marks import Mark, read_marks, write_marks
from analytics.store import Store
from contracts.errors import TryAgain
from service.kafka import make_consumer
from service.logs import log_of
from service.topics import administration

GROUP = "chot-loader"

_COMMIT_EVERY_S = 1.0
_COMMIT_WITHIN_MS = 5_000
# After this long without a word its partitions go to others; a restart is faster.
_SESSION_MS = 15_000
# How soon new partitions are noticed.
_METADATA_MS = 10_000
# A record may hold 500 lines: what one poll returns must stay small beside a batch.
_FETCH_BYTES = 16 * 1024 * 1024
_RECORDS_PER_POLL = 2_000

_log = log_of("loader")


class _Rebalances(ConsumerRebalanceListener):  # type: ignore[misc]  # the client has no types
    """Notes that partitions came or went. Called on the client's own thread, so it only notes."""

    def __init__(self) -> None:
        self.happened = threading.Event()

    def on_partitions_revoked(self, _: list[TopicPartition]) -> None:
        self.happened.set()

    def on_partitions_assigned(self, _: list[TopicPartition]) -> None:
        self.happened.set()


class TopicReader:
    """Reads the targets' topics from where ClickHouse says their rows end.

    Kafka's committed offsets are kept up to date for whoever watches the lag; they decide nothing.
    """

    def __init__(
        self,
        kafka: str,
        store: Store,
        topics: Iterable[str],
        group: str,
        member: str,
        *,
        commits: bool = True,
    ) -> None:
        """Join the group as a static member, so that a restarted process comes back at once.

        Without `commits` Kafka is not told how far it is: nobody should watch its lag.

        Raises:
            KafkaError: the cluster does not answer.
            TryAgain: a topic is not there yet.

        """
        self._kafka = kafka
        self._store = store
        self._topics = list(topics)
        self._commits = commits
        self._ids: dict[str, str] = {}
        self._rebalances = _Rebalances()
        self._uncommitted: dict[TopicPartition, OffsetAndMetadata] = {}
        self._committed_at = 0.0
        self._consumer = make_consumer(
            kafka,
            group_id=group,
            group_instance_id=f"{group}-{member}-{_named(self._topics)}",
            session_timeout_ms=_SESSION_MS,
            max_poll_records=_RECORDS_PER_POLL,
            fetch_max_bytes=_FETCH_BYTES,
            allow_auto_create_topics=False,
            metadata_max_age_ms=_METADATA_MS,
        )
        self._expect_topics()
        self._consumer.subscribe(self._topics, listener=self._rebalances)

    def poll(self, wait_s: float) -> Iterable[Any] | None:
        """Return the next records, None if partitions came or went: all unwritten ones come again.

        Raises:
            TryAgain: ClickHouse or Kafka could not say where to go on.

        """
        if time.monotonic() - self._committed_at >= _COMMIT_EVERY_S:
            self._commit()
        found = self._consumer.poll(timeout_ms=int(wait_s * 1000))
        if self._rebalances.happened.is_set():
            self._rebalances.happened.clear()
            try:
                self._uncommitted = {}
                self._go_to_marks()
            except BaseException:
                self._rebalances.happened.set()
                raise
            return None
        return _in_order(found)

    def hold(self, wait_s: float) -> bool:
        """Stay in the group without reading; tell whether what was read is still ours to write."""
        self._consumer.pause(*self._consumer.assignment())
        self._consumer.poll(timeout_ms=int(wait_s * 1000))
        # A partition that stays ours in a rebalance stays paused as well.
        self._consumer.resume(*self._consumer.paused())
        return not self._rebalances.happened.is_set()

    def done(self, reached: Mapping[tuple[str, int], int]) -> None:
        """Remember in ClickHouse how far (topic, partition) is loaded."""
        write_marks(
            self._store,
            [
                Mark(topic=t, topic_id=self._ids[t], kafka_partition=p, next_offset=offset)
                for (t, p), offset in reached.items()
            ],
        )
        self._uncommitted |= {
            TopicPartition(t, p): OffsetAndMetadata(offset, "", -1)
            for (t, p), offset in reached.items()
        }

    def lag(self) -> dict[str, int]:
        """Return how many records lie unread, by topic, as far as the last fetch knew."""
        behind = dict.fromkeys(self._topics, 0)
        for partition in self._consumer.assignment():
            end = self._consumer.highwater(partition)
            position = self._consumer.position(partition, timeout_ms=0)
            if end is not None and position is not None:
                behind[partition.topic] += max(0, end - position)
        return behind

    def close(self) -> None:
        """Leave; a static member keeps its partitions for the session timeout."""
        self._commit()
        self._consumer.close(autocommit=False, timeout_ms=_COMMIT_WITHIN_MS)

    def _commit(self) -> None:
        """Tell Kafka what is loaded, for whoever looks at lags; a failure is made up for later."""
        self._committed_at = time.monotonic()
        if not self._uncommitted or not self._commits:
            return
        try:
            self._consumer.commit(self._uncommitted, timeout_ms=_COMMIT_WITHIN_MS)
        except KafkaError as fault:
            _log.warning("commit_failed", fault=str(fault))
        else:
            self._uncommitted = {}

    def _expect_topics(self) -> None:
        """A group formed before its topics are known hands out nothing, and stays like that."""
        missing = [t for t in self._topics if not self._consumer.partitions_for_topic(t)]
        if missing:
            self.close()
            raise TryAgain(f"topic {missing[0]}")

    def _go_to_marks(self) -> None:
        with administration(self._kafka) as client:
            found = {t["name"]: t["topic_id"] for t in client.describe_topics(self._topics)}
        missing = [topic for topic in self._topics if not found.get(topic)]
        if missing:
            raise TryAgain(f"topic {missing[0]}")
        self._ids = found
        marks = {topic: read_marks(self._store, topic, self._ids[topic]) for topic in self._topics}
        for partition in self._consumer.assignment():
            mark = marks[partition.topic].get(partition.partition)
            if mark is None:
                self._consumer.seek_to_beginning(partition)
            else:
                self._consumer.seek(partition, mark)


def _named(topics: Iterable[str]) -> str:
    """Return a short name of these topics.

    A member that comes back under its name is handed what it had, without a look at what it wants
    now. So one that reads other topics is another member; the earlier one is gone after a session.
    """
    return hashlib.sha256(" ".join(sorted(topics)).encode()).hexdigest()[:8]


def _in_order(found: Mapping[TopicPartition, list[Any]]) -> Iterator[Any]:
    for records in found.values():
        yield from records
