"""GET /v1/status: how far the loader is, and how late the data."""

import asyncio
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Response

from analytics.loader import Loader
from analytics.loader_status import LoaderStatus
from analytics.questions.freshness import Freshness, freshness
from analytics.store import Store
from api.answers import answer
from service.doors import Caller, require


class Status(msgspec.Struct, frozen=True, kw_only=True):
    """The read side at one moment."""

    loader: LoaderStatus
    freshness: Freshness


def status_routes(store: Store, loader: Loader) -> APIRouter:
    """Return the route of the status."""
    router = APIRouter()

    @router.get("/v1/status")
    async def tell_status(
        _: Annotated[Caller, Depends(require("administrator"))],
    ) -> Response:
        """Say what was loaded, what is still unread, and when the newest scan was received."""
        fresh = await asyncio.to_thread(freshness, store)
        return answer(Status(loader=loader.status(), freshness=fresh))

    return router
