"""The audit topic: what was done is on it before the answer goes out."""

from contracts.events import AuditEvent
from contracts.lines import encode_line
from service.kafka import Outgoing, Sender

_TOPIC = "audit"


class AuditWriter:
    """Writes audit events and waits for Kafka's word. Blocking: call it from a thread."""

    def __init__(self, bootstrap: str) -> None:
        """Write to this cluster, connecting at the first event."""
        self._sender = Sender(bootstrap)

    def write(self, event: AuditEvent) -> None:
        """Return when the event is kept.

        Raises:
            TryAgain: Kafka is away; whoever asked gets no answer.

        """
        self._sender.send([Outgoing(_TOPIC, event.account.encode(), encode_line(event))])

    def close(self) -> None:
        """Let the connection go."""
        self._sender.close()
