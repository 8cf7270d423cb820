"""The queue of sheets, read from its topic, and the way to write to that topic."""

import asyncio
from collections.abc import Callable
from typing import Any

import msgspec

from contracts.errors import TryAgain
from contracts.sheets import SheetEvent, key_of
from ingest.sheets.queue import SheetQueue
from service.kafka import Outgoing, Sender
from service.logs import log_of
from service.topic_view import TopicView

_TOPIC = "sheets"

_DECODER = msgspec.json.Decoder(SheetEvent)
_log = log_of("sheets")


class SheetsView(TopicView):
    """Keeps `queue` as new as the topic."""

    def __init__(self, bootstrap: str) -> None:
        """Prepare; nothing is contacted before `start`."""
        super().__init__(bootstrap, _TOPIC, self._apply)
        self.queue = SheetQueue()
        self._sender = Sender(bootstrap)

    def stop(self) -> None:
        """End the thread and let the connections go."""
        super().stop()
        self._sender.close()

    async def write(self, event: SheetEvent, seen: Callable[[SheetQueue], bool]) -> None:
        """Return when Kafka has acknowledged the event and the queue shows it.

        Raises:
            TryAgain: Kafka is away; the event may have been written.

        """
        record = Outgoing(_TOPIC, key_of(event).encode(), msgspec.json.encode(event))
        await asyncio.to_thread(self._sender.send, [record])
        if not await asyncio.to_thread(self.wait_until, lambda: seen(self.queue)):
            raise TryAgain("the queue of sheets")

    def _apply(self, record: Any) -> None:
        event = self.read(record, _DECODER)
        if event is not None:
            self.queue.apply(event)
