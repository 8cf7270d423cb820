"""The topic `cases` read into memory, and written to."""

from collections.abc import Sequence
from typing import Any

from api.cases.book import CaseBook
from contracts.cases import AnyCaseEvent
from contracts.errors import TryAgain
from contracts.lines import LineDecoder, UnreadableLine, encode_line
from service.kafka import Outgoing, Sender
from service.logs import log_of
from service.topic_view import TopicView

_TOPIC = "cases"

_log = log_of("cases")


class CasesView(TopicView):
    """Keeps `book` as new as the topic."""

    def __init__(self, bootstrap: str) -> None:
        """Prepare; nothing is read before `start`."""
        super().__init__(bootstrap, _TOPIC, self._apply)
        self.book = CaseBook()
        self._decoder: LineDecoder[AnyCaseEvent] = LineDecoder(AnyCaseEvent)  # type: ignore[arg-type]  # a union

    def _apply(self, record: Any) -> None:
        for _, event in self._decoder.decode(record.value or b""):
            if isinstance(event, UnreadableLine):
                _log.error("case_event_unreadable", at=record.offset, fault=event.reason)
            else:
                self.book.apply(event)


class CaseWriter:
    """Adds events. Blocking: call it from a thread."""

    def __init__(self, bootstrap: str, view: CasesView) -> None:
        """Write to this cluster, and wait for the view to show what was written."""
        self._view = view
        self._sender = Sender(bootstrap)

    def write(self, events: Sequence[AnyCaseEvent]) -> None:
        """Return when Kafka has acknowledged the events and our own view shows them.

        Raises:
            TryAgain: Kafka is away; the same events may be sent again.

        """
        self._sender.send(
            Outgoing(_TOPIC, event.case_id.encode(), encode_line(event)) for event in events
        )
        seen = self._view.book.has_seen
        if not self._view.wait_until(lambda: all(seen(event.event_id) for event in events)):
            raise TryAgain("the cases")

    def close(self) -> None:
        """Let the connection go."""
        self._sender.close()
