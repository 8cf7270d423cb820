"""Questions about persons: asked with a purpose, noted in the audit topic, then answered."""

import asyncio
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Request, Response

from analytics.questions.contacts import ContactQuestion, Contacts, contacts
from analytics.questions.timeline import Timeline, timeline
from analytics.questions.vehicle import VehicleTimeline, vehicle_timeline
from analytics.store import Store
from api.answers import answer
from api.persons import (
    MOST_PERSONS,
    DocumentGiven,
    asked_note,
    checked_citizen,
    citizen_behind,
    read_purpose,
    read_span,
)
from contracts.durations import HOUR_MS
from contracts.errors import Fault, FixRequest
from contracts.plates import normal_plate
from service.bodies import decode, read_limited
from service.doors import Caller, require
from service.parts import Parts
from service.routes import describe_body

_MOST_BYTES = 256 * 1024
_MOST_MINUTES = 24 * 60
_MOST_HOURS = 21 * 24
_MOST_VEHICLE_SCANS = 5000

GapHours = Annotated[int, msgspec.Meta(ge=1, le=_MOST_HOURS)]


class TimelineBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where was this person? Named by citizen id or by document, not both."""

    from_: str = msgspec.field(name="from")
    until: str
    purpose: str
    citizen_id: str = ""
    document: DocumentGiven | None = None
    gap_hours: GapHours = 24


class VehicleBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where was this vehicle or trailer? The plate is turned into an id and kept nowhere."""

    plate: str
    from_: str = msgspec.field(name="from")
    until: str
    purpose: str
    gap_hours: GapHours = 24


class ContactsBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who was at one place with any of these persons within `within_minutes` of them?"""

    from_: str = msgspec.field(name="from")
    until: str
    purpose: str
    citizen_ids: tuple[str, ...] = ()
    documents: tuple[DocumentGiven, ...] = ()
    within_minutes: Annotated[int, msgspec.Meta(ge=0, le=_MOST_MINUTES)] = 15


_TIMELINE = msgspec.json.Decoder(TimelineBody)
_VEHICLE = msgspec.json.Decoder(VehicleBody)
_CONTACTS = msgspec.json.Decoder(ContactsBody)


class QuestionDesk:
    """Answers epidemiologists. Blocking: the routes call it from a thread."""

    def __init__(self, parts: Parts, store: Store) -> None:
        """Work with these."""
        self._parts = parts
        self._store = store

    def timeline(self, body: TimelineBody, caller: Caller) -> Timeline:
        """Return where the person was.

        Raises:
            FixRequest: no purpose, no such person's name, or no span of time.
            TryAgain: Kafka or ClickHouse is away; without the note there is no answer.

        """
        span = read_span(body.from_, body.until)
        purpose = read_purpose(body.purpose)
        citizen_id = self._one_person(body)
        self._parts.audit.write(asked_note(caller, "timeline", purpose, (citizen_id,), span))
        return timeline(
            self._store,
            citizen_id,
            from_ms=span.from_ms,
            until_ms=span.until_ms,
            gap_ms=body.gap_hours * HOUR_MS,
        )

    def vehicle(self, body: VehicleBody, caller: Caller) -> VehicleTimeline:
        """Return where the vehicle was and who was scanned with it; the note names them all.

        Raises:
            FixRequest: no purpose, no plate, or no span of time.
            TryAgain: Kafka or ClickHouse is away; without the note there is no answer.

        """
        span = read_span(body.from_, body.until)
        purpose = read_purpose(body.purpose)
        plate = normal_plate(body.plate)
        if not plate:
            raise FixRequest(Fault(field="plate", reason="required"))
        found = vehicle_timeline(
            self._store,
            self._parts.pseudonyms.vehicle_id(plate),
            from_ms=span.from_ms,
            until_ms=span.until_ms,
            gap_ms=body.gap_hours * HOUR_MS,
            limit=_MOST_VEHICLE_SCANS,
        )
        people = (citizen for stop in found.stops for citizen in stop.citizen_ids)
        about = tuple(dict.fromkeys((found.vehicle_id, *people)))
        self._parts.audit.write(asked_note(caller, "vehicle", purpose, about, span))
        return found

    def contacts(self, body: ContactsBody, caller: Caller) -> Contacts:
        """Return who met the persons.

        Raises:
            FixRequest: no purpose, no person, too many persons, or no span of time.
            TryAgain: Kafka or ClickHouse is away; without the note there is no answer.

        """
        span = read_span(body.from_, body.until)
        purpose = read_purpose(body.purpose)
        cases = self._several_persons(body)
        self._parts.audit.write(asked_note(caller, "contacts", purpose, cases, span))
        question = ContactQuestion(
            index_cases=cases,
            from_ms=span.from_ms,
            until_ms=span.until_ms,
            within_s=body.within_minutes * 60,
        )
        return contacts(self._store, question)

    def _one_person(self, body: TimelineBody) -> str:
        if bool(body.citizen_id) == (body.document is not None):
            raise FixRequest(Fault(field="citizen_id", reason="person"))
        if body.document is not None:
            return citizen_behind(body.document, self._parts.pseudonyms, "document")
        return checked_citizen(body.citizen_id, "citizen_id")

    def _several_persons(self, body: ContactsBody) -> tuple[str, ...]:
        given = len(body.citizen_ids) + len(body.documents)
        if not given:
            raise FixRequest(Fault(field="citizen_ids", reason="person"))
        if given > MOST_PERSONS:
            raise FixRequest(
                Fault(field="citizen_ids", reason="too_many", detail=str(MOST_PERSONS))
            )
        named = [
            checked_citizen(citizen_id, f"citizen_ids[{number}]")
            for number, citizen_id in enumerate(body.citizen_ids)
        ]
        named += [
            citizen_behind(document, self._parts.pseudonyms, f"documents[{number}]")
            for number, document in enumerate(body.documents)
        ]
        return tuple(dict.fromkeys(named))


def question_routes(desk: QuestionDesk) -> APIRouter:
    """Return the routes of the questions about persons."""
    router = APIRouter()
    door = Depends(require("epidemiologist"))

    @router.post("/v1/questions/timeline", openapi_extra=describe_body(TimelineBody))
    async def ask_timeline(request: Request, caller: Annotated[Caller, door]) -> Response:
        """Where was this person, in order, with the way between and the findings?"""
        body = decode(await read_limited(request, _MOST_BYTES), _TIMELINE)
        return answer(await asyncio.to_thread(desk.timeline, body, caller))

    @router.post("/v1/questions/vehicle", openapi_extra=describe_body(VehicleBody))
    async def ask_vehicle(request: Request, caller: Annotated[Caller, door]) -> Response:
        """Where was this vehicle or trailer, and who was scanned with it?"""
        body = decode(await read_limited(request, _MOST_BYTES), _VEHICLE)
        return answer(await asyncio.to_thread(desk.vehicle, body, caller))

    @router.post("/v1/questions/contacts", openapi_extra=describe_body(ContactsBody))
    async def ask_contacts(request: Request, caller: Annotated[Caller, door]) -> Response:
        """Who met these persons (F1), the likeliest first, and what does that rest on?"""
        body = decode(await read_limited(request, _MOST_BYTES), _CONTACTS)
        return answer(await asyncio.to_thread(desk.contacts, body, caller))

    return router
