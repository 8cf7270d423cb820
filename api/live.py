"""GET /v1/counts/live: the board as it changes, as server-sent events."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import StreamingResponse

from api.board import Board
from api.board_reader import BoardReader
from api.broadcast import Broadcast
from contracts.errors import NotAllowed, TryAgain
from service.doors import Caller, require
from service.parts import Parts

# A quarter of an hour is what a board shows; older minutes are asked for by GET /v1/counts.
KEEP_MINUTES = 15
# A minute's count is written again while scans of it arrive, late ones included.
_BACK_MS = 2 * KEEP_MINUTES * 60_000

_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
_DOOR = require("official", "epidemiologist")


class LiveCounts:
    """Board, reader and broadcast of one API process."""

    def __init__(self, parts: Parts, *, pause_s: float) -> None:
        """Build them; nothing is read before `running`."""
        self._porter = parts.porter
        board = Board(KEEP_MINUTES)
        self._reader = BoardReader(parts.kafka, board, back_ms=_BACK_MS)
        self._broadcast = Broadcast(board, pause_s=pause_s, metrics=parts.metrics)
        self._loop: asyncio.AbstractEventLoop | None = None

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Read and broadcast while the context lasts."""
        self._loop = asyncio.get_running_loop()
        self._reader.start()
        telling = asyncio.create_task(self._broadcast.run())
        try:
            yield
        finally:
            self._broadcast.end()
            await telling
            await asyncio.to_thread(self._reader.stop)

    def end_streams(self) -> None:
        """End every open stream, from any thread; a server that shuts down calls it first."""
        if self._loop is not None and self._loop.is_running():
            self._loop.call_soon_threadsafe(self._broadcast.end)

    def is_ready(self) -> bool:
        """Tell whether the board is complete."""
        return self._reader.has_caught_up

    def listen(self, last_event_id: str, authorization: str | None) -> AsyncIterator[bytes]:
        """Return the events for one listener, for as long as its token opens this door.

        Raises:
            TryAgain: the board is not complete yet.

        """
        if not self.is_ready():
            raise TryAgain("Kafka")

        def may_listen() -> bool:
            try:
                return _DOOR.admits(self._porter.recognise(authorization))
            except NotAllowed:
                return False

        return self._broadcast.events(last_event_id, may_listen)


def live_routes(live: LiveCounts) -> APIRouter:
    """Return the route of the live counts."""
    router = APIRouter()

    @router.get("/v1/counts/live", response_class=StreamingResponse)
    async def watch_counts(
        request: Request, _: Annotated[Caller, Depends(_DOOR)]
    ) -> StreamingResponse:
        """Stream the live counts: `snapshot`, then `changes`; send Last-Event-ID to resume."""
        headers = request.headers
        events = live.listen(headers.get("last-event-id", ""), headers.get("authorization"))
        return StreamingResponse(events, media_type="text/event-stream", headers=_HEADERS)

    return router
