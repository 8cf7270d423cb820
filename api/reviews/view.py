"""The topic `reviews` read into memory, and written to."""

from typing import Any

from api.reviews.ledger import ReviewLedger
from contracts.errors import TryAgain
from contracts.lines import LineDecoder, UnreadableLine, encode_line
from contracts.reviews import ReviewEvent
from service.kafka import Outgoing, Sender
from service.logs import log_of
from service.topic_view import TopicView

_TOPIC = "reviews"

_log = log_of("reviews")


class ReviewsView(TopicView):
    """Keeps `ledger` as new as the topic."""

    def __init__(self, bootstrap: str) -> None:
        """Prepare; nothing is read before `start`."""
        super().__init__(bootstrap, _TOPIC, self._apply)
        self.ledger = ReviewLedger()
        self._decoder: LineDecoder[ReviewEvent] = LineDecoder(ReviewEvent)  # type: ignore[arg-type]  # a union

    def _apply(self, record: Any) -> None:
        for _, event in self._decoder.decode(record.value or b""):
            if isinstance(event, UnreadableLine):
                # The loader puts it among the dead letters; the ledger only goes on without it.
                _log.error("review_event_unreadable", at=record.offset, fault=event.reason)
            else:
                self.ledger.apply(event)


class ReviewWriter:
    """Adds events. Blocking: call it from a thread."""

    def __init__(self, bootstrap: str, view: ReviewsView) -> None:
        """Write to this cluster, and wait for the view to show what was written."""
        self._view = view
        self._sender = Sender(bootstrap)

    def write(self, event: ReviewEvent) -> None:
        """Return when Kafka has acknowledged the event and our own view shows it.

        Raises:
            TryAgain: Kafka is away; the same event may be sent again.

        """
        self._sender.send([Outgoing(_TOPIC, event.review_id.encode(), encode_line(event))])
        if not self._view.wait_until(lambda: self._view.ledger.has_seen(event.event_id)):
            raise TryAgain("the reviews")

    def close(self) -> None:
        """Let the connection go."""
        self._sender.close()
