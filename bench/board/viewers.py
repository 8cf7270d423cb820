"""Viewers of the board, all in one process of their own: they listen as a browser does."""

import asyncio
import multiprocessing
import re
from collections.abc import Sequence
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

import msgspec

from bench.board.figures import Viewed
from contracts.errors import Stop
from deploy.demo.report import percentiles
from deploy.ports import LOOPBACK
from service.clock import now_ms

_TOLD = re.compile(rb'"told_ms":(\d+)')
_AT_ONCE = 50
_READY_WITHIN_S = 120.0


class Audience(msgspec.Struct, frozen=True):
    """Where to listen, with which token, and the paths of the viewers' streams."""

    url: str
    token: str
    paths: Sequence[str]


class Viewers:
    """A process full of viewers; entered when each has had its first frame."""

    def __init__(self, audience: Audience) -> None:
        """Prepare; nothing listens before the context is entered."""
        context = multiprocessing.get_context("spawn")
        self._ours, theirs = context.Pipe()
        self._process = context.Process(target=_listen, args=(audience, theirs), daemon=True)

    def __enter__(self) -> Self:
        self._process.start()
        if not self._ours.poll(_READY_WITHIN_S):
            self._process.kill()
            raise Stop("the viewers did not all get their first frame")
        self._ours.recv()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.join()

    def begin(self) -> None:
        """Count from now on."""
        self._ours.send("begin")

    def seen(self) -> Viewed:
        """Return what was seen since the beginning."""
        self._ours.send("seen")
        viewed: Viewed = self._ours.recv()
        return viewed


class _Notes:
    """What all viewers have seen."""

    def __init__(self) -> None:
        self.clear()
        self.broken = 0

    def clear(self) -> None:
        self.bytes = 0
        self.delays_s: list[float] = []

    def told(self) -> Viewed:
        return Viewed(
            frames=len(self.delays_s),
            received_bytes=self.bytes,
            delay_ms=percentiles(self.delays_s),
            broken=self.broken,
        )


class _Viewer(asyncio.Protocol):
    """One connection. A frame in two pieces is noted when the piece with its moment is there."""

    def __init__(self, request: bytes, notes: _Notes) -> None:
        self._request = request
        self._notes = notes
        self.has_frame = asyncio.Event()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)  # noqa: S101  # a TCP connection is one
        transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        self._notes.bytes += len(data)
        now = now_ms()
        for told in _TOLD.findall(data):
            self._notes.delays_s.append((now - int(told)) / 1000)
            self.has_frame.set()

    def connection_lost(self, _: Exception | None) -> None:
        self._notes.broken += 1


def _listen(audience: Audience, parent: Connection) -> None:
    asyncio.run(_listening(audience, parent))


async def _listening(audience: Audience, parent: Connection) -> None:
    notes = _Notes()
    room = asyncio.Semaphore(_AT_ONCE)
    await asyncio.gather(*(_begin(audience, path, notes, room) for path in audience.paths))
    parent.send("ready")
    while True:
        asked = await asyncio.to_thread(parent.recv)
        if asked == "begin":
            notes.clear()
        else:
            parent.send(notes.told())


async def _begin(audience: Audience, path: str, notes: _Notes, room: asyncio.Semaphore) -> None:
    address = urlsplit(audience.url)
    request = (
        f"GET {path} HTTP/1.1\r\nHost: {address.netloc}\r\nAccept: text/event-stream\r\n"
        f"Authorization: Bearer {audience.token}\r\n\r\n"
    )
    async with room:
        _, viewer = await asyncio.get_running_loop().create_connection(
            lambda: _Viewer(request.encode(), notes), LOOPBACK, address.port or 0
        )
        await viewer.has_frame.wait()
