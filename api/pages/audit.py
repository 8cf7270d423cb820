"""The auditor's page; what it shows comes by the routes of `/v1/audit`."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from service.doors import PUBLIC, Caller
from web.pages import Pages


def audit_page_routes(pages: Pages) -> APIRouter:
    """Return the route of the page."""
    router = APIRouter(include_in_schema=False)

    @router.get("/audit")
    async def show_audit(request: Request, _: Annotated[Caller, Depends(PUBLIC)]) -> Response:
        """Show who asked what about whom, and what of it is unusual."""
        return pages.page(request, "console/audit.html")

    return router
