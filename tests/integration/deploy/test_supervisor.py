"""Real processes under the supervisor."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from contracts.errors import Stop
from deploy.child import Child
from deploy.layout import ROOT
from deploy.restarts import RestartPolicy
from deploy.stopping import StopRequest
from deploy.supervisor import Part, Supervisor
from tests.builders.waiting import wait_until

pytestmark = pytest.mark.integration

_WAITS = "import signal; print('here', flush=True); signal.pause()"
_STUBBORN = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {_WAITS}"
_ENDS = "print('no good', flush=True); raise SystemExit(3)"
_AT_ONCE = RestartPolicy(first_s=0.05, longest_s=0.05)

# A supervisor in a process of its own, so that it can be killed.
_SUPERVISES = """
import sys
from pathlib import Path
from deploy.child import Child
child = Child(name="c", command=[sys.executable, "-c", sys.argv[1]], log=Path(sys.argv[2]))
child.start()
print(child.pid, flush=True)
sys.stdin.read()
"""


class _Scene:
    """A supervisor, what it said, and how to make parts for it."""

    def __init__(self, folder: Path) -> None:
        self.said: list[str] = []
        self.stopping = StopRequest()
        self.supervisor = Supervisor(
            say=self.said.append,
            changed=lambda: None,
            stopping=self.stopping,
            policy=_AT_ONCE,
        )
        self._folder = folder

    def part(self, name: str, program: str = _WAITS, *, stop_within_s: float = 10) -> Part:
        log = self._folder / f"{name}.log"
        child = Child(
            name=name,
            command=[sys.executable, "-c", program],
            log=log,
            stop_within_s=stop_within_s,
        )
        return Part(child=child, is_healthy=lambda: "here" in child.log_tail())

    def tick_until(self, text: str) -> None:
        def said() -> bool:
            self.supervisor.tick()
            return any(text in line for line in self.said)

        wait_until(said, 20, f"the supervisor says {text!r}")


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[_Scene]:
    """Give a supervisor that is stopped at the end."""
    made = _Scene(tmp_path)
    yield made
    made.supervisor.stop()


def _is_there(pid: int) -> bool:
    """A process that has ended and was not waited for yet is not there."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except FileNotFoundError:
        return False
    return "State:\tZ" not in status


def test_a_killed_child_is_started_again(scene: _Scene) -> None:
    """The supervisor says that it ended, how, and that it is back."""
    part = scene.part("server")
    scene.supervisor.bring_up(part)
    first = part.child.pid

    os.kill(first, signal.SIGKILL)
    scene.tick_until("server ended with status -9")
    scene.tick_until("server is back")

    assert part.child.running
    assert part.child.pid != first


def test_children_are_stopped_in_reverse_order(scene: _Scene) -> None:
    """What was started last depends on the others and goes first."""
    for name in ("broker", "server", "worker-1"):
        scene.supervisor.bring_up(scene.part(name))

    scene.supervisor.stop()

    assert [line.split()[0] for line in scene.said[-3:]] == ["worker-1", "server", "broker"]


def test_a_child_that_does_not_stop_in_time_is_killed(scene: _Scene) -> None:
    """Its deadline passes, it is killed, and the supervisor says so."""
    part = scene.part("server", _STUBBORN, stop_within_s=0.2)
    scene.supervisor.bring_up(part)

    scene.supervisor.stop()

    assert not part.child.running
    assert "server did not stop in time and was killed" in scene.said[-1]


def test_a_child_that_ends_at_its_first_start_stops_the_start(scene: _Scene) -> None:
    """The message holds the end of its log, where the reason is."""
    with pytest.raises(Stop, match=r"ended with status 3(.|\n)*no good"):
        scene.supervisor.bring_up(scene.part("server", _ENDS))


def test_watching_ends_when_somebody_asks(scene: _Scene) -> None:
    """A request from another thread wakes the loop."""
    scene.supervisor.bring_up(scene.part("server"))
    asking = threading.Timer(0.1, scene.stopping.ask)
    asking.start()

    scene.supervisor.watch(lambda: True)

    asking.join()


def test_watching_ends_when_there_is_nothing_left_to_watch_for(scene: _Scene) -> None:
    """A demonstration that is over ends the watch, and the parts go on until they are stopped."""
    part = scene.part("server")
    scene.supervisor.bring_up(part)

    scene.supervisor.watch(lambda: False)

    assert part.child.running


def test_children_of_a_killed_supervisor_are_gone(tmp_path: Path) -> None:
    """A kill that nobody can catch leaves no orphan, not even a stubborn one."""
    with subprocess.Popen(
        [sys.executable, "-c", _SUPERVISES, _STUBBORN, str(tmp_path / "c.log")],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as supervisor:
        assert supervisor.stdout is not None
        child = int(supervisor.stdout.readline())
        log = tmp_path / "c.log"
        wait_until(lambda: "here" in log.read_text(), 20, "the child has started")

        supervisor.kill()

        wait_until(lambda: not _is_there(child), 10, "the child is gone")
