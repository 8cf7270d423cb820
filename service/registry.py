"""The registry topic: one thread reads it into `Lists`, a writer adds to it."""

from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from contracts.errors import TryAgain
from contracts.lists import Lists
from contracts.registry import RegistryEvent
from service.kafka import Outgoing, Sender
from service.logs import log_of
from service.topic_view import SEEN_WAIT_S, TopicView

_TOPIC = "registry"

_DECODER = msgspec.json.Decoder(RegistryEvent)
_log = log_of("registry")


class RegistryReader(TopicView):
    """Keeps `lists` as new as the registry topic, and knows how old they are."""

    def __init__(
        self, bootstrap: str, heed: Callable[[int, RegistryEvent], None] | None = None
    ) -> None:
        """Prepare; nothing is read before `start`.

        `heed` is given each record with its offset after the lists show it, in the reader's thread;
        after a lost connection all of them are read again.
        """
        super().__init__(bootstrap, _TOPIC, self._apply)
        self.lists = Lists()
        self._heed = heed

    def wait_for(self, seen: Callable[[Lists], bool], timeout_s: float = SEEN_WAIT_S) -> bool:
        """Wait until the lists show something; tell whether they did in time."""
        return self.wait_until(lambda: seen(self.lists), timeout_s)

    def _apply(self, record: Any) -> None:
        if record.value is None:
            self.lists.forget((record.key or b"").decode())
            return
        event = self.read(record, _DECODER)
        if event is None:
            return
        self.lists.apply(event)
        if self._heed is not None:
            self._heed(record.offset, event)


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

    def forget(self, keys: Iterable[str]) -> None:
        """Take entities out of the registry; return when Kafka has acknowledged it.

        Raises:
            TryAgain: Kafka is away; some may be out and some not.

        """
        self._sender.send([Outgoing(_TOPIC, key.encode(), None) for key in keys])

    def close(self) -> None:
        """Let the connection go."""
        self._sender.close()
