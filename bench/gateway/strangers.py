"""Clients that do harm without meaning to: some never finish a request, some take ages over it.

Whenever the gateway ends one, it comes back, so that always the same number is there.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Literal

from bench.gateway.material import NextRequest

Kind = Literal["hung", "slow"]

_BYTE_EVERY_S = 0.05
_BACK_AFTER_S = 0.1

Behave = Callable[[asyncio.StreamWriter, bytes], Awaitable[None]]


@contextlib.asynccontextmanager
async def strangers(
    kind: Kind, port: int, next_request: NextRequest, *, count: int
) -> AsyncIterator[None]:
    """Have so many of a kind beside whatever else happens."""
    behave: Behave = _hang if kind == "hung" else _dribble
    tasks = [
        asyncio.create_task(_come_back_for_ever(port, next_request, behave)) for _ in range(count)
    ]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _come_back_for_ever(port: int, next_request: NextRequest, behave: Behave) -> None:
    while True:
        with contextlib.suppress(OSError):
            await _one_visit(port, next_request, behave)
        await asyncio.sleep(_BACK_AFTER_S)


async def _one_visit(port: int, next_request: NextRequest, behave: Behave) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    behaving = asyncio.ensure_future(behave(writer, next_request().wire))
    try:
        # Whatever comes back, an answer or the end, ends the visit.
        await reader.read(1)
    finally:
        behaving.cancel()
        await asyncio.gather(behaving, return_exceptions=True)
        writer.close()


async def _hang(writer: asyncio.StreamWriter, wire: bytes) -> None:
    """Half a request, and no more."""
    writer.write(wire[: len(wire) // 2])
    await writer.drain()


async def _dribble(writer: asyncio.StreamWriter, wire: bytes) -> None:
    """The head at once, the body one byte at a time."""
    start = wire.index(b"\r\n\r\n") + 4
    writer.write(wire[:start])
    for at in range(start, len(wire)):
        await writer.drain()
        await asyncio.sleep(_BYTE_EVERY_S)
        writer.write(wire[at : at + 1])
