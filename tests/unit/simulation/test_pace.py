"""The pace: by rate, by speed, and never ahead of the wall clock."""

import asyncio
import time

import pytest

from simulation.pace import Pace, wall_ms
from simulation.plan import Plan

_LONG_AGO_MS = 1_000_000


async def test_without_rate_or_speed_nothing_is_waited_for() -> None:
    """As fast as the gateway takes it."""
    pace = Pace(Plan(rate=None), 0, asyncio.Event(), wall_ms)
    pace.begin()

    assert all([await pace.wait(_LONG_AGO_MS, 1) for _ in range(100)])


async def test_a_rate_spaces_scans_out_and_declarations_ride_along() -> None:
    """Ten scans at 100 a second are due after a tenth of a second, whatever else is sent."""
    pace = Pace(Plan(rate=100), 0, asyncio.Event(), wall_ms)
    pace.begin()
    began = time.monotonic()
    for _ in range(11):
        await pace.wait(_LONG_AGO_MS, 1)
        await pace.wait(_LONG_AGO_MS, 0)

    assert time.monotonic() - began >= 0.1


async def test_a_speed_ties_city_time_to_wall_time() -> None:
    """Sixty city seconds at 600 city seconds a second last a tenth of a second."""
    pace = Pace(Plan(rate=None, speed=600), 0, asyncio.Event(), wall_ms)
    pace.begin()
    began = time.monotonic()
    await pace.wait(60_000, 1)

    assert time.monotonic() - began >= 0.1


async def test_the_present_is_never_overtaken() -> None:
    """What lies in the future is waited for, however fast the plan."""
    pace = Pace(Plan(rate=None, minutes=0.002), 0, asyncio.Event(), lambda: 1000)
    pace.begin()

    assert await pace.wait(1000, 1)
    assert not await pace.wait(10_000, 1)


@pytest.mark.parametrize("plan", [Plan(rate=1.0), Plan(rate=None, speed=0.001)])
async def test_a_stop_ends_every_wait(plan: Plan) -> None:
    """Nobody waits for a slow schedule after Ctrl-C."""
    stop = asyncio.Event()
    pace = Pace(plan, 0, stop, wall_ms)
    pace.begin()
    waiting = asyncio.gather(*(pace.wait(_LONG_AGO_MS, 10_000) for _ in range(3)))
    await asyncio.sleep(0)
    stop.set()

    assert False in await waiting
