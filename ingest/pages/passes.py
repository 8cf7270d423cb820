"""The pass as a page: after declaring, and again where it is kept on the citizen's device."""

import asyncio
from collections.abc import Sequence
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from contracts.errors import Stop
from contracts.passes import peek
from contracts.words import Language
from ingest.declaring import Declared
from ingest.pass_view import PassView, view_of
from service.doors import PUBLIC, Caller
from service.problems import language
from web.assets import Assets
from web.pages import Pages
from web.serving import asset_answer

KEPT = "/pass"


async def show_declared(
    pages: Pages,
    request: Request,
    declared: Sequence[Declared],
    status: HTTPStatus = HTTPStatus.CREATED,
) -> Response:
    """Answer with the page of one or several passes that were just issued."""
    views = await asyncio.to_thread(views_of, declared, language(request))
    return show_views(pages, request, views, status)


def show_views(
    pages: Pages, request: Request, views: Sequence[PassView], status: HTTPStatus = HTTPStatus.OK
) -> Response:
    """Answer with a page of passes. They are in the page, never in its address."""
    return pages.page(request, "pass/passes.html", status=status, passes=views)


def views_of(declared: Sequence[Declared], spoken: Language) -> list[PassView]:
    """Return what is shown of passes that were just issued. Drawing takes 20 ms each."""
    views = []
    for one in declared:
        claims = peek(one.token)
        if claims is None:
            raise Stop("a pass of our own can't be read")
        views.append(view_of(one.token, claims, spoken, warnings=one.warnings))
    return views


def pass_routes(pages: Pages, assets: Assets) -> APIRouter:
    """Return the page of passes that a device keeps, and the worker that shows it offline."""
    router = APIRouter()

    @router.get(KEPT, include_in_schema=False)
    async def show_kept(request: Request, _: Annotated[Caller, Depends(PUBLIC)]) -> Response:
        """Show the page that shows what the device keeps; nothing of it comes from here."""
        return pages.page(request, "pass/kept.html", blank=_BLANK)

    @router.get(f"{KEPT}/worker.js", include_in_schema=False)
    async def send_worker(request: Request, _: Annotated[Caller, Depends(PUBLIC)]) -> Response:
        """Send the script that keeps this page for when there is no network."""
        return asset_answer(
            request,
            assets.built("pass-worker.js"),
            cache="no-cache",
            headers={"Service-Worker-Allowed": KEPT},
        )

    return router


# Filled in by the page's script from what the device keeps.
_BLANK = PassView(
    token="",
    code="data:,",
    pass_id="",
    name="",
    birth_year=0,
    last_four="",
    issued="",
    expires="",
    expires_ms=0,
    risks=("symptoms_declared", "contact_declared", "from_epidemic_area", "compare_identity"),
)
