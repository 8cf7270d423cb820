"""/pass/find: whoever lost a pass finds it by the document, and phone or day of birth."""

import asyncio
import hashlib
from http import HTTPStatus
from typing import Annotated, get_args

import msgspec
from fastapi import APIRouter, Depends, Request, Response

from contracts.errors import Stop
from contracts.identity import Document, DocumentKind, read_document
from contracts.passes import ReadPass, read
from contracts.shelf import KeptPass
from contracts.words import Language, say
from ingest import phones
from ingest.captcha.challenges import Challenges
from ingest.captcha.guard import CaptchaForm, CaptchaGuard
from ingest.form import moments
from ingest.holder import HolderDesk
from ingest.pages.asked import Asked
from ingest.pages.passes import show_views
from ingest.pages.posted import Posted, one, posted
from ingest.pass_view import view_of
from service.clock import now_ms
from service.doors import PUBLIC, Caller
from service.parts import Parts
from service.problems import language
from web.pages import Pages
from web.texts import tell

FIND = "/pass/find"
_NEEDS_NEW_CODE = frozenset({"captcha_wrong", "captcha_over"})


class FindDesk:
    """Asks who somebody is and shows their pass."""

    def __init__(
        self,
        parts: Parts,
        pages: Pages,
        holders: HolderDesk,
        challenges: Challenges,
        guard: CaptchaGuard,
    ) -> None:
        """Work with these."""
        self._parts = parts
        self._pages = pages
        self._holders = holders
        self._challenges = challenges
        self._guard = guard

    def show(self, request: Request, asked: Asked, status: HTTPStatus = HTTPStatus.OK) -> Response:
        """Show the form, with what is wrong at its field."""
        now_s = now_ms() // 1000
        known = self._challenges.read(asked.value("captcha_challenge"))
        if known is None or known.ends_s <= now_s:
            known = self._challenges.make(now_s)
        return self._pages.page(
            request, "pass/find.html", status=status, form=asked, challenge=known.text
        )

    async def take(self, request: Request) -> Response:
        """Look for the pass.

        Raises:
            TooMany: the document or the address was tried too often.
            TryAgain: the shelf is not complete yet.

        """
        fields, spoken = await posted(request), language(request)
        self._holders.admit(self._parts.porter.pace.address_of(request))
        if "captcha_new" in fields:
            fields.pop("captcha_challenge", None)
            return self.show(request, Asked(fields))
        errors: dict[str, str] = {}
        document = document_in(fields, errors, spoken)
        proof = _proof(fields, errors, spoken)
        self._check_code(fields, errors, spoken)
        if errors or document is None:
            return self.show(request, Asked(fields, errors), HTTPStatus.UNPROCESSABLE_ENTITY)
        kept = await self._holders.find(document, **msgspec.structs.asdict(proof))
        if kept is None:
            fields.pop("captcha_challenge", None)
            fields.pop("captcha", None)
            missing = {"": tell("pass-find-nothing", spoken)}
            return self.show(request, Asked(fields, missing), HTTPStatus.NOT_FOUND)
        return await self._found(request, kept)

    async def _found(self, request: Request, kept: KeptPass) -> Response:
        seen = read(kept.token, self._parts.registry.lists.ring)
        if not isinstance(seen, ReadPass):
            raise Stop("a pass of our own can't be read")
        view = await asyncio.to_thread(view_of, kept.token, seen.claims, language(request))
        return show_views(self._pages, request, [view])

    def _check_code(self, fields: Posted, errors: dict[str, str], spoken: Language) -> None:
        """Use the copied code up, or note what is wrong with it."""
        copied = CaptchaForm(one(fields, "captcha_challenge"), one(fields, "captcha"))
        content, now_s = _digest(fields), now_ms() // 1000
        fault = self._guard.fault(copied, "captcha", content, now_s)
        if fault is None:
            self._guard.spend(copied, content, now_s)
            return
        errors["captcha"] = say(f"fault-{fault.reason}", spoken)
        if fault.reason in _NEEDS_NEW_CODE:
            fields.pop("captcha_challenge", None)
            fields.pop("captcha", None)


class _Proof(msgspec.Struct, frozen=True):
    phone: str
    birth_date: str


def document_in(fields: Posted, errors: dict[str, str], spoken: Language) -> Document | None:
    """Return the document that was typed, or note what is wrong with it."""
    kinds: tuple[DocumentKind, ...] = get_args(DocumentKind)
    kind = next((k for k in kinds if k == one(fields, "document_kind")), None)
    if kind is None:
        errors["document_kind"] = say("fault-choice", spoken)
        return None
    try:
        return read_document(kind, one(fields, "document_number"))
    except ValueError:
        errors["document_number"] = say("fault-bad_document", spoken)
        return None


def _proof(fields: Posted, errors: dict[str, str], spoken: Language) -> _Proof:
    phone, birth = one(fields, "phone"), moments.day_or_year(one(fields, "birth"))
    if not phone and not birth:
        errors["phone"] = tell("pass-find-one-of-two", spoken)
    if birth and "-" not in birth:
        errors["birth"] = tell("pass-find-whole-day", spoken)
    number = phones.read_phone(phone) if phone else ""
    if number is None:
        errors["phone"] = say("fault-bad_phone", spoken)
    return _Proof(number or "", birth)


def _digest(fields: Posted) -> bytes:
    """Return a digest of what a copied code is given for."""
    about = [one(fields, name) for name in ("document_kind", "document_number", "phone", "birth")]
    return hashlib.sha256("\n".join(["find", *about]).encode()).digest()


def find_routes(desk: FindDesk) -> APIRouter:
    """Return the routes of the page."""
    router = APIRouter()

    @router.get(FIND, include_in_schema=False)
    async def show_find(request: Request, _: Annotated[Caller, Depends(PUBLIC)]) -> Response:
        """Show the form."""
        return desk.show(request, Asked({"document_kind": ["cccd"]}))

    @router.post(FIND, include_in_schema=False)
    async def find(request: Request, _: Annotated[Caller, Depends(PUBLIC)]) -> Response:
        """Show the pass, or the form again."""
        return await desk.take(request)

    return router
