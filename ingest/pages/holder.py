"""/pass/withdraw and /pass/renew: a pass is given up, or a new one taken for the same journey."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from contracts.errors import FixRequest
from contracts.sealing import HANOI
from contracts.words import Language, say
from ingest.form import moments
from ingest.form.reading import CONTACTS, SYMPTOMS
from ingest.holder import HolderDesk
from ingest.pages.asked import Asked
from ingest.pages.find import document_in
from ingest.pages.passes import show_declared
from ingest.pages.posted import Posted, PostedPass, one, posted, posted_pass
from ingest.renewing import Health
from service.clock import now_ms
from service.doors import PUBLIC, Caller
from service.parts import Parts
from service.problems import language
from web.moments import said_moment
from web.pages import Pages
from web.texts import tell

# Sent by the form itself; a pass's own page sends the pass alone.
_SURE = "sure"


class HolderPages:
    """Shows what is asked before something is done, and does it."""

    def __init__(self, parts: Parts, pages: Pages, holders: HolderDesk) -> None:
        """Work with these."""
        self._parts = parts
        self._pages = pages
        self._holders = holders

    async def withdraw(self, request: Request) -> Response:
        """Ask for the document, then withdraw the pass.

        Raises:
            FixRequest: no pass of ours was sent.
            TooMany: somebody tried too often.
            TryAgain: Kafka is away.

        """
        fields, spoken = await posted(request), language(request)
        held = posted_pass(fields, self._parts.registry.lists.ring)
        if _SURE not in fields:
            return self._show(request, "withdraw", held, Asked(_first(fields)))
        errors: dict[str, str] = {}
        document = document_in(fields, errors, spoken)
        if document is not None:
            try:
                await self._holders.give_up(held.claims, document)
            except FixRequest as refused:
                errors |= _said(refused, spoken)
        if errors:
            return self._again(request, "withdraw", held, Asked(fields, errors))
        return self._show(request, "withdrawn", held, Asked({}))

    async def renew(self, request: Request) -> Response:
        """Ask about health and departure, then show the new pass.

        Raises:
            FixRequest: no pass of ours was sent.
            TooMany: somebody tried too often.
            TryAgain: Kafka is away.

        """
        fields, spoken = await posted(request), language(request)
        held = posted_pass(fields, self._parts.registry.lists.ring)
        if _SURE not in fields:
            now = datetime.fromtimestamp(now_ms() / 1000, HANOI)
            usual = {"departs_date": [f"{now:%d/%m/%Y}"], "departs_time": [f"{now:%H:%M}"]}
            return self._show(request, "renew", held, Asked(_first(fields) | usual))
        errors: dict[str, str] = {}
        document = document_in(fields, errors, spoken)
        health = _health(fields, errors, spoken)
        departs_at = moments.moment(one(fields, "departs_date"), one(fields, "departs_time"))
        if document is not None and not errors:
            try:
                declared = await self._holders.renew(
                    held.token, held.claims, document, health, departs_at
                )
                return await show_declared(self._pages, request, [declared])
            except FixRequest as refused:
                errors |= _said(refused, spoken)
        return self._again(request, "renew", held, Asked(fields, errors))

    def _again(self, request: Request, name: str, held: PostedPass, asked: Asked) -> Response:
        return self._show(request, name, held, asked, HTTPStatus.UNPROCESSABLE_ENTITY)

    def _show(
        self,
        request: Request,
        name: str,
        held: PostedPass,
        asked: Asked,
        status: HTTPStatus = HTTPStatus.OK,
    ) -> Response:
        return self._pages.page(
            request,
            f"pass/{name}.html",
            status=status,
            form=asked,
            claims=held.claims,
            token=held.token,
            expires=said_moment(held.claims.expires_ms, language(request)),
            symptoms=SYMPTOMS,
            contacts=CONTACTS,
        )


def _first(fields: Posted) -> Posted:
    return {"document_kind": ["cccd"], "token": fields["token"]}


def _health(fields: Posted, errors: dict[str, str], spoken: Language) -> Health:
    """Return the answers about health, each of which must be given."""
    for question in ("symptoms", "contacts"):
        answer, ticked = one(fields, question), fields.get(f"{question}_which")
        if answer not in ("yes", "no"):
            errors[question] = tell("pass-renew-answer", spoken)
        elif answer == "yes" and not ticked:
            errors[question] = tell("pass-renew-which", spoken)
    sick, met = one(fields, "symptoms") == "yes", one(fields, "contacts") == "yes"
    if one(fields, "truthful") != "yes":
        errors["truthful"] = say("fault-not_truthful", spoken)
    return Health(
        symptoms=tuple(s for s in SYMPTOMS if sick and s in fields.get("symptoms_which", [])),
        contacts=tuple(c for c in CONTACTS if met and c in fields.get("contacts_which", [])),
        truthful=one(fields, "truthful") == "yes",
    )


def _said(refused: FixRequest, spoken: Language) -> dict[str, str]:
    """Return faults as texts; those of fields that are not asked stand above the form."""
    own = {"document_number": "document_number", "departs_at": "departs_date"}
    return {
        own.get(fault.field, ""): say(f"fault-{fault.reason}", spoken, limit=fault.detail)
        for fault in refused.faults
    }


def holder_routes(desk: HolderPages) -> APIRouter:
    """Return the routes by which passes are given up and renewed."""
    router = APIRouter()

    @router.post("/pass/withdraw", include_in_schema=False)
    async def withdraw(request: Request, _: Annotated[Caller, Depends(PUBLIC)]) -> Response:
        """Withdraw a pass, or ask first."""
        return await desk.withdraw(request)

    @router.post("/pass/renew", include_in_schema=False)
    async def renew(request: Request, _: Annotated[Caller, Depends(PUBLIC)]) -> Response:
        """Renew a pass, or ask first."""
        return await desk.renew(request)

    return router
