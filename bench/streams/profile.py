"""Where the worker's own part spends its time at 200 lines a record, without Kafka.

The shares are timed without a profiler; the profiler, which slows everything down, then names the
functions in a run of its own.
"""

import asyncio
import cProfile
import pstats
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

from bench.streams.city import Line
from bench.streams.figures import Hot, Profile, Share
from bench.streams.job import Job, Jobs
from bench.streams.records import Record, records_of
from contracts.events import DeclarationFiled, PassIssued, ScanRecorded
from contracts.lines import LineDecoder
from service.memory import settle_memory
from streams.outbox import Outbox, make_producer

_LINES_A_RECORD = 200
_RECORDS_A_GROUP = 500
_HOTTEST = 10
_TOPICS = {"scans": "scans", "declarations": "declarations"}


def profile_of(lines: Sequence[Line], partitions: int) -> Profile:
    """Do the work over the lines twice, timed and watched."""
    records = list(records_of(lines, _LINES_A_RECORD, partitions, _TOPICS))
    scans = sum(1 for line in lines if line.scan_id)
    # As the worker does when it starts.
    settle_memory()
    timed = _Timed()
    asyncio.run(_work(records, timed))
    _decode(records, timed)
    watch = cProfile.Profile(time.process_time)
    watch.enable()
    asyncio.run(_work(records, _Timed()))
    watch.disable()
    return Profile(shares=timed.shares(scans), hottest=_hottest(watch, scans))


class _Timed:
    """Seconds of processor time by part."""

    def __init__(self) -> None:
        self._seconds: dict[str, float] = defaultdict(float)

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        began = time.process_time()
        yield
        self._seconds[name] += time.process_time() - began

    def shares(self, scans: int) -> list[Share]:
        """Return the parts; decoding is timed on its own and is part of taking in."""
        seconds = self._seconds
        parts = {
            "decode lines": seconds["decode"],
            "rules and timelines": seconds["take"] - seconds["decode"],
            "encode outputs": seconds["outputs"],
            "encode and keep state": seconds["state"],
            "pack and compress batches": seconds["send"],
        }
        return [Share(name, round(s / scans * 1e6, 2)) for name, s in parts.items()]


class _Nowhere:
    """A producer that makes batches ready to be sent and drops them."""

    def __init__(self) -> None:
        self._real = make_producer("127.0.0.1:1")

    def create_batch(self) -> Any:
        return self._real.create_batch()

    async def stop(self) -> None:
        await self._real.stop()

    async def send_batch(self, batch: Any, topic: str, *, partition: int) -> None:
        del topic, partition
        batch._build()  # noqa: SLF001  # the client does this when it sends


async def _work(records: Sequence[Record], timed: _Timed) -> None:
    jobs = Jobs()
    producer = _Nowhere()
    for start in range(0, len(records), _RECORDS_A_GROUP):
        touched: dict[int, Job] = {}
        with timed.part("take"):
            for offset, record in enumerate(records[start : start + _RECORDS_A_GROUP], start):
                job = touched[record.partition] = jobs.of(record.partition)
                if record.topic == "scans":
                    job.take_scans(offset, record.value)
                else:
                    job.take_declarations(record.value)
        for number, job in touched.items():
            await _finish(number, job, Outbox(producer), timed)
    await producer.stop()


async def _finish(number: int, job: Job, box: Outbox, timed: _Timed) -> None:
    with timed.part("outputs"):
        outputs = [(topic, [*same]) for topic, same in groupby(job.records(), attrgetter("topic"))]
    with timed.part("state"):
        entries = job.keep()
    with timed.part("send"):
        for topic, same in outputs:
            await box.send(topic, number, [(output.key, output.value) for output in same])
        await box.send("stream-state", number, entries)


def _decode(records: Sequence[Record], timed: _Timed) -> None:
    scans = LineDecoder(ScanRecorded)
    declarations: LineDecoder[DeclarationFiled | PassIssued] = LineDecoder(
        DeclarationFiled | PassIssued  # type: ignore[arg-type]  # a union of events
    )
    with timed.part("decode"):
        for record in records:
            decoder: LineDecoder[Any] = scans if record.topic == "scans" else declarations
            for _ in decoder.decode(record.value):
                pass


def _hottest(watch: cProfile.Profile, scans: int) -> list[Hot]:
    # The statistics of a Stats object are there for everyone, but not for its type hints.
    stats: Any = pstats.Stats(watch)
    own = sorted(((own_s, where) for where, (_, _, own_s, *_) in stats.stats.items()), reverse=True)
    return [Hot(_name(*where), round(s / scans * 1e6, 2)) for s, where in own[:_HOTTEST]]


def _name(file: str, line: int, function: str) -> str:
    if file == "~":
        return function
    path = Path(file)
    return f"{path.parent.name}/{path.name}:{line} {function}"
