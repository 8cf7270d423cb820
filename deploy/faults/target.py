"""The house that is struck: a `chot up` in a process of its own, and all its processes."""

import contextlib
import os
import shutil
import signal
import sys
from pathlib import Path

from contracts.settings import Settings
from deploy.child import Child
from deploy.health import is_healthy
from deploy.layout import ROOT
from deploy.ports import LOOPBACK, free_port
from deploy.running import RunningHouse, read_note

SECOND_WORKER = "worker-2"


class Target:
    """A house on a data folder of its own, and a second worker beside it at times."""

    def __init__(self, settings: Settings) -> None:
        """Prepare a house with these settings."""
        self._data = settings.data
        self._everywhere = {
            "CHOT_DATA": str(settings.data),
            "CHOT_PARTITIONS": str(settings.partitions),
            "CHOT_STATE": settings.state,
            "PYTHONPATH": str(ROOT),
        }
        self._house = Child(
            name="house",
            command=[sys.executable, "-P", "-m", "deploy", "up"],
            log=settings.data / "logs" / "house.log",
            environment=self._everywhere | {"CHOT_KAFKA": "", "CHOT_WORKERS": "1"},
            stop_within_s=120.0,
        )
        self._second: Child | None = None
        self._second_url = ""

    def start(self) -> None:
        """Start the house; `is_up` says when it can be used."""
        self._house.start()

    @property
    def is_up(self) -> bool:
        """Whether every process of the house runs and is well."""
        note = read_note(self._data)
        return note is not None and bool(note.pids) and self.unwell() == ()

    @property
    def has_ended(self) -> bool:
        """Whether the house is gone as a whole."""
        return not self._house.running

    @property
    def ending(self) -> str:
        """The end of what the house has said."""
        return self._house.log_tail()

    @property
    def note(self) -> RunningHouse:
        """Where the house is reached.

        Raises:
            OSError: it does not run.
        """
        note = read_note(self._data)
        if note is None:
            raise ProcessLookupError("the house does not run")
        return note

    def unwell(self) -> tuple[str, ...]:
        """Return the names of the processes that don't answer for their health with yes."""
        note = self.note
        urls = {"gateway": note.gateway, "read side": note.api, **note.workers}
        if self._second:
            urls[SECOND_WORKER] = self._second_url
        return tuple(name for name, url in urls.items() if not is_healthy(url))

    @property
    def workers(self) -> tuple[str, ...]:
        """Names of the house's workers, the second one apart."""
        return tuple(self.note.workers)

    def kill(self, name: str) -> None:
        """End a process in a way nobody can catch, and wait until it is gone."""
        pid = self.note.pids[name]
        self._signal(name, signal.SIGKILL)
        while _is_there(pid):
            os.sched_yield()

    def pause(self, name: str) -> None:
        """Stop a process where it stands; it does not know."""
        self._signal(name, signal.SIGSTOP)

    def wake(self, name: str) -> None:
        """Let a paused process go on; one that is gone needs nothing."""
        with contextlib.suppress(ProcessLookupError):
            self._signal(name, signal.SIGCONT)

    def wipe(self, worker: str) -> None:
        """Kill a worker and delete everything it keeps on disk."""
        self.kill(worker)
        for folder in (self._data / "faust" / worker, self._data / "state" / worker):
            shutil.rmtree(folder, ignore_errors=True)

    def add_worker(self) -> None:
        """Start a second worker beside the house's own."""
        port = free_port()
        self._second_url = f"http://{LOOPBACK}:{port}"
        own = {
            "CHOT_KAFKA": self.note.kafka,
            "CHOT_WORKER_NAME": SECOND_WORKER,
            "CHOT_WORKER_PORT": str(port),
        }
        self._second = Child(
            name=SECOND_WORKER,
            command=[sys.executable, "-P", "-m", "deploy", "worker"],
            log=self._data / "logs" / f"{SECOND_WORKER}.log",
            environment=self._everywhere | own,
        )
        self._second.start()

    def remove_worker(self, *, politely: bool) -> None:
        """End the second worker: ask it, or kill it."""
        if self._second is None:
            return
        if not politely:
            os.kill(self._second.pid, signal.SIGKILL)
        self._second.stop()
        self._second = None

    def stop(self) -> bool:
        """Stop everything; False if the house had to be killed."""
        self.remove_worker(politely=True)
        return self._house.stop()

    def _signal(self, name: str, number: signal.Signals) -> None:
        os.kill(self.note.pids[name], number)


def _is_there(pid: int) -> bool:
    """A process that has ended and was not waited for yet is not there."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return "State:\tZ" not in status
