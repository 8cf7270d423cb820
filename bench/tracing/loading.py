"""What loading costs: the loader's code beside a raw insert, and questions beside the loader."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import clickhouse_connect
import msgspec

from analytics.batches import Batch
from analytics.store import Store
from analytics.table_writer import TableWriter
from analytics.targets import TARGETS
from bench.tracing.figures import Loaded
from bench.tracing.world import UNTIL_MS
from contracts.durations import HOUR_MS
from contracts.events import ScanRecorded
from contracts.lines import encode_line
from contracts.settings import Settings
from service.dead_letters import DeadLetterLimit, DeadLetterPolicy

_BATCH = 50_000
_BARE = """
CREATE TABLE bench_bare ENGINE = MergeTree ORDER BY (place_id, happened_ms, scan_id)
AS SELECT * FROM scans LIMIT 0
"""
_LINES_A_RECORD = 200
# Sixty times what a nation of a hundred million scans in a fortnight sends on the average.
BESIDE_PER_S = 5_000
_EVERY_S = 0.4
_ROUNDS = 5

_SOME = f"SELECT * FROM scans LIMIT {_BATCH}"  # noqa: S608  # our own figure


class _Record(msgspec.Struct, frozen=True):
    """What the loader uses of a Kafka record."""

    partition: int
    offset: int
    timestamp: int
    value: bytes
    key: bytes = b""


class Lines:
    """Scans of the day after the fortnight, which no question of the bench asks about."""

    def __init__(self, store: Store) -> None:
        """Take some scans of the store as a pattern."""
        self._patterns = store.ask(_SOME, row=ScanRecorded).rows
        # Other ones at every run, or the engine would know them again in a folder that was kept.
        self._number = time.time_ns() // 1_000_000

    def batch(self, rows: int) -> Batch:
        """Return the next lines as the loader gathers them from records."""
        batch = Batch(_SCANS, time.monotonic())
        for first in range(0, rows, _LINES_A_RECORD):
            lines = [self._line() for _ in range(min(_LINES_A_RECORD, rows - first))]
            offset = self._number
            batch.add(_Record(offset % 12, offset, UNTIL_MS, b"\n".join(lines)))
        return batch

    def _line(self) -> bytes:
        self._number += 1
        pattern = self._patterns[self._number % len(self._patterns)]
        at_ms = UNTIL_MS + HOUR_MS + self._number * 10 % (20 * HOUR_MS)
        return encode_line(
            msgspec.structs.replace(
                pattern,
                scan_id=f"{self._number:032x}",
                happened_ms=at_ms,
                received_ms=at_ms + 1000,
            )
        )


_SCANS = next(target for target in TARGETS if target.topic == "scans")


def measure_loader(store: Store, settings: Settings, lines: Lines) -> Loaded:
    """Load the same rows in three ways, in turns; the best round of each counts."""
    writer = _writer(store)
    raw = clickhouse_connect.get_client(
        interface="chdb", path=str(settings.data / "clickhouse"), database="chot"
    )
    raw.command("DROP TABLE IF EXISTS bench_bare")
    raw.command(_BARE)
    try:
        rounds = [_round(raw, writer, lines.batch(_BATCH)) for _ in range(_ROUNDS)]
    finally:
        raw.command("DROP TABLE bench_bare")
        raw.close()
    house, same, bare = (min(seconds) for seconds in zip(*rounds, strict=True))
    return Loaded(
        rows=_BATCH,
        house_rows_per_s=round(_BATCH / house),
        raw_rows_per_s=round(_BATCH / same),
        bare_rows_per_s=round(_BATCH / bare),
    )


def _round(raw: Any, writer: TableWriter, made: Batch) -> tuple[float, float, float]:
    """Return the seconds of the loader's way from record values, and of the raw inserts."""
    rows = made.lines()
    began = time.perf_counter()
    batch = Batch(_SCANS, time.monotonic())
    for record in made.records:
        batch.add(record)
    writer.write(batch)
    house = time.perf_counter()
    # The same rows a second time would be no rows, so the engine is not told that they are.
    raw.raw_insert(
        "scans", insert_block=rows, fmt="JSONEachRow", settings={"insert_deduplicate": 0}
    )
    same = time.perf_counter()
    raw.raw_insert("bench_bare", insert_block=rows, fmt="JSONEachRow")
    bare = time.perf_counter()
    return house - began, same - house, bare - same


def _writer(store: Store) -> TableWriter:
    # No line is unreadable, so that Kafka is never spoken with.
    return TableWriter(store, "", DeadLetterLimit(DeadLetterPolicy()))


class Beside:
    """Loads at a steady rate in a thread of its own, as the loader does, until told to stop."""

    def __init__(self, store: Store, lines: Lines) -> None:
        """Load into this store."""
        self._writer = _writer(store)
        self._lines = lines
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="bench-loading", daemon=True)
        self.rows = 0
        self.seconds = 0.0

    @property
    def rows_per_s(self) -> float:
        """How many rows it has loaded a second."""
        return round(self.rows / self.seconds, 1) if self.seconds else 0.0

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End, and wait for it."""
        self._stopping.set()
        self._thread.join()

    def _run(self) -> None:
        rows = round(BESIDE_PER_S * _EVERY_S)
        began = time.monotonic()
        due = began
        while not self._stopping.wait(max(0.0, due - time.monotonic())):
            self._writer.write(self._lines.batch(rows))
            self.rows += rows
            self.seconds = time.monotonic() - began
            due += _EVERY_S


@contextmanager
def loading_beside(store: Store, lines: Lines) -> Iterator[Beside]:
    """Load while the block runs."""
    beside = Beside(store, lines)
    beside.start()
    try:
        yield beside
    finally:
        beside.stop()
