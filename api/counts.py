"""Counts per place and minute: from ClickHouse for a span of time, live from the topic."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response
from fastapi.responses import StreamingResponse

from analytics.questions.place_counts import place_counts
from analytics.store import Store
from api.asked import span_ms
from api.board import Board
from service.doors import Caller, require
from service.routes import json_answer

_WATCHING = require("official", "epidemiologist", "administrator")


def count_routes(store: Store, board: Board) -> APIRouter:
    """Return the routes by which officials see counts."""
    router = APIRouter()

    @router.get("/v1/counts")
    async def ask_counts(
        from_: Annotated[str, Query(alias="from")],
        until: str,
        _: Annotated[Caller, Depends(_WATCHING)],
        place_id: str = "",
    ) -> Response:
        """Tell how many scans there were per place, minute, direction and category."""
        from_ms, until_ms = span_ms(from_, until)
        found = await asyncio.to_thread(
            place_counts, store, from_ms=from_ms, until_ms=until_ms, place_id=place_id
        )
        return json_answer(found)

    @router.get("/v1/counts/live")
    async def watch_counts(_: Annotated[Caller, Depends(_WATCHING)]) -> StreamingResponse:
        """Send counts as they change (server-sent events): a snapshot first, then changes."""
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(_frames(board), media_type="text/event-stream", headers=headers)

    return router


async def _frames(board: Board) -> AsyncIterator[bytes]:
    async with board.viewer() as frames:
        async for frame in frames:
            yield frame
