"""GET /v1/places and /v1/units: where people are scanned, and the districts and provinces."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from contracts.places import units_of_2021
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

    @router.get("/v1/units")
    async def list_units(
        _: Annotated[Caller, Depends(PUBLIC)],
        code: Annotated[list[str] | None, Query()] = None,
    ) -> Response:
        """List the provinces and districts with their points, or the units of these codes.

        A province has no parent; a code that is none is passed over.
        """
        units = units_of_2021()
        if code is None:
            return json_answer({"units": [one for one in units if one.level != "ward"]})
        return json_answer({"units": [units[one] for one in code if one in units]})

    return router
