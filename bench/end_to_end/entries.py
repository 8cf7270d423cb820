"""State entries of any number of citizens.

Some citizens of the simulated city are worked through by the worker's own code; what it keeps of
them is laid down again and again under other citizens' ids, so that a million does not take the
time of ten million scans.
"""

import asyncio
import hashlib
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from bench.streams.city import city_lines
from bench.streams.job import Jobs
from streams.changelog import TOPIC
from streams.keys import CELLS, CLOCK, DOSSIERS, PAGES, STRANGERS, TIMERS, timer_of
from streams.outbox import KeyValue, Outbox, make_producer
from streams.partition import Clock
from streams.state import EPOCH_BYTES

_PEOPLE = 2_000
SCANS_A_CITIZEN = 10
_ID_CHARACTERS = 32
_CITIZENS_A_GROUP = 6_000


class Kept(NamedTuple):
    """What the worker keeps: entries of places, and of each citizen, their keys without the id."""

    of_places: Sequence[KeyValue]
    of_citizens: Sequence[Sequence[tuple[bytes, bytes]]]
    mark: bytes


def kept_of_city() -> Kept:
    """Work through some citizens and return what is kept of them."""
    job = Jobs().of(0)
    newest_ms = 0
    for offset, line in enumerate(city_lines(_PEOPLE, _PEOPLE * SCANS_A_CITIZEN)):
        if line.scan_id:
            job.take_scans(offset, line.body)
            newest_ms = job.now_ms
        else:
            job.take_declarations(line.body)
    return _sorted_out(job.keep(), newest_ms)


def _sorted_out(entries: Sequence[KeyValue], newest_ms: int) -> Kept:
    of_places: list[KeyValue] = []
    of_citizens: dict[bytes, list[tuple[bytes, bytes]]] = defaultdict(list)
    mark = b""
    for marked_key, value in entries:
        if marked_key is None or value is None:
            continue
        key, mark = marked_key[:-EPOCH_BYTES], marked_key[-EPOCH_BYTES:]
        kind = key[:1]
        if kind in {CELLS, STRANGERS}:
            of_places.append((marked_key, value))
        elif kind in {DOSSIERS, PAGES} or (kind == TIMERS and timer_of(key)[0] > newest_ms):
            # A timer that is over by then would long have fired and be gone.
            of_citizens[key[-_ID_CHARACTERS:]].append((key[:-_ID_CHARACTERS], value))
    # Forgetting has just been done, so that a worker that starts has nothing else to do.
    clock = msgspec.msgpack.encode(Clock(now_ms=newest_ms, swept_ms=newest_ms))
    of_places.append((CLOCK + mark, clock))
    return Kept(of_places, list(of_citizens.values()), mark)


def write_citizens(kafka: str, partitions: int, kept: Kept, begin: int, end: int) -> int:
    """Write the entries of the citizens of these numbers; return how many records that was."""
    return asyncio.run(_write(kafka, partitions, kept, begin, end))


async def _write(kafka: str, partitions: int, kept: Kept, begin: int, end: int) -> int:
    producer = make_producer(kafka)
    await producer.start()
    written = 0
    try:
        outbox = Outbox(producer)
        for number in range(partitions if begin == 0 else 0):
            await outbox.send(TOPIC, number, kept.of_places)
            written += len(kept.of_places)
        for start in range(begin, end, _CITIZENS_A_GROUP):
            for number in range(partitions):
                records = _records(
                    kept, range(start + number, min(start + _CITIZENS_A_GROUP, end), partitions)
                )
                await outbox.send(TOPIC, number, records)
                written += len(records)
            await outbox.acknowledged()
    finally:
        await producer.stop()
    return written


def _records(kept: Kept, citizens: range) -> list[KeyValue]:
    records: list[KeyValue] = []
    for citizen in citizens:
        identity = hashlib.md5(b"%d" % citizen, usedforsecurity=False).hexdigest().encode()
        ending = identity + kept.mark
        pattern = kept.of_citizens[citizen % len(kept.of_citizens)]
        records += [(start + ending, value) for start, value in pattern]
    return records
