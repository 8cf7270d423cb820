"""How each kind of blow falls."""

import random
from collections.abc import Callable

from deploy.faults.poison import LINES, poison
from deploy.faults.schedule import Kind
from deploy.faults.target import SECOND_WORKER, Target

# Past the session timeout of a worker (10 s): the group goes on without it.
_PAUSED_S = 14.0

Pause = Callable[[float], object]


class Striker:
    """Strikes a house. `settle` waits until everything goes on, `pause` for some seconds."""

    def __init__(
        self,
        target: Target,
        rng: random.Random,
        *,
        partitions: int,
        pause: Pause,
        settle: Callable[[], bool],
    ) -> None:
        self._target = target
        self._rng = rng
        self._partitions = partitions
        self._pause = pause
        self._settle = settle
        self.poison_lines = 0
        self._ways: dict[Kind, Callable[[], str]] = {
            "kill_broker": lambda: self._kill("broker"),
            "kill_server": lambda: self._kill("server"),
            "kill_worker": lambda: self._kill(self._worker()),
            "pause_worker": lambda: self._pause_worker(self._worker()),
            "poison_lines": self._poison,
            "two_workers": self._two_workers,
            "wipe_state": lambda: self._wipe(self._worker()),
        }

    def strike(self, kind: Kind) -> str:
        """Strike; return what was struck."""
        return self._ways[kind]()

    def _worker(self) -> str:
        return self._rng.choice(self._target.workers)

    def _kill(self, name: str) -> str:
        self._target.kill(name)
        return name

    def _wipe(self, worker: str) -> str:
        self._target.wipe(worker)
        return worker

    def _pause_worker(self, worker: str) -> str:
        self._target.pause(worker)
        try:
            self._pause(_PAUSED_S)
        finally:
            self._target.wake(worker)
        return worker

    def _poison(self) -> str:
        # One after the other, so that no partition gets more than its share of dead letters.
        partition = self.poison_lines // LINES % self._partitions
        self.poison_lines += poison(self._target.note.kafka, partition)
        return f"scans[{partition}]"

    def _two_workers(self) -> str:
        """The partitions are shared out anew twice: when the second comes and when it is gone."""
        politely = self._rng.random() < 0.5  # noqa: PLR2004 - heads or tails
        self._target.add_worker()
        try:
            self._settle()
        finally:
            self._target.remove_worker(politely=politely)
        return f"{SECOND_WORKER} {'asked to stop' if politely else 'killed'}"
