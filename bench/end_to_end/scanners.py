"""Scanners that upload at a steady rate, fifty uploads a second however many scans that is."""

import asyncio
import itertools
import random
import time
from collections.abc import Iterator, Sequence

import msgspec

from simulation.bodies import moment
from simulation.client import Client, RefusedError

UPLOADS_A_SECOND = 50

_IN_FLIGHT = 64
# So long may uploads be behind before the time is given up as lost, not made up for.
_BEHIND_S = 0.5
PLACES = tuple(f"hn-city-{number:02d}" for number in range(1, 10))
# Everybody goes in and out by turns, a quarter of an hour apart, from the hour of their pass on.
_STEP_MS = 15 * 60 * 1000
_DIRECTIONS = ("in", "out")


class _Body(msgspec.Struct, frozen=True):
    scan_id: str
    code: str
    place_id: str
    direction: str
    happened_at: str


def scans_of(
    tokens: Sequence[str], issued_ms: int, places: Sequence[str] = PLACES
) -> Iterator[bytes]:
    """Yield scans without end, of one pass after the other, as lines of an upload."""
    numbers = itertools.count(random.SystemRandom().getrandbits(64) << 32)
    for turn in itertools.count(1):
        happened_at = moment(issued_ms + turn * _STEP_MS)
        direction = _DIRECTIONS[turn % len(_DIRECTIONS)]
        for token, place_id in zip(tokens, itertools.cycle(places), strict=False):
            scan_id = f"{next(numbers):032x}"
            yield msgspec.json.encode(_Body(scan_id, token, place_id, direction, happened_at))


class Scanners:
    """Uploads, and what the gateway said to them."""

    def __init__(self, gateway: Client, scans: Iterator[bytes]) -> None:
        """Send these scans to this gateway; `took_s` is how long each upload had to wait."""
        self._gateway = gateway
        self._scans = scans
        self.acknowledged = 0
        self.took_s: list[float] = []
        self.faults: list[str] = []

    async def run(self, rate: int, seconds: float) -> float:
        """Upload so many scans a second; return how long it took until all were acknowledged."""
        lines = max(1, rate // UPLOADS_A_SECOND)
        room = asyncio.Semaphore(_IN_FLIGHT)
        began = due = time.monotonic()
        async with asyncio.TaskGroup() as uploads:
            while time.monotonic() - began < seconds:
                await asyncio.sleep(max(0.0, due - time.monotonic()))
                await room.acquire()
                uploads.create_task(self._upload(lines, room))
                due = max(due + lines / rate, time.monotonic() - _BEHIND_S)
        return time.monotonic() - began

    async def _upload(self, lines: int, room: asyncio.Semaphore) -> None:
        body = b"\n".join(itertools.islice(self._scans, lines))
        began = time.monotonic()
        try:
            await self._gateway.send("/v1/scans", body, lines=True, device=self.acknowledged)
            self.acknowledged += lines
            self.took_s.append(time.monotonic() - began)
        except RefusedError as refused:
            self.faults.append(str(refused))
        finally:
            room.release()
