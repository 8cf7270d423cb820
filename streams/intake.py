"""Events on their way into a group, and a monitor of Faust's that does not count each of them."""

from collections.abc import Sequence
from time import monotonic
from typing import Any

from faust.sensors import Monitor
from faust.types import TP, EventT

# About 30,000 scans of many to a record: less than a second of work, after which others may go on.
_GROUP_BYTES = 16 * 1024 * 1024


class Intake:
    """What was taken and not yet worked on; a larger group costs less a scan."""

    def __init__(self, most_records: int) -> None:
        """Hold at most about so many records."""
        self._most_records = most_records
        self._events: list[EventT[bytes]] = []
        self._bytes = 0

    def add(self, events: Sequence[EventT[bytes]]) -> None:
        """Take events in, in their order."""
        self._events += events
        self._bytes += sum(len(event.message.value or b"") for event in events)

    @property
    def is_full(self) -> bool:
        """Whether the group should not grow any more."""
        return len(self._events) >= self._most_records or self._bytes >= _GROUP_BYTES

    def empty(self) -> list[EventT[bytes]]:
        """Return what is there and begin anew."""
        events, self._events, self._bytes = self._events, [], 0
        return events


class SparingMonitor(Monitor):
    """Keeps only what Faust looks at to notice a stream that stands still."""

    def on_message_in(self, tp: TP, offset: int, message: Any) -> None:
        """Note how far the consumer has read."""
        del message
        self.tp_read_offsets[tp] = offset

    def on_stream_event_in(self, tp: TP, offset: int, stream: Any, event: Any) -> None:
        """Note that the stream goes on."""
        del offset, stream, event
        self.stream_inbound_time[tp] = monotonic()

    def on_stream_event_out(
        self, tp: TP, offset: int, stream: Any, event: Any, state: Any = None
    ) -> None:
        """Do nothing: groups are measured, not events."""

    def on_message_out(self, tp: TP, offset: int, message: Any) -> None:
        """Do nothing, as above."""
