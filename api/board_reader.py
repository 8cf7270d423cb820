"""Keeps the live board as new as the `counts` topic, in a thread of its own."""

import threading
from typing import Any

from kafka.errors import KafkaError

from api.board import Board
from contracts.events import PlaceMinuteCount
from contracts.lines import LineDecoder, UnreadableLine
from service.clock import now_ms
from service.kafka import make_consumer, partitions_of
from service.logs import log_of

TOPIC = "counts"

_POLL_MS = 100
_PAUSE_S = 1.0
_CLOSE_WITHIN_S = 10.0

_log = log_of("board")


class BoardReader:
    """Reads all partitions without a group: every API process has the whole board."""

    def __init__(self, kafka: str, board: Board, *, back_ms: int) -> None:
        """Begin with what was written in the last `back_ms`; nothing is read before `start`."""
        self._kafka = kafka
        self._board = board
        self._back_ms = back_ms
        self._decoder = LineDecoder(PlaceMinuteCount)
        self._stopping = threading.Event()
        self._caught_up = threading.Event()
        self._thread = threading.Thread(target=self._run, name="board-reader", daemon=True)

    @property
    def has_caught_up(self) -> bool:
        """Whether everything that was there at the start has been read."""
        return self._caught_up.is_set()

    def start(self) -> None:
        """Begin to read; an absent Kafka is waited for."""
        self._thread.start()

    def stop(self) -> None:
        """End the thread."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(timeout=_CLOSE_WITHIN_S)

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._read()
            except KafkaError as fault:
                self._caught_up.clear()
                _log.warning("counts_unreachable", fault=str(fault))
                self._stopping.wait(_PAUSE_S)

    def _read(self) -> None:
        consumer = make_consumer(self._kafka)
        try:
            ends = self._go_to_start(consumer)
            while ends is not None and not self._stopping.is_set():
                for records in consumer.poll(timeout_ms=_POLL_MS).values():
                    for record in records:
                        self._take(record)
                if not self.has_caught_up and all(
                    consumer.position(partition) >= end for partition, end in ends.items()
                ):
                    self._caught_up.set()
        finally:
            consumer.close()

    def _go_to_start(self, consumer: Any) -> dict[Any, int] | None:
        """Go to where the board begins; return the present ends, None while there is no topic."""
        partitions = partitions_of(consumer, TOPIC)
        if not partitions:
            self._stopping.wait(_PAUSE_S)
            return None
        consumer.assign(partitions)
        ends: dict[Any, int] = consumer.end_offsets(partitions)
        since = now_ms() - self._back_ms
        found = consumer.offsets_for_times(dict.fromkeys(partitions, since))
        for partition in partitions:
            first = found.get(partition)
            consumer.seek(partition, ends[partition] if first is None else first.offset)
        return ends

    def _take(self, record: Any) -> None:
        counts = []
        for _, line in self._decoder.decode(record.value or b""):
            if isinstance(line, UnreadableLine):
                # The loader puts it among the dead letters; the board only goes on without it.
                _log.warning("count_unreadable", offset=record.offset, fault=line.reason)
            else:
                counts.append(line)
        self._board.put(counts, record.timestamp)
