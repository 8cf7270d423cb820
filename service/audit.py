"""The audit topic: what was done is on it before the answer goes out."""

import threading
from typing import Any

from kafka.errors import KafkaError

from contracts.errors import TryAgain
from contracts.events import AuditEvent
from contracts.lines import encode_line
from service.kafka import make_producer, send_and_wait


class AuditWriter:
    """Writes audit events and waits for Kafka's word. Blocking: call it from a thread."""

    def __init__(self, bootstrap: str) -> None:
        """Write to this cluster, connecting at the first event."""
        self._bootstrap = bootstrap
        self._producer: Any = None
        self._lock = threading.Lock()

    def write(self, event: AuditEvent) -> None:
        """Return when the event is kept.

        Raises:
            TryAgain: Kafka is away; whoever asked gets no answer.

        """
        with self._lock:
            if self._producer is None:
                try:
                    self._producer = make_producer(self._bootstrap)
                except KafkaError as fault:
                    raise TryAgain("Kafka") from fault
        send_and_wait(self._producer, "audit", event.account, encode_line(event))

    def close(self) -> None:
        """Let the producer go."""
        if self._producer is not None:
            self._producer.close(timeout=5)
