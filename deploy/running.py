"""The note by which other commands find a running house: `run.json` in its data folder."""

import contextlib
import fcntl
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import msgspec

from contracts.errors import Stop
from contracts.settings import Settings

_LOCK_TRIES = 10
_LOCK_PAUSE_S = 0.1


class RunningHouse(msgspec.Struct, frozen=True, kw_only=True):
    """Where a running house is reached.

    `kafka` is host:port,…; `gateway`, `api` and `workers` (by name) are URLs without a path.
    """

    supervisor_pid: int
    started_ms: int
    kafka: str
    gateway: str
    api: str
    workers: dict[str, str]
    partitions: int
    replication: int
    pids: dict[str, int] = {}


class Cluster(msgspec.Struct, frozen=True):
    """A Kafka cluster and how its topics should be laid out."""

    kafka: str
    partitions: int
    replication: int


def write_note(data: Path, house: RunningHouse) -> None:
    """Write the note so that a reader sees the old one or the new one."""
    draft = data / f".run.json.{os.getpid()}"
    draft.write_bytes(msgspec.json.format(msgspec.json.encode(house), indent=2) + b"\n")
    draft.replace(data / "run.json")


def read_note(data: Path) -> RunningHouse | None:
    """Return the house that runs on this data folder, None if there is none."""
    try:
        note = (data / "run.json").read_bytes()
        with (data / "run.lock").open("rb") as lock:
            if _take(lock.fileno(), fcntl.LOCK_SH):
                return None
    except FileNotFoundError:
        return None
    return msgspec.json.decode(note, type=RunningHouse)


def cluster_of(settings: Settings) -> Cluster:
    """Return the cluster of the settings, else that of the house running on their data folder.

    Raises:
        Stop: neither is there.
    """
    if settings.kafka:
        return Cluster(settings.kafka, settings.partitions, settings.replication)
    note = read_note(settings.data)
    if note is None:
        raise Stop(f"nothing runs on {settings.data}; start ./chot up, or set CHOT_KAFKA")
    return Cluster(note.kafka, note.partitions, note.replication)


@contextlib.contextmanager
def sole_owner(data: Path) -> Iterator[None]:
    """Hold the data folder for this process; the kernel lets go when the process ends.

    Raises:
        Stop: another process holds it.
    """
    data.mkdir(parents=True, exist_ok=True)
    with (data / "run.lock").open("ab") as lock:
        if not _take_patiently(lock.fileno()):
            raise Stop(f"another chot already runs on {data}; ./chot doctor shows it")
        try:
            yield
        finally:
            (data / "run.json").unlink(missing_ok=True)


def _take_patiently(descriptor: int) -> bool:
    """A reader of the note may hold the lock for a moment."""
    pause = threading.Event()
    for _ in range(_LOCK_TRIES):
        if _take(descriptor, fcntl.LOCK_EX):
            return True
        pause.wait(_LOCK_PAUSE_S)
    return False


def _take(descriptor: int, kind: int) -> bool:
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
