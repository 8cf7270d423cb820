"""GET /v1/status and /v1/migrations: how far the loader is, how late the data, the schema."""

import asyncio
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Response

from analytics.loader import Loader
from analytics.loader_status import LoaderStatus
from analytics.migrations import MigrationState, history
from analytics.questions.freshness import Freshness, freshness
from analytics.store import Store
from api.answers import answer
from service.doors import Caller, require


class Status(msgspec.Struct, frozen=True, kw_only=True):
    """The read side at one moment."""

    loader: LoaderStatus
    freshness: Freshness


class Schema(msgspec.Struct, frozen=True, kw_only=True):
    """Which changes of the tables were applied, and when."""

    migrations: tuple[MigrationState, ...]


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

    @router.get("/v1/migrations")
    async def tell_migrations(
        _: Annotated[Caller, Depends(require("administrator"))],
    ) -> Response:
        """Say which changes of the tables were applied, and when."""
        return answer(Schema(migrations=await asyncio.to_thread(history, store)))

    return router
