"""How the read side is doing, whether its answers are right, and which places there are."""

import asyncio
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, FastAPI, Request, Response

from analytics.loader import Loader
from analytics.loader_status import LoaderStatus
from analytics.questions.freshness import Freshness, freshness
from analytics.questions.verification import verify
from analytics.store import Store
from service.doors import PUBLIC, Caller, require
from service.parts import Parts
from service.routes import json_answer

_RUNNING_THE_HOUSE = require("administrator")


class Status(msgspec.Struct, frozen=True):
    """The loader, how fresh answers are, and how old the lists are (-1: never read)."""

    loader: LoaderStatus
    freshness: Freshness
    lists_age_s: int


def status_routes(parts: Parts, store: Store, loader: Loader) -> APIRouter:
    """Return the routes of whoever runs the house."""
    router = APIRouter()

    @router.get("/v1/status")
    async def tell_status(_: Annotated[Caller, Depends(_RUNNING_THE_HOUSE)]) -> Response:
        """Tell how far loading is."""
        fresh = await asyncio.to_thread(freshness, store)
        return json_answer(Status(loader.status(), fresh, parts.registry.age_s()))

    @router.get("/v1/verification")
    async def verify_now(
        _: Annotated[Caller, Depends(_RUNNING_THE_HOUSE)], since_ms: int = 0
    ) -> Response:
        """Recompute timelines, movements and counts by SQL and compare them with the stream's."""
        return json_answer(await asyncio.to_thread(verify, store, since_ms=since_ms))

    @router.get("/v1/places")
    async def list_places(_: Annotated[Caller, Depends(PUBLIC)]) -> Response:
        """List all places where people are scanned."""
        return json_answer(sorted(parts.registry.lists.places.values(), key=lambda p: p.place_id))

    @router.get("/openapi.json", include_in_schema=False)
    async def describe(request: Request, _: Annotated[Caller, Depends(PUBLIC)]) -> Response:
        """Describe this API in OpenAPI."""
        app: FastAPI = request.app
        return json_answer(app.openapi())

    return router
