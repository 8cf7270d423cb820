"""The read side's pages. They hold nothing themselves: what they show comes by the routes of `/v1`.

So their doors stand open, and whoever is not signed in sees an empty page and a way to sign in.
"""

from typing import Annotated, get_args

from fastapi import APIRouter, Depends, Request, Response

from contracts.registry import ROLES
from contracts.verdicts import CATEGORY_OF, Reason
from service.doors import PUBLIC, Caller
from web.pages import Pages

_REFUSALS = tuple(reason for reason in get_args(Reason) if CATEGORY_OF[reason] == "refuse")


def console_routes(pages: Pages, gateway_url: str, *, has_oidc: bool) -> APIRouter:
    """Return the routes of the pages; `gateway_url` is where scanners reach the gateway.

    `has_oidc`: people may also sign in at a provider of identities.
    """
    router = APIRouter(include_in_schema=False)

    @router.get("/")
    async def show_home(request: Request, _: Annotated[Caller, Depends(PUBLIC)]) -> Response:
        """Show the sign-in, and the ways that are open afterwards."""
        return pages.page(request, "console/home.html", roles=ROLES, has_oidc=has_oidc)

    @router.get("/board")
    async def show_board(request: Request, _: Annotated[Caller, Depends(PUBLIC)]) -> Response:
        """Show the live board."""
        return pages.page(request, "console/board.html", reasons=_REFUSALS)

    @router.get("/wall")
    async def show_wall(request: Request, _: Annotated[Caller, Depends(PUBLIC)]) -> Response:
        """Show the live board on a screen that is read from afar."""
        return pages.page(request, "console/wall.html", reasons=_REFUSALS)

    @router.get("/enrol")
    async def show_enrolment(request: Request, _: Annotated[Caller, Depends(PUBLIC)]) -> Response:
        """Show the page on which an administrator enrols a scanner."""
        return pages.page(request, "console/enrol.html", gateway=gateway_url)

    @router.get("/devices")
    async def show_devices(request: Request, _: Annotated[Caller, Depends(PUBLIC)]) -> Response:
        """Show the page on which an administrator looks after the scanners."""
        return pages.page(request, "console/devices.html")

    return router
