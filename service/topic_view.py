"""A topic of one partition read into memory by a thread that knows how fresh the view is."""

import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

import msgspec
from kafka import TopicPartition
from kafka.errors import KafkaError

from contracts.errors import TryAgain
from contracts.lines import UNREADABLE
from service.kafka import make_consumer
from service.logs import log_of

_POLL_MS = 250
_CHECK_EVERY_S = 1.0
_PAUSE_S = 1.0
SEEN_WAIT_S = 5.0

T = TypeVar("T")

_log = log_of("topic_view")


class TopicView:
    """Hands every record of a topic to `take`, from the first to the newest and on.

    After a lost connection all of them are read again, so taking one twice must change nothing.
    """

    def __init__(self, bootstrap: str, topic: str, take: Callable[[Any], None]) -> None:
        """Prepare; nothing is read before `start`. `take` runs in the reader's thread."""
        self._bootstrap = bootstrap
        self._topic = topic
        self._take_one = take
        self._fresh_at: float | None = None
        self._changed = threading.Condition()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"{topic}-reader", daemon=True)

    def start(self) -> None:
        """Begin to read, in a thread of its own; an absent Kafka is waited for."""
        self._thread.start()

    def stop(self) -> None:
        """End the thread."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(timeout=10)

    def age_s(self) -> int:
        """Return for how many seconds the view has not been known to be complete; -1: never."""
        return -1 if self._fresh_at is None else int(time.monotonic() - self._fresh_at)

    def require_ready(self) -> None:
        """Go on only if the topic was read to its end once; half of it says nothing.

        Raises:
            TryAgain: not yet.

        """
        if self._fresh_at is None:
            raise TryAgain(f"the topic {self._topic}")

    def wait_ready(self, timeout_s: float) -> bool:
        """Wait until the topic was read to its end once; tell whether it was."""
        return self.wait_until(lambda: self._fresh_at is not None, timeout_s)

    def wait_until(self, seen: Callable[[], bool], timeout_s: float = SEEN_WAIT_S) -> bool:
        """Wait until the view shows something; tell whether it did in time."""
        with self._changed:
            return self._changed.wait_for(seen, timeout_s)

    def read(self, record: Any, decoder: "msgspec.json.Decoder[T]") -> T | None:
        """Return what a record says; None, and a line in the log, if it can't be read."""
        try:
            return decoder.decode(record.value or b"")
        except UNREADABLE as fault:
            _log.error("record_unreadable", topic=self._topic, at=record.offset, fault=str(fault))
            return None

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._read()
            except KafkaError as fault:
                _log.warning("topic_unreachable", topic=self._topic, fault=str(fault))
                self._stopping.wait(_PAUSE_S)

    def _read(self) -> None:
        consumer = make_consumer(self._bootstrap)
        try:
            partition = TopicPartition(self._topic, 0)
            consumer.assign([partition])
            consumer.seek_to_beginning(partition)
            checked_at = 0.0
            while not self._stopping.is_set():
                for records in consumer.poll(timeout_ms=_POLL_MS).values():
                    self._take(records)
                is_due = time.monotonic() - checked_at >= _CHECK_EVERY_S
                if is_due or self._fresh_at is None:
                    checked_at = time.monotonic()
                    self._note_if_complete(consumer, partition)
        finally:
            consumer.close()

    def _take(self, records: list[Any]) -> None:
        with self._changed:
            for record in records:
                self._take_one(record)
            self._changed.notify_all()

    def _note_if_complete(self, consumer: Any, partition: TopicPartition) -> None:
        """Asking for the end offset also shows that the broker still answers."""
        end = consumer.end_offsets([partition])[partition]
        if consumer.position(partition) >= end:
            with self._changed:
                self._fresh_at = time.monotonic()
                self._changed.notify_all()
