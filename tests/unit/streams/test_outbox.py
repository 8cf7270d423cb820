"""Records that a group commit writes."""

import asyncio

from aiokafka.codec import zstd_decode, zstd_encode

from streams.outbox import BYTES_A_RECORD, LINES_A_RECORD, make_producer, records_of

# What stands before the records in a batch of today's format.
_BATCH_HEAD_BYTES = 61


def test_lines_are_put_into_records_of_at_most_five_hundred() -> None:
    """A record stays small enough for every reader."""
    records = list(records_of([b"x"] * (LINES_A_RECORD + 1)))

    assert [LINES_A_RECORD, 1] == [len((value or b"").split(b"\n")) for _, value in records]


def test_long_lines_start_a_new_record_before_it_grows_too_large() -> None:
    """The bound is on bytes too."""
    line = b"x" * (BYTES_A_RECORD // 2 + 1)

    assert 2 == len(list(records_of([line, line])))


def test_no_lines_make_no_record() -> None:
    """An empty record would be a line nobody can read."""
    assert [] == list(records_of([]))


def test_batches_are_packed_at_the_level_that_costs_least() -> None:
    """The client's own level takes twice the time."""

    async def packed() -> bytes:
        producer = make_producer("127.0.0.1:1")
        batch = producer.create_batch()
        for number in range(1000):
            batch.append(key=None, value=b"scan %d" % (number * number), timestamp=0)
        whole: bytes = bytes(batch._build())
        await producer.stop()
        return whole

    whole = asyncio.run(packed())

    records = whole[_BATCH_HEAD_BYTES:]
    assert records == zstd_encode(zstd_decode(records), level=1)
    assert records != zstd_encode(zstd_decode(records), level=3)
