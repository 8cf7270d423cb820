"""The gateway's first page, what a citizen and an officer can do here, and the help."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from contracts.settings import Settings
from service.doors import PUBLIC, Caller
from web.pages import Pages


def home_routes(pages: Pages, settings: Settings) -> APIRouter:
    """Return the routes of the first page and of the help."""
    router = APIRouter()

    @router.get("/", include_in_schema=False)
    async def show_home(request: Request, _: Annotated[Caller, Depends(PUBLIC)]) -> Response:
        """Show the ways into the house."""
        return pages.page(request, "home.html")

    @router.get("/help", include_in_schema=False)
    async def show_help(request: Request, _: Annotated[Caller, Depends(PUBLIC)]) -> Response:
        """Show the steps of both ways, online and on paper."""
        here = str(request.base_url)
        address = (settings.public_url or here).rstrip("/")
        return pages.page(request, "help.html", address=address, hours=settings.pass_hours)

    return router
