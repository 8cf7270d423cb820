"""Lines of concurrent requests that share records."""

import asyncio

from contracts.errors import TryAgain
from contracts.partitions import partition_of
from ingest.lanes import Delivery, Lane, Lanes, Limits

LIMITS = Limits(record_lines=3, record_bytes=100)


def _lane() -> Lane:
    return Lane("scans", 2, LIMITS)


def _delivery(lines: int) -> Delivery:
    return Delivery(lines, asyncio.get_running_loop().create_future(), deadline=0.0)


async def test_lines_of_two_requests_share_one_record() -> None:
    """Both requests are told by the same acknowledgement."""
    lane = _lane()
    one, other = _delivery(1), _delivery(1)
    lane.add(b"one", one)
    lane.add(b"other", other)

    record = lane.take()
    lane.settle()

    assert (record.topic, record.partition, record.value) == ("scans", 2, b"one\nother")
    assert one.told.done()
    assert other.told.done()


async def test_a_record_ends_at_its_most_lines() -> None:
    """What is left waits for the next record, in order."""
    lane = _lane()
    delivery = _delivery(4)
    for line in (b"a", b"b", b"c", b"d"):
        lane.add(line, delivery)

    assert lane.is_full
    assert lane.take().value == b"a\nb\nc"
    lane.settle()
    assert not delivery.told.done()
    assert lane.take().value == b"d"
    lane.settle()
    assert delivery.told.done()


async def test_a_record_ends_at_its_most_bytes() -> None:
    """The line that would make it too long waits."""
    lane = _lane()
    delivery = _delivery(2)
    lane.add(b"a" * 60, delivery)
    lane.add(b"b" * 60, delivery)

    assert lane.is_full
    assert lane.take().value == b"a" * 60
    assert lane.has_lines


async def test_a_line_longer_than_a_record_travels_alone() -> None:
    """It is not held back for ever."""
    lane = _lane()
    lane.add(b"a" * 500, _delivery(1))

    assert lane.take().lines == 1
    assert not lane.has_lines


async def test_a_lane_with_a_record_on_its_way_is_not_idle() -> None:
    """One record at a time: what comes meanwhile shares the next one."""
    lanes = Lanes({"scans": 4}, LIMITS)
    lane = lanes.lane_of("scans", "somebody")
    lane.add(b"first", _delivery(1))
    lane.take()
    lane.add(b"second", _delivery(1))

    assert lanes.idle() == []
    lane.settle()
    assert lanes.idle() == [lane]


async def test_a_key_always_travels_in_its_partition() -> None:
    """The lane is the partition that a plain keyed producer would choose."""
    lanes = Lanes({"scans": 12}, LIMITS)
    lane = lanes.lane_of("scans", "0011223344556677")
    lane.add(b"line", _delivery(1))

    assert lane.take().partition == partition_of("0011223344556677", 12)


async def test_a_record_is_as_urgent_as_its_most_urgent_line() -> None:
    """Whoever waited longest sets the deadline."""
    lane = _lane()
    loop = asyncio.get_running_loop()
    for deadline in (7.0, 5.0, 9.0):
        lane.add(b"line", Delivery(1, loop.create_future(), deadline))

    assert lane.take().deadline == 5.0


async def test_a_failure_is_told_to_all_that_wait() -> None:
    """Those on their way and those still waiting; each request gets an error of its own."""
    lane = _lane()
    sent, waiting = _delivery(1), _delivery(1)
    lane.add(b"sent", sent)
    lane.take()
    lane.add(b"waiting", waiting)

    lane.fail()

    errors = [sent.told.exception(), waiting.told.exception()]
    assert all(isinstance(error, TryAgain) for error in errors)
    assert errors[0] is not errors[1]
