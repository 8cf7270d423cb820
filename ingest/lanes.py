"""Lines of concurrent requests, gathered into shared records. No clock and no Kafka in here.

A lane is one partition of one topic. It has at most one record on its way at a time: what arrives
meanwhile waits and shares the next one.
"""

import asyncio
from collections import deque
from collections.abc import Iterator, Mapping

import msgspec

from contracts.errors import TryAgain
from contracts.partitions import partition_of


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """The largest record, in lines and in bytes; a single line may be longer."""

    record_lines: int
    record_bytes: int


class Delivery:
    """The lines of one request on their way; `told` is settled once for all of them.

    `deadline` is the moment, on the event loop's clock, by which it has to be.
    """

    __slots__ = ("deadline", "left", "told")

    def __init__(self, lines: int, told: "asyncio.Future[None]", deadline: float) -> None:
        """Expect this many acknowledged lines."""
        self.left = lines
        self.told = told
        self.deadline = deadline

    def arrive(self, lines: int) -> None:
        """Note acknowledged lines; after the last one the request may go on."""
        self.left -= lines
        if self.left == 0 and not self.told.done():
            self.told.set_result(None)

    def fail(self) -> None:
        """Tell the request that its lines were not all acknowledged."""
        if not self.told.done():
            self.told.set_exception(TryAgain("Kafka"))


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """JSON Lines for one partition, and how many of them belong to which request."""

    topic: str
    partition: int
    value: bytes
    lines: int
    shares: tuple[tuple[Delivery, int], ...]

    @property
    def deadline(self) -> float:
        """The moment by which the most urgent of its requests must be told."""
        return min(delivery.deadline for delivery, _ in self.shares)


class Lane:
    """The lines that wait for one partition, and the record that is on its way there."""

    def __init__(self, topic: str, partition: int, limits: Limits) -> None:
        """Start empty."""
        self.in_flight: Record | None = None
        self._topic = topic
        self._partition = partition
        self._limits = limits
        self._lines: deque[tuple[bytes, Delivery]] = deque()
        self._bytes = 0

    @property
    def has_lines(self) -> bool:
        """Whether lines wait for the next record."""
        return bool(self._lines)

    @property
    def is_full(self) -> bool:
        """Whether waiting longer could not make the next record larger."""
        enough_bytes = self._bytes >= self._limits.record_bytes
        return enough_bytes or len(self._lines) >= self._limits.record_lines

    def add(self, line: bytes, delivery: Delivery) -> None:
        """Put a line at the end."""
        self._lines.append((line, delivery))
        self._bytes += len(line) + 1

    def take(self) -> Record:
        """Put as many lines on their way as one record holds."""
        taken: list[bytes] = []
        shares: dict[Delivery, int] = {}
        size = 0
        while self._lines and len(taken) < self._limits.record_lines:
            line, delivery = self._lines[0]
            size += len(line) + 1
            if taken and size > self._limits.record_bytes:
                break
            self._lines.popleft()
            self._bytes -= len(line) + 1
            taken.append(line)
            shares[delivery] = shares.get(delivery, 0) + 1
        self.in_flight = Record(
            topic=self._topic,
            partition=self._partition,
            value=b"\n".join(taken),
            lines=len(taken),
            shares=tuple(shares.items()),
        )
        return self.in_flight

    def settle(self) -> None:
        """Note that the record on its way was acknowledged."""
        record, self.in_flight = self.in_flight, None
        for delivery, lines in record.shares if record else ():
            delivery.arrive(lines)

    def fail(self) -> None:
        """Tell every request with a line in here that it has to try again."""
        for delivery, _ in self.in_flight.shares if self.in_flight else ():
            delivery.fail()
        for _, delivery in self._lines:
            delivery.fail()


class Lanes:
    """All lanes of one connection to Kafka."""

    def __init__(self, partitions: Mapping[str, int], limits: Limits) -> None:
        """Take the partition count of each topic."""
        self._lanes = {
            topic: [Lane(topic, number, limits) for number in range(count)]
            for topic, count in partitions.items()
        }

    def __iter__(self) -> Iterator[Lane]:
        """Walk over all lanes."""
        for lanes in self._lanes.values():
            yield from lanes

    def lane_of(self, topic: str, key: str) -> Lane:
        """Return the lane in which a key's lines travel."""
        lanes = self._lanes[topic]
        return lanes[partition_of(key, len(lanes))]

    def idle(self) -> list[Lane]:
        """Return the lanes that have lines and nothing on its way."""
        return [lane for lane in self if lane.has_lines and lane.in_flight is None]

    def in_flight(self) -> list[Record]:
        """Return the records on their way."""
        return [lane.in_flight for lane in self if lane.in_flight is not None]
