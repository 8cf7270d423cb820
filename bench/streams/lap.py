"""One lap: a contestant as a process on one core, from the moment its input lies there.

The contestant first takes in a few records to be warm, then is stopped where it stands; meanwhile
the input is written; then it goes on, and the clock with it. So nobody waits for the writer, and
nobody has fetched anything in advance.
"""

import asyncio
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from bench.cores import Cores, cpu_s
from bench.streams.figures import Lap, Name
from bench.streams.outcome import Outcome, settled_outcome
from bench.streams.records import Record, write
from bench.streams.task import Finish, Task
from contracts.errors import Stop
from deploy.child import Child
from deploy.layout import ROOT

_READY_WITHIN_S = 90.0
_DONE_WITHIN_S = 300.0
_POLL_S = 0.05

# The peers' clients are in an environment of their own.
PEERS_PYTHON = ROOT / ".venv-bench" / "bin" / "python"


class Course(msgspec.Struct, frozen=True):
    """The input of a lap, and what is to come of it; `measured` is what the clock runs for.

    `measured_scans` counts those sent twice too, for they are work as well.
    """

    warm_up: Sequence[Record]
    measured: Sequence[Record]
    measured_scans: int
    expected: Outcome


def run_lap(name: Name, task: Task, course: Course, cores: Cores) -> Lap:
    """Let a contestant run over the course and check what it brought forth.

    Raises:
        Stop: it ended, was not done in time, or its outcome is not as expected.

    """
    folder = Path(task.folder)
    folder.mkdir(parents=True)
    file = folder / "task.json"
    file.write_bytes(msgspec.json.encode(task))
    child = Child(
        name=name,
        command=[*_on(cores), str(_python(name)), "-P", "-m", _module(name), str(file)],
        log=folder / "log",
        environment={"PYTHONPATH": str(ROOT)},
    )
    child.start()
    try:
        asyncio.run(write(task.kafka, task.prefix, course.warm_up))
        _wait(child, task.ready.exists, _READY_WITHIN_S)
        began_s, began_cpu_s = _release(child, task, course)
        _wait(child, task.done.exists, _DONE_WITHIN_S)
        finish = msgspec.json.decode(task.done.read_bytes(), type=Finish)
        asyncio.run(settled_outcome(task, course.expected))
    finally:
        with suppress(ProcessLookupError):
            os.kill(child.pid, signal.SIGCONT)
        child.stop()
    return Lap(
        scans=course.measured_scans,
        seconds=round(finish.at_s - began_s, 3),
        cpu_s=round(finish.cpu_s - began_cpu_s, 3),
    )


def _release(child: Child, task: Task, course: Course) -> tuple[float, float]:
    """Stop it, lay the input down, let it go on; return when that was and its time until then."""
    os.kill(child.pid, signal.SIGSTOP)
    asyncio.run(write(task.kafka, task.prefix, course.measured))
    began = (time.monotonic(), cpu_s(child.pid))
    os.kill(child.pid, signal.SIGCONT)
    return began


def _wait(child: Child, is_so: Callable[[], bool], within_s: float) -> None:
    deadline = time.monotonic() + within_s
    pause = threading.Event()
    while child.running and time.monotonic() < deadline:
        if is_so():
            return
        pause.wait(_POLL_S)
    raise Stop(f"{child.name} did not get on; its log says:\n{child.log_tail(30)}")


def _on(cores: Cores) -> Sequence[str]:
    return "taskset", "--cpu-list", ",".join(map(str, sorted(cores.measured)))


def _python(name: Name) -> Path:
    return Path(sys.executable) if name in {"ours", "usual_faust"} else PEERS_PYTHON


def _module(name: Name) -> str:
    return f"bench.streams.contestants.{name}"
