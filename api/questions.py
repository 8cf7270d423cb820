"""Questions about people. Each is on the audit topic before its answer leaves."""

import asyncio
import uuid
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Request, Response

from analytics.questions.contacts import ContactQuestion, contacts
from analytics.questions.timeline import timeline
from analytics.store import Store
from api.asked import (
    ContactsAsked,
    PersonQuestion,
    TimelineAsked,
    contacts_question,
    timeline_question,
)
from contracts.events import QuestionAsked
from service.bodies import decode, read_limited
from service.clock import now_ms
from service.doors import Caller, require
from service.parts import Parts
from service.routes import describe_body, json_answer

_MOST_BYTES = 256 * 1024
_TIMELINE = msgspec.json.Decoder(TimelineAsked)
_CONTACTS = msgspec.json.Decoder(ContactsAsked)
_TRACING = require("epidemiologist")


def question_routes(parts: Parts, store: Store) -> APIRouter:
    """Return the routes by which epidemiologists ask."""
    router = APIRouter()

    @router.post("/v1/questions/timeline", openapi_extra=describe_body(TimelineAsked))
    async def ask_timeline(
        request: Request, caller: Annotated[Caller, Depends(_TRACING)]
    ) -> Response:
        """Tell where a person was, scan by scan."""
        asked = decode(await read_limited(request, _MOST_BYTES), _TIMELINE)
        question = timeline_question(asked, parts.pseudonyms)
        await _put_on_record(parts, caller, "timeline", question)
        (citizen_id,) = question.citizen_ids[:1]
        found = await asyncio.to_thread(
            timeline, store, citizen_id, from_ms=question.from_ms, until_ms=question.until_ms
        )
        return json_answer(found)

    @router.post("/v1/questions/contacts", openapi_extra=describe_body(ContactsAsked))
    async def ask_contacts(
        request: Request, caller: Annotated[Caller, Depends(_TRACING)]
    ) -> Response:
        """Tell whom index persons met, the likeliest first, with the evidence."""
        asked = decode(await read_limited(request, _MOST_BYTES), _CONTACTS)
        question = contacts_question(asked, parts.pseudonyms)
        await _put_on_record(parts, caller, "contacts", question)
        wanted = ContactQuestion(
            index_cases=question.citizen_ids,
            from_ms=question.from_ms,
            until_ms=question.until_ms,
            within_s=question.within_s,
        )
        found = await asyncio.to_thread(contacts, store, wanted)
        return json_answer(found)

    return router


async def _put_on_record(parts: Parts, caller: Caller, name: str, question: PersonQuestion) -> None:
    event = QuestionAsked(
        event_id=uuid.uuid4().hex,
        at_ms=now_ms(),
        account=caller.account,
        question=name,
        purpose=question.purpose,
        about=question.citizen_ids,
        from_ms=question.from_ms,
        until_ms=question.until_ms,
    )
    await asyncio.to_thread(parts.audit.write, event)
