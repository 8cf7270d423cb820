"""GET /v1/places: where people are scanned."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from service.doors import PUBLIC, Caller
from service.parts import Parts
from service.routes import json_answer


def place_routes(parts: Parts) -> APIRouter:
    """Return the route of the places."""
    router = APIRouter()

    @router.get("/v1/places")
    async def list_places(_: Annotated[Caller, Depends(PUBLIC)]) -> Response:
        """List every place by its id, those added to the reference data included."""
        places = parts.registry.lists.places
        return json_answer({"places": [places[place_id] for place_id in sorted(places)]})

    return router
