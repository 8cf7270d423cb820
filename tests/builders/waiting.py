"""Waiting for something to become true, with a deadline instead of a guess."""

import asyncio
import contextlib
import threading
import time
from collections.abc import Awaitable, Callable

_PAUSE_S = 0.05


def wait_until(condition: Callable[[], object], deadline_s: float, what: str) -> None:
    """Return as soon as the condition holds; fail naming `what` after `deadline_s` seconds."""
    deadline = time.monotonic() + deadline_s
    pause = threading.Event()
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {deadline_s} s: {what}")
        pause.wait(_PAUSE_S)


async def wait_until_async(condition: Callable[[], object], deadline_s: float, what: str) -> None:
    """Do as `wait_until`, and let the event loop run meanwhile."""
    deadline = time.monotonic() + deadline_s
    never = asyncio.Event()
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {deadline_s} s: {what}")
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(never.wait(), _PAUSE_S)


async def asked_until(ask: Callable[[], Awaitable[bool]], deadline_s: float, what: str) -> None:
    """Do as `wait_until_async` with a question whose answer has to be awaited itself."""
    deadline = time.monotonic() + deadline_s
    while not await ask():
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {deadline_s} s: {what}")
        await asyncio.sleep(_PAUSE_S)
