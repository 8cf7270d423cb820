"""A run of blows: start a house, load it, strike it again and again, and check what it holds."""

import random
import time
from collections.abc import Callable

import msgspec

from contracts.errors import Stop
from contracts.settings import Settings
from deploy.accounts import read_accounts
from deploy.demo.background import Background
from deploy.faults.blows import Striker
from deploy.faults.checking import check
from deploy.faults.load import Driving, Load
from deploy.faults.observer import Observer
from deploy.faults.report import Blow, FaultReport, report_of
from deploy.faults.schedule import Kind, schedule
from deploy.faults.target import Target
from deploy.stopping import StopRequest

Say = Callable[[str], None]

_UP_WITHIN_S = 240.0
_RECOVERED_WITHIN_S = 180.0
_LOOK_EVERY_S = 0.5
# A blow shows in the next look at the offsets, not in the one before it.
_SHOWS_AFTER_S = 1.5
_LULL_S = (2.0, 6.0)

SECONDS_A_BLOW = 45.0
"""On a busy machine, with the lull before it."""

_FIRST_SCANS = 100


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """How many blows, the seed of their order and of the city, and the load meanwhile."""

    blows: int
    seed: int
    load: Load


class StoppedError(Exception):
    """Somebody asked for an end."""


class FaultRun:
    """One run, in a data folder of its own (`settings.data`)."""

    def __init__(self, order: Order, settings: Settings, stopping: StopRequest, say: Say) -> None:
        self._order = order
        self._settings = settings
        self._stopping = stopping
        self._say = say
        self._rng = random.Random(order.seed)  # noqa: S311 - a seeded order, not a secret
        self._target = Target(settings)
        self._observer = Observer(lambda: self._target.note.kafka, settings.partitions)
        self._striker = Striker(
            self._target,
            self._rng,
            partitions=settings.partitions,
            pause=self._pause,
            settle=self._settled,
        )

    def run(self) -> FaultReport:
        """Strike, check, and say what came of it.

        Raises:
            Stop: the house did not start, or ended as a whole.
            StoppedError: somebody asked for an end.
        """
        began = time.monotonic()
        self._target.start()
        try:
            self._wait(lambda: self._target.is_up, _UP_WITHIN_S, "the house is up")
            driving = Driving(
                self._order.load,
                seed=self._order.seed,
                house=self._target.note,
                accounts=read_accounts(self._settings.secrets),
            )
            job = Background("city", driving.drive)
            job.start()
            try:
                with self._observer:
                    blows = self._strike_all(driving, lambda: job.is_over)
                    was_steady = driving.is_steady
            finally:
                job.stop()
            city = job.result()
            self._say(f"checking {len(city.acknowledged):,} acknowledged scans …")
            findings = check(
                self._target, self._settings, city.acknowledged, self._striker.poison_lines
            )
        finally:
            self._target.stop()
        return report_of(
            blows,
            findings,
            seed=self._order.seed,
            state=self._settings.state,
            longest_standstill_s=self._observer.longest_s,
            seconds=time.monotonic() - began,
            refused=driving.progress.faults,
            was_steady=was_steady,
        )

    def _strike_all(self, driving: Driving, city_is_over: Callable[[], bool]) -> list[Blow]:
        def has_begun() -> bool:
            return city_is_over() or driving.progress.acknowledged >= _FIRST_SCANS

        self._wait(has_begun, _UP_WITHIN_S, "the first scans are acknowledged")
        began = time.monotonic()
        blows: list[Blow] = []
        for kind in schedule(self._order.blows, self._order.seed):
            if city_is_over():
                break
            self._pause(self._rng.uniform(*_LULL_S))
            blows.append(self._strike(kind, began, driving))
            self._tell(blows, driving)
        return blows

    def _strike(self, kind: Kind, began: float, driving: Driving) -> Blow:
        before = driving.progress.acknowledged
        self._observer.mark()
        struck = time.monotonic()
        against = self._striker.strike(kind)
        recovered = self._settled()
        return Blow(
            kind=kind,
            against=against,
            at_s=round(struck - began, 1),
            recovered=recovered,
            recovery_s=round(time.monotonic() - struck, 1),
            standstill_s=round(self._observer.longest_since_mark_s, 1),
            acknowledged=driving.progress.acknowledged - before,
        )

    def _settled(self) -> bool:
        """Wait until every process is well and every partition has moved on, seen twice."""
        self._pause(_SHOWS_AFTER_S)
        since = self._observer.positions()
        seen = 0
        deadline = time.monotonic() + _RECOVERED_WITHIN_S
        while seen < 2:  # noqa: PLR2004 - twice, as said
            if time.monotonic() > deadline:
                return False
            goes_on = self._observer.all_moved(since) and not self._target.unwell()
            seen = seen + 1 if goes_on else 0
            self._pause(_LOOK_EVERY_S)
        return True

    def _tell(self, blows: list[Blow], driving: Driving) -> None:
        blow = blows[-1]
        how = f"went on after {blow.recovery_s:.1f} s" if blow.recovered else "DID NOT RECOVER"
        self._say(
            f"blow {len(blows)}/{self._order.blows} at {blow.at_s:.0f} s: {blow.kind} "
            f"({blow.against}) {how}, stood still {blow.standstill_s:.1f} s; "
            f"{driving.progress.acknowledged:,} scans acknowledged"
        )

    def _wait(self, condition: Callable[[], bool], within_s: float, what: str) -> None:
        deadline = time.monotonic() + within_s
        while not condition():
            if time.monotonic() > deadline:
                raise Stop(f"not within {within_s:.0f} s: {what}\n{self._target.ending}")
            self._pause(_LOOK_EVERY_S)

    def _pause(self, seconds: float) -> None:
        if self._stopping.wait(seconds):
            raise StoppedError
        if self._target.has_ended:
            raise Stop(f"the house has ended:\n{self._target.ending}")
