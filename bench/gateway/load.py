"""A load client that costs little: raw HTTP/1.1 over connections that stay open.

Each connection sends its next request when the answer to the last one is complete.
"""

import asyncio
import time
from collections.abc import Sequence
from typing import cast

import msgspec

from bench.gateway.material import NextRequest

_HEAD_END = b"\r\n\r\n"
_LENGTH = b"content-length: "
_OK = b"HTTP/1.1 200 "
_FINISH_WITHIN_S = 30.0


class Slice(msgspec.Struct):
    """What one stretch of load came to; `waits_s` is how long each request took.

    `cpu_s` is the processor time of the server, for whoever drives to note.
    """

    scans: int = 0
    seconds: float = 0.0
    cpu_s: float = 0.0
    waits_s: list[float] = msgspec.field(default_factory=list)
    refused: int = 0
    broken: int = 0

    @property
    def scans_per_s(self) -> float:
        """How fast it was."""
        return self.scans / self.seconds if self.seconds else 0.0


async def drive(port: int, next_request: NextRequest, *, connections: int, seconds: float) -> Slice:
    """Load a server on this machine for so long, and wait for the last answers.

    Raises:
        OSError: the server takes no connections.
        TimeoutError: an answer never came.

    """
    loop = asyncio.get_running_loop()
    seen = Slice()
    opened: list[_Connection] = []
    for _ in range(connections):
        _, connection = await loop.create_connection(
            lambda: _Connection(next_request, seen), "127.0.0.1", port
        )
        opened.append(connection)
    began = time.perf_counter()
    for connection in opened:
        connection.send_until(began + seconds)
    await _all_done(opened)
    seen.seconds = time.perf_counter() - began
    for connection in opened:
        connection.close()
    return seen


async def _all_done(connections: Sequence["_Connection"]) -> None:
    async with asyncio.timeout(None) as limit:
        limit.reschedule(max(c.until for c in connections) - time.perf_counter() + _loop_time())
        await asyncio.gather(*(connection.done for connection in connections))


def _loop_time() -> float:
    return asyncio.get_running_loop().time() + _FINISH_WITHIN_S


class _Connection(asyncio.Protocol):
    """One connection, one request at a time."""

    def __init__(self, next_request: NextRequest, seen: Slice) -> None:
        self.until = 0.0
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._next_request = next_request
        self._seen = seen
        self._transport: asyncio.Transport | None = None
        self._answer = b""
        self._began = 0.0
        self._scans = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # uvloop's is not a subclass, it only looks like one.
        self._transport = cast("asyncio.Transport", transport)

    def connection_lost(self, exc: Exception | None) -> None:
        del exc
        if not self.done.done():
            self._seen.broken += 1
            self.done.set_result(None)

    def data_received(self, data: bytes) -> None:
        self._answer += data
        if not _is_complete(self._answer):
            return
        now = time.perf_counter()
        if self._answer.startswith(_OK):
            self._seen.scans += self._scans
            self._seen.waits_s.append(now - self._began)
        else:
            self._seen.refused += 1
        self._answer = b""
        if now < self.until:
            self._send()
        elif not self.done.done():
            self.done.set_result(None)

    def send_until(self, until: float) -> None:
        """Begin; `until` is a moment of `time.perf_counter`."""
        self.until = until
        self._send()

    def close(self) -> None:
        """Let the connection go."""
        if self._transport is not None:
            self._transport.close()

    def _send(self) -> None:
        if self._transport is None or self._transport.is_closing():
            return
        request = self._next_request()
        self._scans = request.scans
        self._began = time.perf_counter()
        self._transport.write(request.wire)


def _is_complete(answer: bytes) -> bool:
    """Tell whether head and body are there; every answer in the bench names its length."""
    head_end = answer.find(_HEAD_END)
    if head_end < 0:
        return False
    start = answer.find(_LENGTH, 0, head_end + 2) + len(_LENGTH)
    length = int(answer[start : answer.index(b"\r\n", start)])
    return len(answer) >= head_end + len(_HEAD_END) + length
