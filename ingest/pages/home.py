"""The gateway's first page: what a citizen and an officer can do here."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from service.doors import PUBLIC, Caller
from web.pages import Pages


def home_routes(pages: Pages) -> APIRouter:
    """Return the route of the first page."""
    router = APIRouter()

    @router.get("/", include_in_schema=False)
    async def show_home(request: Request, _: Annotated[Caller, Depends(PUBLIC)]) -> Response:
        """Show the ways into the house."""
        return pages.page(request, "home.html")

    return router
