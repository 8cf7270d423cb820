"""The publisher over a link that the test plays."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager

import pytest
from prometheus_client import CollectorRegistry

from contracts.errors import TryAgain
from ingest.lanes import Limits, Record
from ingest.metrics import GatewayMetrics
from ingest.publisher import Publisher
from tests.builders.waiting import wait_until_async

ALICE, BOB = "alice", "bob"
SOON_S = 5.0


class PlayedLink:
    """A link that acknowledges, refuses or stays silent as the test says."""

    def __init__(self) -> None:
        self.partitions: Mapping[str, int] = {"scans": 1}
        self.records: list[Record] = []
        self.fault: Exception | None = None
        self.answers = asyncio.Event()
        self.answers.set()
        self.closed = False

    async def start(self, record: Record) -> "asyncio.Future[object]":
        """Take a record, and answer when the test lets it."""
        self.records.append(record)
        return asyncio.ensure_future(self._answer())

    async def _answer(self) -> object:
        await self.answers.wait()
        if self.fault:
            raise self.fault
        return None

    async def close(self) -> None:
        """Note it."""
        self.closed = True

    @property
    def values(self) -> list[bytes]:
        """What was sent."""
        return [record.value for record in self.records]


class Kafka:
    """Opens links, as long as it is there."""

    def __init__(self) -> None:
        self.links: list[PlayedLink] = []
        self.is_there = True

    async def open_link(self) -> PlayedLink:
        """Open the next link."""
        if not self.is_there:
            raise OSError("nobody listens")
        self.links.append(PlayedLink())
        return self.links[-1]


@asynccontextmanager
async def _publisher(
    kafka: Kafka, *, linger_s: float = 0.005, timeout_s: float = SOON_S
) -> AsyncIterator[Publisher]:
    publisher = Publisher(
        kafka.open_link,
        limits=Limits(record_lines=500, record_bytes=256 * 1024),
        linger_s=linger_s,
        timeout_s=timeout_s,
        metrics=GatewayMetrics(CollectorRegistry()),
    )
    await publisher.start()
    try:
        if kafka.is_there:
            await wait_until_async(publisher.is_connected, SOON_S, "the publisher is connected")
        yield publisher
    finally:
        await publisher.stop()


async def _until(condition: Callable[[], object], what: str) -> None:
    await wait_until_async(condition, SOON_S, what)


async def test_concurrent_requests_share_a_record() -> None:
    """Ten requests of one moment make one record."""
    kafka = Kafka()
    async with _publisher(kafka, linger_s=0.05) as publisher:
        requests = [publisher.publish("scans", [(ALICE, b"%d" % n)]) for n in range(10)]
        await asyncio.gather(*requests)

    assert kafka.links[0].values == [b"0\n1\n2\n3\n4\n5\n6\n7\n8\n9"]


async def test_a_request_is_answered_only_after_the_acknowledgement() -> None:
    """While Kafka is silent the request waits."""
    kafka = Kafka()
    async with _publisher(kafka) as publisher:
        link = kafka.links[0]
        link.answers.clear()
        request = asyncio.create_task(publisher.publish("scans", [(ALICE, b"line")]))
        await _until(lambda: link.records, "the record was sent")

        assert not request.done()
        link.answers.set()
        await request


async def test_without_kafka_requests_are_refused_at_once() -> None:
    """Nothing is kept for later."""
    kafka = Kafka()
    kafka.is_there = False
    async with _publisher(kafka) as publisher:
        with pytest.raises(TryAgain):
            await publisher.publish("scans", [(ALICE, b"line")])

        kafka.is_there = True
        await _until(publisher.is_connected, "the publisher connected by itself")
        await publisher.publish("scans", [(BOB, b"later")])

    assert kafka.links[0].values == [b"later"]


async def test_a_failed_link_is_thrown_away_and_replaced() -> None:
    """A fault of the producer is fatal for it, not for the gateway."""
    kafka = Kafka()
    async with _publisher(kafka) as publisher:
        kafka.links[0].fault = RuntimeError("out of order sequence")
        with pytest.raises(TryAgain):
            await publisher.publish("scans", [(ALICE, b"refused")])

        await _until(lambda: len(kafka.links) > 1, "there is a new link")
        await _until(publisher.is_connected, "the publisher is connected again")
        await publisher.publish("scans", [(ALICE, b"taken")])

    assert kafka.links[0].closed
    assert kafka.links[1].values == [b"taken"]


async def test_a_failure_reaches_those_who_wait_behind_it() -> None:
    """Nobody waits on a link that is gone."""
    kafka = Kafka()
    async with _publisher(kafka) as publisher:
        link = kafka.links[0]
        link.answers.clear()
        first = asyncio.create_task(publisher.publish("scans", [(ALICE, b"first")]))
        await _until(lambda: link.records, "the first record was sent")
        second = asyncio.create_task(publisher.publish("scans", [(ALICE, b"second")]))
        link.fault = RuntimeError("gone")
        link.answers.set()

        results = await asyncio.gather(first, second, return_exceptions=True)

    assert [type(result) for result in results] == [TryAgain, TryAgain]
    assert link.values == [b"first"]


async def test_a_silent_kafka_is_given_up_in_time() -> None:
    """Whoever waits is refused, and what they left is not sent later."""
    kafka = Kafka()
    async with _publisher(kafka, timeout_s=0.1) as publisher:
        silent = kafka.links[0]
        silent.answers.clear()
        first = asyncio.create_task(publisher.publish("scans", [(ALICE, b"first")]))
        await _until(lambda: silent.records, "the first record was sent")
        second = asyncio.create_task(publisher.publish("scans", [(ALICE, b"second")]))

        results = await asyncio.gather(first, second, return_exceptions=True)
        await _until(publisher.is_connected, "the publisher is connected again")
        await publisher.publish("scans", [(ALICE, b"third")])

    assert [type(result) for result in results] == [TryAgain, TryAgain]
    assert silent.values == [b"first"]
    assert kafka.links[1].values == [b"third"]


async def test_too_much_waiting_is_refused_at_once() -> None:
    """Memory is bounded: a request that would go beyond is refused before it waits."""
    kafka = Kafka()
    async with _publisher(kafka) as publisher:
        link = kafka.links[0]
        link.answers.clear()
        large = b"x" * (40 * 1024 * 1024)
        waiting = asyncio.create_task(publisher.publish("scans", [(ALICE, large)]))
        await _until(lambda: link.records, "the large record was sent")

        with pytest.raises(TryAgain):
            await publisher.publish("scans", [(ALICE, large)])

        link.answers.set()
        await waiting
        await publisher.publish("scans", [(ALICE, large)])


async def test_a_large_request_is_split_into_full_records() -> None:
    """Twelve hundred lines of one citizen are three records, in order."""
    kafka = Kafka()
    async with _publisher(kafka) as publisher:
        await publisher.publish("scans", [(ALICE, b"%d" % n) for n in range(1200)])

    assert [record.lines for record in kafka.links[0].records] == [500, 500, 200]
    lines = b"\n".join(kafka.links[0].values).split(b"\n")
    assert lines == [b"%d" % n for n in range(1200)]


async def test_a_lonely_request_waits_for_nobody() -> None:
    """However long requests may wait for each other."""
    kafka = Kafka()
    async with _publisher(kafka, linger_s=3600.0) as publisher:
        async with asyncio.timeout(SOON_S):
            for line in (b"first", b"second"):
                await publisher.publish("scans", [(ALICE, line)])

    assert kafka.links[0].values == [b"first", b"second"]


async def test_among_many_a_request_waits_to_share_a_record() -> None:
    """The next one after a full flush goes with those that follow it."""
    kafka = Kafka()
    async with _publisher(kafka, linger_s=0.05) as publisher:
        await asyncio.gather(*(publisher.publish("scans", [(ALICE, b"%d" % n)]) for n in range(5)))
        first = asyncio.create_task(publisher.publish("scans", [(ALICE, b"first")]))
        await asyncio.sleep(0)
        await asyncio.gather(first, publisher.publish("scans", [(ALICE, b"second")]))

    assert kafka.links[0].values[1:] == [b"first\nsecond"]
