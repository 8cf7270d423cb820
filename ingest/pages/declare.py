"""The citizen's form: shown, sent, and shown again with what is wrong at its field.

It is an ordinary form of an ordinary page: every button sends all that was typed, and every answer
shows it again. Scripts only spare the way to us and back.
"""

import asyncio
from http import HTTPStatus
from typing import Annotated, NamedTuple

from fastapi import APIRouter, Depends, Request, Response

from contracts.errors import Fault, FixRequest, TryAgain
from contracts.places import Place
from ingest.captcha.challenges import Challenges
from ingest.captcha.guard import CaptchaForm
from ingest.declarations import KNOWN, DeclarationDesk
from ingest.form.prefill import ACTION as PREFILL
from ingest.form.prefill import Prefill
from ingest.form.presets import fresh_form, is_form_id, new_form_id, with_one_more
from ingest.form.reading import read_journey
from ingest.form.recalling import ACTION as RECALL
from ingest.form.recalling import Recall
from ingest.form.typed import Typed
from ingest.form.view import FormView
from ingest.pages.passes import show_declared
from service.bodies import read_limited
from service.clock import now_ms
from service.doors import PUBLIC, Caller
from service.parts import Parts
from service.problems import language
from web.pages import Pages

DECLARE = "/declare"
_MOST_BYTES = 256 * 1024
_REMOVE = "remove-"
# After these the code that was shown lets nothing through any more.
_NEEDS_NEW_CODE = frozenset({"captcha_wrong", "captcha_over"})


class FormHelps(NamedTuple):
    """What fills the form in for those who show who they are."""

    prefill: Prefill
    recall: Recall


class FormDesk:
    """Shows the form and takes it in."""

    def __init__(
        self,
        parts: Parts,
        pages: Pages,
        desk: DeclarationDesk,
        challenges: Challenges,
        helps: FormHelps,
    ) -> None:
        """Work with these."""
        self._registry = parts.registry
        self._pages = pages
        self._desk = desk
        self._challenges = challenges
        self._prefill, self._recall = helps

    async def show_fresh(self, request: Request, place_id: str) -> Response:
        """Show an empty form, for whoever comes by a place's poster with the place in it."""
        place = self._place(place_id)
        return await self._show(request, fresh_form(now_ms(), place), fresh=True)

    async def take(self, request: Request, caller: Caller) -> Response:
        """Do what the pressed button says."""
        typed = Typed.read(await read_limited(request, _MOST_BYTES))
        if typed.text("replaces") and not typed.text("form_id"):
            # A pass's own page sends the pass alone, to have it corrected.
            fresh = fresh_form(now_ms(), None)
            return await self._show(request, fresh.replaced([("replaces", typed.text("replaces"))]))
        if not is_form_id(typed.text("form_id")):
            typed = typed.replaced([("form_id", new_form_id())])
        action = typed.text("action")
        if action == "send":
            return await self._send(request, typed, caller)
        if action == PREFILL:
            typed = await self._prefill.into(typed)
        if action == RECALL:
            typed = await self._recall.into(typed, self._registry.lists.ring)
        if action == "add":
            typed = with_one_more(typed)
        if action.startswith(_REMOVE) and action.removeprefix(_REMOVE).isdigit():
            typed = typed.without_traveller(int(action.removeprefix(_REMOVE)))
        if action == "captcha":
            typed = typed.replaced([("captcha_challenge", "")])
        return await self._show(request, typed)

    async def _send(self, request: Request, typed: Typed, caller: Caller) -> Response:
        journey = read_journey(typed, caller, now_ms())
        copied = CaptchaForm(typed.text("captcha_challenge"), typed.text("captcha"))
        content = typed.digest()
        faults = journey.faults
        if not KNOWN.admits(caller):
            faults += self._desk.captcha_faults(copied, content)
        if faults:
            if any(fault.reason in _NEEDS_NEW_CODE for fault in faults):
                typed = typed.replaced([("captcha_challenge", ""), ("captcha", "")])
            return await self._show(request, typed, HTTPStatus.UNPROCESSABLE_ENTITY, faults)
        try:
            declared = await self._desk.file_journey(journey.forms, caller, copied, content)
        except FixRequest as refused:
            # What only the old pass, or the moment itself, makes wrong.
            status = HTTPStatus.UNPROCESSABLE_ENTITY
            return await self._show(request, typed, status, refused.faults)
        except TryAgain as busy:
            answer = await self._show(request, typed, HTTPStatus.SERVICE_UNAVAILABLE, busy=True)
            answer.headers["Retry-After"] = str(busy.after_s)
            return answer
        return await show_declared(self._pages, request, declared)

    async def _show(
        self,
        request: Request,
        typed: Typed,
        status: HTTPStatus = HTTPStatus.OK,
        faults: tuple[Fault, ...] = (),
        *,
        fresh: bool = False,
        busy: bool = False,
    ) -> Response:
        now_s = now_ms() // 1000
        shown = self._challenges.read(typed.text("captcha_challenge"))
        if shown is None or shown.ends_s <= now_s:
            shown = self._challenges.make(now_s)
        view = FormView(
            typed,
            language(request),
            challenge=shown.text,
            faults=faults,
            place=self._place(typed.text("place")),
            fresh=fresh,
        )
        # Some milliseconds in which scans need not wait.
        return await asyncio.to_thread(
            self._pages.page,
            request,
            "form/declare.html",
            status=status,
            form=view,
            busy=busy,
            can_prefill=self._prefill.is_possible,
        )

    def _place(self, place_id: str) -> Place | None:
        return self._registry.lists.places.get(place_id)


def form_routes(desk: FormDesk) -> APIRouter:
    """Return the routes of the form."""
    router = APIRouter()

    @router.get(DECLARE, include_in_schema=False)
    async def show_form(
        request: Request, _: Annotated[Caller, Depends(PUBLIC)], place: str = ""
    ) -> Response:
        """Show an empty form; `place` is the checkpoint whose poster led here."""
        return await desk.show_fresh(request, place)

    @router.post(DECLARE, include_in_schema=False)
    async def take_form(request: Request, caller: Annotated[Caller, Depends(PUBLIC)]) -> Response:
        """Take the form in, or show it again."""
        return await desk.take(request, caller)

    return router
