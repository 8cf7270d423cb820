"""POST /v1/passes/search: an officer looks for the live pass of a document without scanning it.

A scan by document is its own record. A search leaves none on the topic of scans, so it is on the
audit topic, as every question about a person, before it is answered.
"""

import asyncio
import uuid
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Request, Response

from contracts.audit import QuestionAsked
from contracts.errors import Fault, FixRequest, NotFound
from contracts.identity import Document, read_document
from contracts.passes import ReadPass, read
from contracts.rules import Sight, judge
from contracts.verdicts import Category, Reason
from contracts.words import Language, say
from ingest.authority import policy_of
from ingest.forms import DocumentForm
from ingest.scanning import Holder
from ingest.shelf import Shelf
from service.bodies import decode, read_limited
from service.clock import now_ms
from service.doors import GATE, Caller
from service.parts import Parts
from service.problems import language
from service.routes import describe_body, json_answer

_MOST_BYTES = 4 * 1024


class SearchForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The document of whoever is looked for."""

    document: DocumentForm


class FoundPass(msgspec.Struct, frozen=True, kw_only=True):
    """A live pass: whose it is, what it says, and the verdict a scan of it would get now."""

    pass_id: str
    citizen_id: str
    holder: Holder
    issued_ms: int
    expires_ms: int
    risk: int
    origin: str
    category: Category
    reason: Reason
    text: str


_FORM = msgspec.json.Decoder(SearchForm)


def token_of(shelf: Shelf, document: Document, at_ms: int) -> str:
    """Return the text of a document's live pass, empty if there is none. Use a thread.

    Raises:
        TryAgain: the shelf was not read to its end yet.

    """
    kept = shelf.find(document, at_ms)
    return kept.token if kept else ""


class SearchDesk:
    """Looks passes up. Blocking: the route calls it from a thread."""

    def __init__(self, parts: Parts, shelf: Shelf) -> None:
        """Work with these."""
        self._parts = parts
        self._shelf = shelf
        self._policy = policy_of(parts.settings)

    def search(self, form: SearchForm, caller: Caller, spoken: Language) -> FoundPass:
        """Return the live pass of a document.

        Raises:
            FixRequest: that is no document.
            NotFound: it has no live pass.
            TryAgain: Kafka is away, or the shelf was not read to its end yet.

        """
        try:
            document = read_document(form.document.kind, form.document.number)
        except ValueError as error:
            raise FixRequest(Fault(field="document.number", reason="bad_document")) from error
        at_ms = now_ms()
        self._parts.audit.write(self._question(document, caller, at_ms))
        registry = self._parts.registry
        registry.require_ready()
        seen = read(token_of(self._shelf, document, at_ms), registry.lists.ring)
        if not isinstance(seen, ReadPass):
            raise NotFound("pass", "by document")
        sight = Sight(at_ms=at_ms, source="document", lists_age_s=registry.age_s())
        verdict = judge(seen, sight, registry.lists, self._policy)
        claims = seen.claims
        return FoundPass(
            pass_id=claims.pass_id,
            citizen_id=claims.citizen_id,
            holder=Holder(claims.name, claims.birth_year, claims.last_four),
            issued_ms=claims.issued_ms,
            expires_ms=claims.expires_ms,
            risk=claims.risk,
            origin=claims.origin,
            category=verdict.category,
            reason=verdict.reason,
            text=say(f"verdict-{verdict.reason}", spoken),
        )

    def _question(self, document: Document, caller: Caller, at_ms: int) -> QuestionAsked:
        return QuestionAsked(
            event_id=uuid.uuid4().hex,
            at_ms=at_ms,
            account=caller.account or caller.device_id,
            question="pass by document",
            purpose="at a checkpoint",
            about=(self._parts.pseudonyms.citizen_id(document),),
            from_ms=at_ms,
            until_ms=at_ms,
        )


def search_routes(desk: SearchDesk) -> APIRouter:
    """Return the route by which a pass is looked for."""
    router = APIRouter()

    @router.post("/v1/passes/search", openapi_extra=describe_body(SearchForm))
    async def search_pass(request: Request, caller: Annotated[Caller, Depends(GATE)]) -> Response:
        """Find the live pass of a document; the question is on the audit topic before."""
        form = decode(await read_limited(request, _MOST_BYTES), _FORM)
        found = await asyncio.to_thread(desk.search, form, caller, language(request))
        return json_answer(found)

    return router
