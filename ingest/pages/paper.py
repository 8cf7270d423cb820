"""The page on which officers enter paper sheets.

It holds nothing itself: sheets and photographs come by the routes of `/v1/sheets`, so its door
stands open, and whoever is not signed in sees a way to sign in. What is typed comes back as the
citizen's form does, and is read by the same hands.
"""

import asyncio
from http import HTTPStatus
from typing import Annotated, get_args

import msgspec
from fastapi import APIRouter, Depends, Request, Response

from contracts.sheets import RejectionReason, declaration_id_of
from ingest.declarations import answer_of
from ingest.form.presets import traveller_presets
from ingest.form.reading import read_journey
from ingest.form.typed import Typed
from ingest.form.view import FormView, error_text
from ingest.sheets.entering import EntryDesk
from ingest.sheets.routes import OFFICER
from service.bodies import read_limited
from service.clock import now_ms
from service.doors import PUBLIC, Caller
from service.problems import language
from service.routes import json_answer
from web.pages import Pages

PAPER = "/paper"
_MOST_BYTES = 64 * 1024
_REJECTIONS: tuple[RejectionReason, ...] = get_args(RejectionReason)


class FieldError(msgspec.Struct, frozen=True):
    """What is wrong at a field of the page, in words."""

    field: str
    text: str


class Errors(msgspec.Struct, frozen=True):
    """All that is wrong."""

    errors: tuple[FieldError, ...]


def paper_routes(pages: Pages, desk: EntryDesk) -> APIRouter:
    """Return the page, and the route that takes what was typed into it."""
    router = APIRouter(include_in_schema=False)

    @router.get(PAPER)
    async def show_page(request: Request, _: Annotated[Caller, Depends(PUBLIC)]) -> Response:
        """Show the queue of sheets, once its reader has signed in."""
        blank = Typed([("traveller", "1"), ("origin_same", "yes"), *traveller_presets("1")])
        form = FormView(blank, language(request))
        return pages.page(request, "paper/paper.html", form=form, rejections=_REJECTIONS)

    @router.post(PAPER + "/{sheet_id}/entry")
    async def enter_typed(
        request: Request, sheet_id: str, caller: Annotated[Caller, Depends(OFFICER)]
    ) -> Response:
        """Enter an opened sheet; `?check=yes` only says what looks wrong."""
        typed = Typed.read(await read_limited(request, _MOST_BYTES))
        spoken = language(request)
        named = typed.replaced([("form_id", declaration_id_of(sheet_id)), ("traveller", "1")])
        journey = read_journey(named, caller, now_ms())
        if journey.faults:
            errors = tuple(FieldError(f.field, error_text(f, spoken)) for f in journey.faults)
            return json_answer(Errors(errors), HTTPStatus.UNPROCESSABLE_ENTITY)
        (form,) = journey.forms
        if request.query_params.get("check") == "yes":
            checked = await desk.check(sheet_id, form, caller)
            return json_answer(answer_of(checked, frozenset(), spoken).warnings)
        declared = await desk.enter(sheet_id, form, caller)
        answer = await asyncio.to_thread(answer_of, declared, frozenset({"svg"}), spoken)
        return json_answer(answer, HTTPStatus.CREATED)

    return router
