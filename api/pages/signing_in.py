"""The page to which a provider of identities sends people back.

What it sends along stands behind the `#` of the address where the provider can do that, and is
taken out of it at once; the session comes as the answer to a request, never in an address.
"""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from service.doors import PUBLIC, Caller
from web.pages import Pages


def sign_in_page_routes(pages: Pages) -> APIRouter:
    """Return the route of the page."""
    router = APIRouter(include_in_schema=False)

    @router.get("/sign-in/return")
    async def come_back(request: Request, _: Annotated[Caller, Depends(PUBLIC)]) -> Response:
        """Show that somebody is being signed in, or why not."""
        return pages.page(request, "console/oidc-return.html")

    return router
