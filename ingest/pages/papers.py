"""What can be printed, as PDF: a pass, the poster of a place, blank paper forms."""

import asyncio
from collections.abc import Callable
from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, Depends, Query, Request, Response

from contracts.errors import Fault, FixRequest, NotFound
from contracts.places import Place
from contracts.words import Language
from ingest.pages.posted import posted, posted_pass
from ingest.pass_view import view_of
from ingest.printing.papers import PassPaper, PosterSize, blank_sheets, pass_paper, poster
from service.doors import COSTLY, Caller
from service.parts import Parts
from service.problems import language
from web.pages import Pages
from web.press import Press

_MOST_SHEETS = 50


class PaperDesk:
    """Prints."""

    def __init__(self, parts: Parts, pages: Pages) -> None:
        """Work with these."""
        self._parts = parts
        self._pages = pages
        self._press = Press()

    async def print_pass(self, request: Request, paper: PassPaper) -> Response:
        """Print the pass that was sent along.

        Raises:
            FixRequest: it is no pass of ours.
            TryAgain: too many want to print.

        """
        seen = posted_pass(await posted(request), self._parts.registry.lists.ring)
        spoken: Language = language(request)
        address = f"{self.address(request)}/pass/find"

        def drawn() -> str:
            shown = view_of(seen.token, seen.claims, spoken, draw=lambda _: "")
            return pass_paper(self._pages, shown, paper, spoken, address)

        return await self._printed(drawn, f"pass-{paper}", stored=False)

    async def print_poster(self, request: Request, place_id: str, size: PosterSize) -> Response:
        """Print the poster of a place.

        Raises:
            NotFound: there is no such place.
            TryAgain: too many want to print.

        """
        place = self._place(place_id)
        address = f"{self.address(request)}/declare?place={quote(place_id)}"
        return await self._printed(
            lambda: poster(self._pages, place, size, address),
            f"poster-{place_id}-{size}",
            # What the caller said our address is, nobody else may be given.
            stored=bool(self._parts.settings.public_url),
        )

    async def print_sheets(self, place_id: str, count: int) -> Response:
        """Print blank forms, for a place or for any.

        Raises:
            FixRequest: none, or too many at once.
            NotFound: there is no such place.
            TryAgain: too many want to print.

        """
        if not 1 <= count <= _MOST_SHEETS:
            raise FixRequest(Fault(field="count", reason="too_many", detail=str(_MOST_SHEETS)))
        place = self._place(place_id) if place_id else None
        return await self._printed(
            lambda: blank_sheets(self._pages, place, count), "sheets", stored=False
        )

    def address(self, request: Request) -> str:
        """Return where people reach this gateway."""
        return (self._parts.settings.public_url or str(request.base_url)).rstrip("/")

    def _place(self, place_id: str) -> Place:
        place = self._parts.registry.lists.places.get(place_id)
        if place is None:
            raise NotFound("place", place_id)
        return place

    async def _printed(
        self, drawn: Callable[[], str], name: str, *, stored: bool = True
    ) -> Response:
        pdf = await self._press.print(await asyncio.to_thread(drawn))
        headers = {
            "Content-Disposition": f'inline; filename="{name}.pdf"',
            "Cache-Control": "public, max-age=3600" if stored else "no-store",
            "X-Content-Type-Options": "nosniff",
        }
        return Response(pdf, headers=headers, media_type="application/pdf")


def paper_routes(desk: PaperDesk) -> APIRouter:
    """Return the routes by which people print."""
    router = APIRouter()

    @router.post("/pass/a4.pdf", include_in_schema=False)
    async def print_a4(request: Request, _: Annotated[Caller, Depends(COSTLY)]) -> Response:
        """Print a pass on A4."""
        return await desk.print_pass(request, "a4")

    @router.post("/pass/slip.pdf", include_in_schema=False)
    async def print_slip(request: Request, _: Annotated[Caller, Depends(COSTLY)]) -> Response:
        """Print a pass for a wallet."""
        return await desk.print_pass(request, "slip")

    @router.get("/posters/{place_id}.pdf", include_in_schema=False)
    async def print_poster(
        request: Request,
        place_id: str,
        _: Annotated[Caller, Depends(COSTLY)],
        size: Literal["A3", "A4"] = "A4",
    ) -> Response:
        """Print the poster of a place."""
        return await desk.print_poster(request, place_id, size)

    @router.get("/sheets/blank.pdf", include_in_schema=False)
    async def print_sheets(
        _: Annotated[Caller, Depends(COSTLY)],
        place: str = "",
        count: Annotated[int, Query()] = 1,
    ) -> Response:
        """Print blank paper forms."""
        return await desk.print_sheets(place, count)

    return router
