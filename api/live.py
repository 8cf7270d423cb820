"""The board as it changes, as server-sent events: `/v1/counts/live` and `/v1/board/live`."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import StreamingResponse

from analytics.loader import Loader
from analytics.store import Store
from api.board import Board
from api.board_areas import Area, area_asked
from api.board_choice import Choices
from api.board_figures import BoardFigures
from api.board_reader import BoardReader
from api.board_rounds import Rounds
from api.broadcast import Broadcast
from api.fleet import StatusView
from contracts.errors import NotAllowed, TryAgain
from service.doors import Caller, require
from service.parts import Parts

# A quarter of an hour is what a board shows; older minutes are asked for by GET /v1/counts.
KEEP_MINUTES = 15
# A minute's count is written again while scans of it arrive, late ones included.
_BACK_MS = 2 * KEEP_MINUTES * 60_000

_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no", "Vary": "Accept-Encoding"}
_DOOR = require("official", "epidemiologist")

_Caller = Annotated[Caller, Depends(_DOOR)]
_Units = Annotated[
    list[str],
    Query(
        alias="unit",
        default_factory=list,
        description="provinces or districts; none: one's own area",
    ),
]


class _Listener(msgspec.Struct, frozen=True):
    """Who listens, as the request says it."""

    authorization: str | None
    last_event_id: str
    takes_gzip: bool


class LiveCounts:
    """Board, reader, figures and broadcast of one API process."""

    def __init__(self, parts: Parts, store: Store, loader: Loader, statuses: StatusView) -> None:
        """Build them; nothing is read before `running`."""
        self._parts = parts
        board = Board(KEEP_MINUTES)
        self._reader = BoardReader(parts.kafka, board, back_ms=_BACK_MS)
        self._broadcast = Broadcast(
            board,
            lambda: parts.registry.lists,
            pause_s=parts.settings.board_frame_s,
            metrics=parts.metrics,
        )
        self._rounds = Rounds(
            BoardFigures(parts, store, loader, statuses, lambda: board.newest_ms),
            self._broadcast,
            pause_s=parts.settings.board_figures_s,
        )
        self._loop: asyncio.AbstractEventLoop | None = None

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Read and broadcast while the context lasts."""
        self._loop = asyncio.get_running_loop()
        self._reader.start()
        telling = asyncio.create_task(self._broadcast.run())
        figuring = asyncio.create_task(self._rounds.run())
        try:
            yield
        finally:
            self._end()
            await asyncio.gather(telling, figuring)
            await asyncio.to_thread(self._reader.stop)

    def end_streams(self) -> None:
        """End every open stream, from any thread; a server that shuts down calls it first."""
        if self._loop is not None and self._loop.is_running():
            self._loop.call_soon_threadsafe(self._end)

    def is_ready(self) -> bool:
        """Tell whether the board is complete."""
        return self._reader.has_caught_up

    def area(self, caller: Caller, units: list[str], place_id: str) -> Area:
        """Return the area a caller asks for; raises as `area_asked`."""
        return area_asked(self._parts.registry.lists, caller, units, place_id)

    def listen(self, area: Area, listener: _Listener, *, figures: bool) -> StreamingResponse:
        """Answer with an area's events, for as long as the listener's token opens this door.

        Raises:
            TryAgain: the board is not complete yet.

        """
        if not self.is_ready():
            raise TryAgain("Kafka")

        def may_listen() -> bool:
            try:
                caller = self._parts.porter.recognise(listener.authorization)
                self.area(caller, list(area.units), area.place_id)
            except NotAllowed:
                return False
            return _DOOR.admits(caller)

        events = self._broadcast.events(
            area,
            listener.last_event_id,
            may_listen,
            figures=figures,
            squeezed=listener.takes_gzip,
        )
        if figures and self._broadcast.without_figures():
            self._rounds.begin()
        encoding = {"Content-Encoding": "gzip"} if listener.takes_gzip else {}
        return StreamingResponse(
            events, media_type="text/event-stream", headers=_HEADERS | encoding
        )

    def _end(self) -> None:
        self._rounds.end()
        self._broadcast.end()


def live_routes(live: LiveCounts, parts: Parts) -> APIRouter:
    """Return the routes of the live counts and of the board."""
    router = APIRouter()
    choices = Choices()

    @router.get("/v1/counts/live", response_class=StreamingResponse)
    async def watch_counts(
        request: Request, caller: _Caller, unit: _Units, place_id: str = ""
    ) -> StreamingResponse:
        """Stream the live counts: `snapshot`, then `changes`; send Last-Event-ID to resume."""
        area = live.area(caller, unit, place_id)
        return live.listen(area, _listener(request), figures=False)

    @router.get("/v1/board/live", response_class=StreamingResponse)
    async def watch_board(
        request: Request, caller: _Caller, unit: _Units, place_id: str = ""
    ) -> StreamingResponse:
        """Stream the live counts, and between them the area's `figures` every few seconds."""
        area = live.area(caller, unit, place_id)
        return live.listen(area, _listener(request), figures=True)

    @router.get("/v1/board/areas")
    async def list_areas(request: Request, caller: _Caller) -> Response:
        """List what the caller's board may show: their own area, the units and places in it."""
        found = choices.within(parts.registry.lists, caller.units)
        headers = {"Cache-Control": "no-store", "Vary": "Accept-Encoding"}
        if not _takes_gzip(request):
            return Response(found.plain, headers=headers, media_type="application/json")
        headers["Content-Encoding"] = "gzip"
        return Response(found.squeezed, headers=headers, media_type="application/json")

    return router


def _listener(request: Request) -> _Listener:
    headers = request.headers
    return _Listener(
        authorization=headers.get("authorization"),
        last_event_id=headers.get("last-event-id", ""),
        takes_gzip=_takes_gzip(request),
    )


def _takes_gzip(request: Request) -> bool:
    return "gzip" in request.headers.get("accept-encoding", "")
