"""One stretch of loading, from joining the group until it is lost or told to stop."""

import threading
import time
from collections.abc import Callable
from typing import TypeVar

import msgspec

from analytics.batches import Batch, BatchPolicy
from analytics.loader_status import LoaderReport
from analytics.table_writer import TableWriter
from analytics.targets import Target
from analytics.topic_reader import TopicReader
from contracts.errors import TryAgain
from service.logs import log_of

T = TypeVar("T")

_LONGEST_POLL_S = 0.25
_LAG_EVERY_S = 1.0

_log = log_of("loader")


class RetryPolicy(msgspec.Struct, frozen=True, kw_only=True):
    """Seconds before a failed step is tried again: doubled each time up to the longest."""

    first_s: float = 0.2
    longest_s: float = 2.0


class _GivenUp(Exception):
    """What was read is not ours to write any more; whoever reads it next writes it."""


class Loading:
    """Reads records, gathers them by topic, inserts what is due, then notes how far it came."""

    def __init__(
        self,
        *,
        targets: dict[str, Target],
        reader: TopicReader,
        writer: TableWriter,
        report: LoaderReport,
        batches: BatchPolicy,
        retries: RetryPolicy,
        stopping: threading.Event,
    ) -> None:
        """Take the collaborators; `targets` by topic."""
        self._targets = targets
        self._reader = reader
        self._writer = writer
        self._report = report
        self._policy = batches
        self._retries = retries
        self._stopping = stopping
        self._batches: dict[str, Batch] = {}
        self._lag_told_at = 0.0

    def run(self) -> None:
        """Go on until told to stop, then write what is in hand.

        Raises:
            KafkaError: the cluster is lost; start anew.
            Stop: going on would lose data.

        """
        while not self._stopping.is_set():
            self._gather()
            now = time.monotonic()
            self._write(self._due(now))
            self._tell_lag(now)
        self._write(list(self._batches.values()))

    def _gather(self) -> None:
        try:
            records = self._reader.poll(self._patience())
            self._report.waits_for("")
        except TryAgain as fault:
            records = None
            self._wait_for(fault)
            self._stopping.wait(self._retries.first_s)
        if records is None:
            self._batches.clear()
            return
        for record in records:
            batch = self._batches.get(record.topic)
            if batch is None:
                batch = Batch(self._targets[record.topic], time.monotonic())
                self._batches[record.topic] = batch
            batch.add(record)

    def _patience(self) -> float:
        """Wait for records no longer than until the oldest batch is due."""
        if not self._batches:
            return _LONGEST_POLL_S
        oldest = min(batch.opened_at for batch in self._batches.values())
        left = oldest + self._policy.max_age_s - time.monotonic()
        return min(max(left, 0.0), _LONGEST_POLL_S)

    def _due(self, now: float) -> list[Batch]:
        """Return what is to be written; with a batch that is due go those that soon will be.

        The note of how far the loading came costs as much as a small insert, so it is shared.
        """
        batches = list(self._batches.values())
        if not any(batch.is_due(now, self._policy) for batch in batches):
            return []
        soon = now + self._policy.max_age_s / 2
        return [batch for batch in batches if batch.is_due(soon, self._policy)]

    def _write(self, due: list[Batch]) -> None:
        if not due:
            return
        reached: dict[tuple[str, int], int] = {}
        try:
            for batch in due:
                self._write_one(batch)
                topic = batch.target.topic
                reached |= {(topic, p): offset for p, offset in batch.next_offsets().items()}
            self._until_done(lambda: self._reader.done(reached))
        except _GivenUp:
            self._batches.clear()
            return
        for batch in due:
            del self._batches[batch.target.topic]

    def _write_one(self, batch: Batch) -> None:
        began = time.monotonic()
        written = self._until_done(lambda: self._writer.write(batch))
        self._report.wrote(
            batch.target.topic,
            rows=written.rows,
            dead=written.dead,
            seconds=time.monotonic() - began,
        )

    def _until_done(self, step: Callable[[], T]) -> T:
        """Repeat the step while something is away; reading stands still meanwhile."""
        pause_s = self._retries.first_s
        while True:
            try:
                return step()
            except TryAgain as fault:
                self._wait_for(fault)
                if self._stopping.is_set() or not self._reader.hold(pause_s):
                    raise _GivenUp from fault
                pause_s = min(pause_s * 2, self._retries.longest_s)

    def _wait_for(self, fault: TryAgain) -> None:
        _log.warning("loader_waits", what=fault.what, fault=str(fault.__cause__ or fault))
        self._report.waits_for(fault.what)

    def _tell_lag(self, now: float) -> None:
        if now - self._lag_told_at >= _LAG_EVERY_S:
            self._lag_told_at = now
            self._report.is_behind(self._reader.lag())
