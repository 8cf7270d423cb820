"""Lines packed into records and written to the `scans` topic, every one acknowledged."""

from collections import deque
from typing import Any, Protocol

from kafka.errors import KafkaError

from contracts.errors import TryAgain

TOPIC = "scans"

# Enough to keep the broker busy, and no more than some 16 MB of records.
_IN_FLIGHT = 64
# Longer than the producer itself goes on trying (two minutes).
_ACK_WITHIN_S = 150.0


class Sender(Protocol):
    """The part of a Kafka producer that is needed here."""

    def send(self, topic: str, *, value: bytes, partition: int) -> Any:
        """Hand a record over; what comes back tells of its end."""


class ScanWriter:
    """Writes lines; within a partition they keep their order.

    `max_lines` and `max_bytes` bound a record. `acknowledged` counts the lines Kafka has.
    """

    def __init__(self, sender: Sender, *, partitions: int, max_lines: int, max_bytes: int) -> None:
        self.acknowledged = 0
        self._sender = sender
        self._max_lines = max_lines
        self._max_bytes = max_bytes
        self._packs = [_Pack() for _ in range(partitions)]
        self._in_flight: deque[tuple[Any, int]] = deque()

    def add(self, partition: int, line: bytes) -> None:
        """Take a line; it may go out with a later one.

        Raises:
            TryAgain: Kafka did not take an earlier record.

        """
        pack = self._packs[partition]
        if len(pack.lines) >= self._max_lines or pack.size + len(line) >= self._max_bytes:
            self._send(partition, pack)
        pack.lines.append(line)
        # With its line break.
        pack.size += len(line) + 1

    def finish(self) -> None:
        """Return when Kafka has acknowledged every line.

        Raises:
            TryAgain: it did not.

        """
        for partition, pack in enumerate(self._packs):
            self._send(partition, pack)
        while self._in_flight:
            self._settle_oldest()

    def _send(self, partition: int, pack: "_Pack") -> None:
        if not pack.lines:
            return
        while len(self._in_flight) >= _IN_FLIGHT:
            self._settle_oldest()
        value = b"\n".join(pack.lines)
        try:
            sent = self._sender.send(TOPIC, value=value, partition=partition)
        except KafkaError as fault:
            raise TryAgain("Kafka") from fault
        self._in_flight.append((sent, len(pack.lines)))
        pack.lines, pack.size = [], 0

    def _settle_oldest(self) -> None:
        sent, lines = self._in_flight.popleft()
        try:
            sent.get(timeout=_ACK_WITHIN_S)
        except KafkaError as fault:
            raise TryAgain("Kafka") from fault
        self.acknowledged += lines


class _Pack:
    """What waits to become one partition's next record."""

    def __init__(self) -> None:
        self.lines: list[bytes] = []
        self.size = 0
