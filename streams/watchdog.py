"""Ends a worker that stands still, so that its successor goes on where it stopped.

    the broker's offsets ─► Stalls (pure: what has stood still too long) ─► end of the process

It asks the broker itself, in a thread of its own: a consumer that has stopped fetching believes
that nothing waits, and an event loop that is blocked can't watch itself. While Kafka is away or
state is recovered no time counts: a restart would not help then.
"""

import contextlib
import os
import threading
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Final, Literal

from contracts.errors import TryAgain
from service.logs import log_of
from service.progress import Place, Position, positions_of
from service.topics import administration

RECOVERING: Final = "recovering"
UNASSIGNED: Final = "unassigned"

# The numbers of the partitions that are held, or why none are.
Standing = Collection[int] | Literal["recovering", "unassigned"]

EXIT_STALLED = 71

_LOOK_EVERY_S = 2.0
# A look so long after the one before (in intervals) says that this process itself was stopped.
_SLEPT = 3
# Waiting for partitions counts like a partition on which something waits.
_ASSIGNMENT = Place("an assignment", 0)

_log = log_of("watchdog")


class Stalls:
    """Since when each partition has stood still; times are seconds of one clock."""

    def __init__(self, *, limit_s: float, slept_s: float) -> None:
        """Call it a stall after `limit_s`; begin anew when no look came for `slept_s`."""
        self._limit_s = limit_s
        self._slept_s = slept_s
        self._seen: dict[Place, tuple[int, float]] = {}
        self._looked_s = 0.0

    def look(self, positions: Mapping[Place, Position], now_s: float) -> tuple[Place, ...]:
        """Take a look at what is watched, and return what has stood still too long."""
        before = self._seen if now_s - self._looked_s < self._slept_s else {}
        self._looked_s = now_s
        self._seen = {}
        for place, position in positions.items():
            committed, since_s = before.get(place, (position.committed, now_s))
            if position.committed > committed or not position.waits:
                since_s = now_s
            self._seen[place] = (position.committed, since_s)
        return tuple(
            place for place, (_, since_s) in self._seen.items() if now_s - since_s > self._limit_s
        )


class Watchdog:
    """The thread that looks and, if need be, ends the process."""

    def __init__(
        self,
        kafka: str,
        group: str,
        topics: Sequence[str],
        *,
        standing: Callable[[], Standing],
        limit_s: float,
    ) -> None:
        """Watch the group's partitions of these topics that `standing` says are held."""
        self._kafka = kafka
        self._group = group
        self._topics = topics
        self._standing = standing
        self._stalls = Stalls(limit_s=limit_s, slept_s=_SLEPT * _LOOK_EVERY_S)
        self._thread = threading.Thread(target=self._run, name="watchdog", daemon=True)

    def start(self) -> None:
        """Begin; it goes on until the process ends."""
        self._thread.start()

    def _run(self) -> None:
        try:
            self._watch()
        except Exception:  # noqa: BLE001  # whatever it is, nobody would watch from now on
            _log.exception("watchdog_failed")
            os._exit(EXIT_STALLED)

    def _watch(self) -> None:
        never = threading.Event()
        while not never.wait(_LOOK_EVERY_S):
            with contextlib.suppress(TryAgain), administration(self._kafka) as client:
                while not never.wait(_LOOK_EVERY_S):
                    self._judge(self._positions(client))
            self._judge({})

    def _positions(self, client: object) -> dict[Place, Position]:
        standing = self._standing()
        if standing == RECOVERING:
            return {}
        if standing == UNASSIGNED:
            # Asked all the same: with Kafka away there is nothing to be assigned.
            positions_of(client, self._group, ())
            return {_ASSIGNMENT: Position(0, 1)}
        held = [Place(topic, number) for topic in self._topics for number in standing]
        return positions_of(client, self._group, held)

    def _judge(self, positions: Mapping[Place, Position]) -> None:
        stalled = self._stalls.look(positions, time.monotonic())
        if stalled:
            _log.critical("stalled", places=[f"{topic}[{number}]" for topic, number in stalled])
            os._exit(EXIT_STALLED)
