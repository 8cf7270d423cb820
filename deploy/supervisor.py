"""Starts processes in order, restarts those that crash, stops them in reverse order."""

import time
from collections.abc import Callable

import msgspec

from contracts.errors import Stop
from deploy.child import Child
from deploy.patience import Patience
from deploy.restarts import RestartPolicy
from deploy.stopping import StopRequest

_TICK_S = 0.2


class StopAskedError(Exception):
    """Somebody asked for an end before everything was up."""


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A process and how to see that it does its work.

    `progress` says in words how far it is while it starts; as long as that changes it has time.
    """

    child: Child
    is_healthy: Callable[[], bool]
    progress: Callable[[], str] = str
    start_within_s: float = 90.0

    @property
    def name(self) -> str:
        """What the process is called in messages."""
        return self.child.name


class _Watched:
    """A part and what has become of it."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self.started_at = time.monotonic()
        self.crashes = 0
        self.again_at: float | None = None
        self.seen_healthy = True


class Supervisor:
    """Keeps parts running.

    `say` gets one line for whatever a person should know. `changed` is called after a part got
    another process id. `stopping` ends `watch` and `bring_up`.
    """

    def __init__(
        self,
        *,
        say: Callable[[str], None],
        changed: Callable[[], None],
        stopping: StopRequest,
        policy: RestartPolicy | None = None,
    ) -> None:
        self._say = say
        self._changed = changed
        self._stopping = stopping
        self._policy = policy or RestartPolicy()
        self._watched: list[_Watched] = []

    @property
    def pids(self) -> dict[str, int]:
        """Process ids by the parts' names."""
        return {watched.part.name: watched.part.child.pid for watched in self._watched}

    def adopt(self, part: Part) -> None:
        """Take over a part that already runs."""
        self._watched.append(_Watched(part))
        self._changed()

    def bring_up(self, part: Part) -> None:
        """Start a part and wait until it is healthy, watching the others meanwhile.

        Raises:
            Stop: it ended or did not become healthy in time; it is stopped again.
            StopAskedError: somebody asked for an end.
        """
        began = time.monotonic()
        patience = Patience(part.start_within_s, began)
        part.child.start()
        while part.child.running and not patience.is_over(time.monotonic()):
            if patience.wants_news(time.monotonic()) and patience.hears(part.progress()):
                self._say(f"{part.name}: {patience.last_heard}")
            if part.is_healthy():
                self.adopt(part)
                self._say(f"{part.name} is up ({time.monotonic() - began:.1f} s)")
                return
            self.tick()
            if self._stopping.wait(_TICK_S):
                part.child.stop()
                raise StopAskedError
        ended = part.child.exit_status
        part.child.stop()
        why = "was not healthy in time" if ended is None else f"ended with status {ended}"
        raise Stop(f"{part.name} {why}; the end of {part.child.log}:\n{part.child.log_tail()}")

    def watch(self, goes_on: Callable[[], bool]) -> None:
        """Keep everything running until an end is asked for or `goes_on` says no."""
        while goes_on() and not self._stopping.wait(_TICK_S):
            self.tick()

    def tick(self) -> None:
        """Look at every part once: start again what is due, tell what has changed."""
        for watched in self._watched:
            if watched.again_at is not None:
                self._start_again_if_due(watched, watched.again_at)
            elif not watched.part.child.running:
                self._note_crash(watched)
            elif not watched.seen_healthy and watched.part.is_healthy():
                watched.seen_healthy = True
                took_s = time.monotonic() - watched.started_at
                self._say(f"{watched.part.name} is back ({took_s:.1f} s)")

    def stop(self) -> None:
        """Stop all parts, the last one first."""
        for watched in reversed(self._watched):
            began = time.monotonic()
            ended_by_itself = watched.part.child.stop()
            how = "stopped" if ended_by_itself else "did not stop in time and was killed"
            self._say(f"{watched.part.name} {how} ({time.monotonic() - began:.1f} s)")
        self._watched.clear()

    def _note_crash(self, watched: _Watched) -> None:
        now = time.monotonic()
        ran_s = now - watched.started_at
        watched.crashes = self._policy.crashes_in_a_row(watched.crashes, ran_s=ran_s)
        pause_s = self._policy.pause_s(watched.crashes)
        watched.again_at = now + pause_s
        child = watched.part.child
        self._say(
            f"{child.name} ended with status {child.exit_status} after {ran_s:.0f} s; "
            f"starting it again in {pause_s:.0f} s (log: {child.log})"
        )

    def _start_again_if_due(self, watched: _Watched, due: float) -> None:
        if time.monotonic() < due:
            return
        watched.again_at = None
        watched.seen_healthy = False
        watched.started_at = time.monotonic()
        watched.part.child.start()
        self._changed()
