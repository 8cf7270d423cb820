"""The pages of accounts: one's own, and all of them. They hold nothing themselves."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from api.pages.cases import typed_units
from contracts.registry import ROLES
from service.doors import PUBLIC, Caller
from web.pages import Pages


def account_page_routes(pages: Pages) -> APIRouter:
    """Return the routes of the pages."""
    router = APIRouter(include_in_schema=False)

    @router.get("/account")
    async def show_account(request: Request, _: Annotated[Caller, Depends(PUBLIC)]) -> Response:
        """Show the page on which people look after their own account."""
        return pages.page(request, "console/account.html")

    @router.get("/people")
    async def show_people(request: Request, _: Annotated[Caller, Depends(PUBLIC)]) -> Response:
        """Show the page on which an administrator looks after all accounts."""
        return pages.page(request, "console/people.html", roles=ROLES, units=typed_units())

    return router
