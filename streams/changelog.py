"""The worker's memory on the `stream-state` topic: one record per page or count, newest wins.

Key and value are MessagePack. An empty value deletes the entry. The topic's partition is that of
the scans the state was made from, so whoever gets a partition of `scans` reads the same partition
here, in bulk, before the first scan.
"""

import asyncio
import time
from collections.abc import Collection, Iterator
from typing import Any

import msgspec
from aiokafka import AIOKafkaConsumer, TopicPartition

from contracts.errors import Stop
from service.logs import log_of
from streams.counts import Cell, CellId
from streams.partition import Changes, Partition
from streams.timeline import Page, PageId

TOPIC = "stream-state"
_NO_PROGRESS_S = 60.0
_SAY_EVERY = 500_000

_ENCODER = msgspec.msgpack.Encoder()
_KEYS = msgspec.msgpack.Decoder(tuple[str, msgspec.Raw])
_PAGE_IDS = msgspec.msgpack.Decoder(tuple[str, int])
_CELL_IDS = msgspec.msgpack.Decoder(CellId)
_PAGES = msgspec.msgpack.Decoder(Page)
_CELLS = msgspec.msgpack.Decoder(Cell)

_log = log_of("changelog")

Entry = tuple[bytes, bytes | None]


def entries_of(partition: Partition, changes: Changes) -> Iterator[Entry]:
    """Yield the records that keep what a group changed."""
    for page_id in changes.pages:
        yield _page_key(page_id), _ENCODER.encode(partition.timelines.page(page_id))
    for cell_id in changes.cells:
        yield _cell_key(cell_id), _ENCODER.encode(partition.counts.cell(cell_id))


def tombstones_of(pages: Collection[PageId], cells: Collection[CellId]) -> Iterator[Entry]:
    """Yield the records that delete outdated entries."""
    for page_id in pages:
        yield _page_key(page_id), None
    for cell_id in cells:
        yield _cell_key(cell_id), None


def apply_entry(partition: Partition, key: bytes, value: bytes | None) -> None:
    """Take one record of the changelog in."""
    kind, name = _KEYS.decode(key)
    if kind == "page":
        page_id = PageId(*_PAGE_IDS.decode(name))
        if value:
            page = _PAGES.decode(value)
            partition.timelines.put(page_id, page)
            partition.newest_received_ms = max(partition.newest_received_ms, page.received_ms)
        else:
            partition.timelines.drop(page_id)
    elif kind == "cell":
        cell_id = _CELL_IDS.decode(name)
        if value:
            partition.counts.put(cell_id, _CELLS.decode(value))
        else:
            partition.counts.drop(cell_id)


async def recover(bootstrap: str, numbers: Collection[int]) -> dict[int, Partition]:
    """Read the state of these partitions to its end.

    Raises:
        Stop: no progress for a minute.

    """
    partitions = {number: Partition(number) for number in numbers}
    if not partitions:
        return partitions
    consumer = AIOKafkaConsumer(
        bootstrap_servers=bootstrap,
        enable_auto_commit=False,
        auto_offset_reset="earliest",
        max_partition_fetch_bytes=4 * 1024 * 1024,
    )
    await consumer.start()
    try:
        await _read_to_end(consumer, partitions)
    finally:
        await consumer.stop()
    return partitions


async def _read_to_end(consumer: Any, partitions: dict[int, Partition]) -> None:
    assigned = [TopicPartition(TOPIC, number) for number in partitions]
    consumer.assign(assigned)
    await consumer.seek_to_beginning(*assigned)
    ends = await consumer.end_offsets(assigned)
    started = moved = time.monotonic()
    read = 0
    while await _behind(consumer, ends):
        batches = await consumer.getmany(timeout_ms=500)
        for source, records in batches.items():
            partition = partitions[source.partition]
            for record in records:
                apply_entry(partition, record.key, record.value)
            if (read + len(records)) // _SAY_EVERY > read // _SAY_EVERY:
                _log.info("recovering", records=read + len(records), of=sum(ends.values()))
            read += len(records)
        if batches:
            moved = time.monotonic()
        elif time.monotonic() - moved > _NO_PROGRESS_S:
            raise Stop(f"no progress in reading {TOPIC} for {_NO_PROGRESS_S:.0f} s")
        await asyncio.sleep(0)
    seconds = round(time.monotonic() - started, 3)
    _log.info("recovered", partitions=sorted(partitions), records=read, seconds=seconds)


async def _behind(consumer: Any, ends: dict[TopicPartition, int]) -> bool:
    for source, end in ends.items():
        if await consumer.position(source) < end:
            return True
    return False


def _page_key(page_id: PageId) -> bytes:
    return _ENCODER.encode(("page", (page_id.owner, page_id.day)))


def _cell_key(cell_id: CellId) -> bytes:
    return _ENCODER.encode(("cell", cell_id))
