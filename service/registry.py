"""The registry topic: one thread reads it into `Lists`, a writer adds to it."""

import threading
import time
from collections.abc import Callable
from typing import Any

import msgspec
from kafka import TopicPartition
from kafka.errors import KafkaError

from contracts.errors import TryAgain
from contracts.lists import Lists
from contracts.registry import RegistryEvent
from service.kafka import Outgoing, Sender, make_consumer
from service.logs import log_of

_TOPIC = "registry"
_POLL_MS = 250
_CHECK_EVERY_S = 1.0
_PAUSE_S = 1.0
_SEEN_WAIT_S = 5.0

_DECODER = msgspec.json.Decoder(RegistryEvent)
_log = log_of("registry")


class RegistryReader:
    """Keeps `lists` as new as the registry topic, and knows how old they are."""

    def __init__(
        self, bootstrap: str, heed: Callable[[int, RegistryEvent], None] | None = None
    ) -> None:
        """Prepare; nothing is read before `start`.

        `heed` is given each record with its offset after the lists show it, in the reader's thread;
        after a lost connection all of them are read again.
        """
        self.lists = Lists()
        self._heed = heed
        self._bootstrap = bootstrap
        self._fresh_at: float | None = None
        self._changed = threading.Condition()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="registry-reader", daemon=True)

    def start(self) -> None:
        """Begin to read, in a thread of its own; an absent Kafka is waited for."""
        self._thread.start()

    def stop(self) -> None:
        """End the thread."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(timeout=10)

    def age_s(self) -> int:
        """Return for how many seconds the lists have not been known to be complete; -1: never."""
        return -1 if self._fresh_at is None else int(time.monotonic() - self._fresh_at)

    def require_ready(self) -> None:
        """Go on only if the registry was read to its end once; half of it says nothing.

        Raises:
            TryAgain: not yet.

        """
        if self._fresh_at is None:
            raise TryAgain("the registry")

    def wait_ready(self, timeout_s: float) -> bool:
        """Wait until the registry was read to its end once; tell whether it was."""
        return self.wait_for(lambda _: self._fresh_at is not None, timeout_s)

    def wait_for(self, seen: Callable[[Lists], bool], timeout_s: float = _SEEN_WAIT_S) -> bool:
        """Wait until the lists show something; tell whether they did in time."""
        with self._changed:
            return self._changed.wait_for(lambda: seen(self.lists), timeout_s)

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._read()
            except KafkaError as fault:
                _log.warning("registry_unreachable", fault=str(fault))
                self._stopping.wait(_PAUSE_S)

    def _read(self) -> None:
        consumer = make_consumer(self._bootstrap)
        try:
            partition = TopicPartition(_TOPIC, 0)
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
                try:
                    event = _DECODER.decode(record.value or b"")
                except msgspec.DecodeError as fault:
                    _log.error("registry_record_unreadable", at=record.offset, fault=str(fault))
                    continue
                self.lists.apply(event)
                if self._heed is not None:
                    self._heed(record.offset, event)
            self._changed.notify_all()

    def _note_if_complete(self, consumer: Any, partition: TopicPartition) -> None:
        """Asking for the end offset also shows that the broker still answers."""
        end = consumer.end_offsets([partition])[partition]
        if consumer.position(partition) >= end:
            with self._changed:
                self._fresh_at = time.monotonic()
                self._changed.notify_all()


class RegistryWriter:
    """Adds entities to the registry."""

    def __init__(self, bootstrap: str, reader: RegistryReader) -> None:
        """Write to this cluster and wait for the reader to see what was written."""
        self._reader = reader
        self._sender = Sender(bootstrap)

    def write(self, event: RegistryEvent) -> None:
        """Return when Kafka has acknowledged the entity.

        Raises:
            TryAgain: Kafka is away; nothing may have been written.

        """
        self._sender.send([Outgoing(_TOPIC, event.key.encode(), msgspec.json.encode(event))])

    def write_and_see(self, event: RegistryEvent, seen: Callable[[Lists], bool]) -> None:
        """Write, and return when this process's own lists show it."""
        self.write(event)
        if not self._reader.wait_for(seen):
            raise TryAgain("the registry")

    def close(self) -> None:
        """Let the connection go."""
        self._sender.close()
