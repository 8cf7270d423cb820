"""The work itself, the same for every contestant: lines in, outputs and state entries out.

Decoding, rules, state and outputs are the worker's own (`streams/partition.py`); only the way from
Kafka to here and back is a contestant's.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from contracts.durations import HOUR_MS
from contracts.errors import Stop
from contracts.events import DeclarationFiled, PassIssued, ScanRecorded
from contracts.lines import LineDecoder, UnreadableLine, encode_line
from contracts.lists import Lists
from contracts.settings import Settings
from streams.judge import Judge
from streams.outbox import records_of_events
from streams.partition import Partition
from streams.positions import position_of
from streams.state import Entry, MemoryStore, State, Store

_EPOCH = 1


class Output(NamedTuple):
    """A record to be sent: one line or more, and a key where it has one."""

    topic: str
    key: bytes | None
    value: bytes


class Job:
    """One partition's work."""

    def __init__(self, number: int, store: Store, judge: Judge) -> None:
        """Keep state in this store, which holds nothing yet."""
        self._state = State(store, _EPOCH)
        hours = float(Settings.model_fields["overdue_hours"].default)
        self._partition = Partition(number, self._state, judge, overdue_ms=int(hours * HOUR_MS))
        self._scans = LineDecoder(ScanRecorded)
        self._declarations: LineDecoder[DeclarationFiled | PassIssued] = LineDecoder(
            DeclarationFiled | PassIssued  # type: ignore[arg-type]  # a union of events
        )

    @property
    def now_ms(self) -> int:
        """When the newest line was received."""
        return self._partition.clock.now_ms

    def take_scans(self, offset: int, value: bytes) -> None:
        """Take a record of scans in."""
        partition = self._partition
        for number, scan in self._scans.decode(value):
            if isinstance(scan, UnreadableLine):
                raise Stop(scan.reason)
            partition.take_scan(scan, position_of(offset, number))

    def take_declarations(self, value: bytes) -> None:
        """Take a record of declarations in."""
        partition = self._partition
        for _, event in self._declarations.decode(value):
            match event:
                case DeclarationFiled():
                    partition.take_filed(event)
                case PassIssued():
                    partition.take_issued(event)
                case UnreadableLine():
                    raise Stop(event.reason)

    def lines(self) -> Iterator[Output]:
        """Yield what follows from the lines taken in since `keep`, each line by itself."""
        for topic, events in self._partition.told()._asdict().items():
            for event in events:
                yield Output(topic, None, encode_line(event))
        yield from self._counts()

    def records(self) -> Iterator[Output]:
        """Yield the same in records of many lines."""
        for topic, events in self._partition.told()._asdict().items():
            for key, value in records_of_events(events):
                yield Output(topic, key, value or b"")
        yield from self._counts()

    def keep(self) -> list[Entry]:
        """Lay the changed state down; return its changelog records for who writes them himself."""
        changes = self._partition.changes()
        entries = list(self._state.entries(changes))
        self._state.apply(changes, 0)
        self._partition.kept()
        return entries

    def _counts(self) -> Iterator[Output]:
        for key, line in self._partition.counts.records(self._partition.number):
            yield Output("counts", key, line)


class Jobs:
    """The work of all partitions, each begun with its first line."""

    def __init__(self, store: Callable[[int], Store] = lambda _: MemoryStore()) -> None:
        """Keep the state of a partition, by its number, in such a store."""
        self._judge = Judge(Lists())
        self._store = store
        self._jobs: dict[int, Job] = {}

    def of(self, number: int) -> Job:
        """Return the work of a partition."""
        job = self._jobs.get(number)
        if job is None:
            job = self._jobs[number] = Job(number, self._store(number), self._judge)
        return job
