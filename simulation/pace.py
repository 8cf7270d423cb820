"""How fast the city is played: never ahead of the wall clock."""

import asyncio
import time
from collections.abc import Callable

from simulation.plan import Plan

# After a stall the schedule moves on instead of catching up with a burst.
_LARGEST_DEBT_S = 2.0


def wall_ms() -> int:
    """Return milliseconds since 1970 UTC."""
    return time.time_ns() // 1_000_000


class Pace:
    """Says when the next request is due."""

    def __init__(
        self, plan: Plan, start_ms: int, stop: asyncio.Event, now_ms: Callable[[], int]
    ) -> None:
        """Keep to the plan; `start_ms` is where the city's history begins."""
        self._rate = plan.rate
        self._speed = plan.speed
        self._start_ms = start_ms
        self._stop = stop
        self._now_ms = now_ms
        self._lasts_s = float("inf") if plan.minutes is None else plan.minutes * 60
        self._next_s = self._began_s = time.monotonic()

    def begin(self) -> None:
        """Start the clock: everything is ready to be sent."""
        self._next_s = self._began_s = time.monotonic()

    @property
    def is_over(self) -> bool:
        """Whether the run was stopped or has lasted its minutes."""
        return self._stop.is_set() or self._rest_s() <= 0

    async def wait(self, send_ms: int, scans: int) -> bool:
        """Wait until something is due; False if the run is over before that."""
        while not self.is_over:
            left_s = min(self._left_s(send_ms), self._rest_s())
            if left_s <= 0:
                if self._rate:
                    self._next_s += scans / self._rate
                return True
            await self._sleep(left_s)
        return False

    def _left_s(self, send_ms: int) -> float:
        """How long until the present has come so far, and the schedule too."""
        now_s = time.monotonic()
        left = (send_ms - self._now_ms()) / 1000
        if self._rate:
            self._next_s = max(self._next_s, now_s - _LARGEST_DEBT_S)
            left = max(left, self._next_s - now_s)
        if self._speed:
            due_s = self._began_s + (send_ms - self._start_ms) / 1000 / self._speed
            left = max(left, due_s - now_s)
        return left

    def _rest_s(self) -> float:
        return self._began_s + self._lasts_s - time.monotonic()

    async def _sleep(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._stop.wait(), seconds)
        except TimeoutError:
            return
