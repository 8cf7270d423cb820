"""What a contestant is told, and how it tells when it is ready and when it has done everything."""

import sys
import time
from pathlib import Path

import msgspec

OUTPUTS = ("judged", "movements", "counts", "alerts")
# Quix counts records from one checkpoint to the next; its task holds a multiple of this.
A_CHECKPOINT = 5_000


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """One run of one contestant.

    Its topics, of so many `partitions`, begin with `prefix`, and there are `lines` lines a record.
    `warm_up` and `records` are how many records it will have taken in
    when it is warm, and in the end. `folder` is its own; `ready` and `done` are written there.
    """

    kafka: str
    prefix: str
    partitions: int
    lines: int
    warm_up: int
    records: int
    folder: str

    @property
    def ready(self) -> Path:
        """There when the contestant is warm and waits for more."""
        return Path(self.folder, "ready")

    @property
    def done(self) -> Path:
        """There when all records are done with; holds a `Finish`."""
        return Path(self.folder, "done.json")

    def topic(self, topic: str) -> str:
        """Return what it calls one of the house's topics."""
        return f"{self.prefix}{topic}"


class Finish(msgspec.Struct, frozen=True):
    """When it was done, by the machine's monotonic clock, and its processor time until then."""

    at_s: float
    cpu_s: float


class Progress:
    """Counts the records that a contestant is done with."""

    def __init__(self, task: Task) -> None:
        """Start with none."""
        self._task = task
        self._records = 0

    @property
    def is_complete(self) -> bool:
        """Whether there is nothing more to come."""
        return self._records >= self._task.records

    def done(self, records: int) -> None:
        """Note records of which everything that follows was acknowledged."""
        before = self._records
        self._records += records
        if before < self._task.warm_up <= self._records:
            self._task.ready.touch()
        if before < self._task.records <= self._records:
            finish = Finish(time.monotonic(), time.process_time())
            draft = self._task.done.with_suffix(".draft")
            draft.write_bytes(msgspec.json.encode(finish))
            draft.replace(self._task.done)


def given_task() -> Task:
    """Return the task whose file is named on the command line."""
    return msgspec.json.decode(Path(sys.argv[1]).read_bytes(), type=Task)
