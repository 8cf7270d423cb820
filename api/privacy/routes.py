"""Routes about personal data: how it is kept, its end, and what is held on one person."""

import asyncio
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Request, Response

from analytics.store import Store
from api.answers import answer
from api.jurisdiction import check_everywhere
from api.privacy.erasing import DayBody, ErasingDesk, PersonBody
from api.privacy.export import ExportDesk
from api.privacy.standing import standing
from service.bodies import decode, read_limited
from service.doors import PUBLIC, Caller, require
from service.parts import Parts
from service.problems import language
from service.routes import describe_body
from web.pages import Pages

_MOST_BYTES = 16 * 1024

_PERSON = msgspec.json.Decoder(PersonBody)
_DAY = msgspec.json.Decoder(DayBody)


def privacy_routes(parts: Parts, store: Store, pages: Pages) -> APIRouter:
    """Return the routes and the page."""
    router = APIRouter()
    erasing, exporting = ErasingDesk(parts, store), ExportDesk(parts, store, pages)
    administrator = Depends(require("administrator"))

    @router.get("/v1/privacy")
    async def tell_standing(
        _: Annotated[Caller, Depends(require("administrator", "auditor"))],
    ) -> Response:
        """Tell how long what is kept, and the state of the day keys."""
        return answer(await asyncio.to_thread(standing, parts))

    @router.post("/v1/erasures/persons", openapi_extra=describe_body(PersonBody))
    async def erase_person(request: Request, caller: Annotated[Caller, administrator]) -> Response:
        """Erase one person; noted before. Only by whoever answers for the whole country."""
        check_everywhere(caller.jurisdiction)
        body = decode(await read_limited(request, _MOST_BYTES), _PERSON)
        return answer(await asyncio.to_thread(erasing.person, body, caller))

    @router.post("/v1/erasures/days", openapi_extra=describe_body(DayBody))
    async def erase_day(request: Request, caller: Annotated[Caller, administrator]) -> Response:
        """Destroy the key to which a day's personal fields are sealed; noted before.

        Only by whoever answers for the whole country, whose fields they are.
        """
        check_everywhere(caller.jurisdiction)
        body = decode(await read_limited(request, _MOST_BYTES), _DAY)
        return answer(await asyncio.to_thread(erasing.day, body, caller))

    @router.post("/v1/persons/export", openapi_extra=describe_body(PersonBody))
    async def export_person(request: Request, caller: Annotated[Caller, administrator]) -> Response:
        """Give all that is held on one person as a ZIP (JSON, HTML, PDF); noted before.

        Only to whoever answers for the whole country: it is all of it, wherever it was.
        """
        check_everywhere(caller.jurisdiction)
        body = decode(await read_limited(request, _MOST_BYTES), _PERSON)
        made = await asyncio.to_thread(exporting.export, body, caller, language(request))
        name = 'attachment; filename="person.zip"'
        headers = {"Content-Disposition": name, "Cache-Control": "no-store"}
        return Response(made, media_type="application/zip", headers=headers)

    @router.get("/privacy", include_in_schema=False)
    async def show_privacy(request: Request, _: Annotated[Caller, Depends(PUBLIC)]) -> Response:
        """Show how long what is kept, and the state of the keys."""
        return pages.page(request, "console/privacy.html")

    return router
