"""Looks at the stream's offsets all the time, also while the broker is away."""

import contextlib
import threading
import time
from collections.abc import Callable
from typing import Self

from contracts.errors import TryAgain
from deploy.faults.standstill import Standstills
from service.progress import Place, Position, positions_of
from service.topics import administration

_GROUP = "chot-stream"
_TOPIC = "scans"
_LOOK_EVERY_S = 0.5


class Observer:
    """A thread that keeps `Standstills` up to date; a context."""

    def __init__(self, kafka: Callable[[], str], partitions: int) -> None:
        """Ask at the address `kafka` gives, which is asked for anew after each failure."""
        self._kafka = kafka
        self._places = [Place(_TOPIC, number) for number in range(partitions)]
        self._stills = Standstills()
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="observer", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    @property
    def longest_s(self) -> float:
        """The longest standstill so far."""
        with self._lock:
            return self._stills.longest_s

    def mark(self) -> dict[Place, Position]:
        """Count `longest_since_mark_s` from now on, and return where the partitions are."""
        with self._lock:
            self._stills.mark(time.monotonic())
            return self._stills.positions()

    @property
    def longest_since_mark_s(self) -> float:
        """The longest standstill since the mark."""
        with self._lock:
            return self._stills.longest_since_mark_s

    def positions(self) -> dict[Place, Position]:
        """Return where the partitions were at the last look."""
        with self._lock:
            return self._stills.positions()

    def all_moved(self, since: dict[Place, Position]) -> bool:
        """Tell whether every partition has got further since then, or has nothing to do."""
        with self._lock:
            return self._stills.all_moved(since)

    def _run(self) -> None:
        while not self._over.is_set():
            with contextlib.suppress(TryAgain), administration(self._kafka()) as client:
                while not self._over.is_set():
                    self._note(positions_of(client, _GROUP, self._places))
                    self._over.wait(_LOOK_EVERY_S)
            if not self._over.is_set():
                self._note(None)
                self._over.wait(_LOOK_EVERY_S)

    def _note(self, positions: dict[Place, Position] | None) -> None:
        with self._lock:
            self._stills.note(positions, time.monotonic())
