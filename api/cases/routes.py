"""The routes of cases: epidemiologists' work; officials read the follow-up of their districts."""

import asyncio
from http import HTTPStatus
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Request, Response

from api.answers import answer
from api.cases.desk import CaseBody, CaseDesk, IndexBody, NoteBody, StatusBody
from api.cases.following import AssignBody, DayBody, EndBody, FollowUpDesk
from api.cases.questions import SavedBody, SavedDesk, SeenBody
from api.cases.told import FollowUpTold
from service.bodies import decode, read_limited
from service.doors import Caller, require
from service.problems import language
from service.routes import describe_body, json_answer

CASES = "/v1/cases"
_CASE = CASES + "/{case_id}"
_QUESTION = _CASE + "/questions/{question_id}"
_FOLLOW_UP = _CASE + "/follow-ups/{citizen_id}"

_MOST_BYTES = 512 * 1024
_DONE = HTTPStatus.NO_CONTENT

_EPIDEMIOLOGIST = require("epidemiologist")
_READER = require("epidemiologist", "official")
_Epidemiologist = Annotated[Caller, Depends(_EPIDEMIOLOGIST)]
_Reader = Annotated[Caller, Depends(_READER)]

_CASE_BODY = msgspec.json.Decoder(CaseBody)
_STATUS = msgspec.json.Decoder(StatusBody)
_INDEX = msgspec.json.Decoder(IndexBody)
_NOTE = msgspec.json.Decoder(NoteBody)
_SAVED = msgspec.json.Decoder(SavedBody)
_SEEN = msgspec.json.Decoder(SeenBody)
_ASSIGN = msgspec.json.Decoder(AssignBody)
_DAY = msgspec.json.Decoder(DayBody)
_END = msgspec.json.Decoder(EndBody)


def case_routes(desk: CaseDesk, saved: SavedDesk, following: FollowUpDesk) -> APIRouter:
    """Return all routes of cases."""
    router = APIRouter()
    router.include_router(_list_routes(desk, following))
    router.include_router(_one_case_routes(desk))
    router.include_router(_index_routes(desk))
    router.include_router(_question_routes(desk, saved))
    router.include_router(_follow_up_routes(desk, following))
    return router


def _list_routes(desk: CaseDesk, following: FollowUpDesk) -> APIRouter:
    router = APIRouter()

    @router.get(CASES)
    async def list_cases(request: Request, caller: _Epidemiologist) -> Response:
        """List the cases of the caller's units, the last opened first."""
        return answer(await asyncio.to_thread(desk.listed, caller, language(request)))

    @router.get("/v1/case-news")
    async def tell_news(caller: _Epidemiologist) -> Response:
        """Tell which answers have changed that the caller has not noted; cheap enough to poll."""
        return answer(desk.news(caller))

    @router.get("/v1/follow-ups")
    async def list_follow_ups(
        request: Request, caller: _Reader, unit: str, day: str = ""
    ) -> Response:
        """List a district's or province's follow-up on a day (today), what is overdue first."""
        telling = desk.telling(caller, language(request))
        return answer(await asyncio.to_thread(following.listed, unit, day, caller, telling))

    return router


def _one_case_routes(desk: CaseDesk) -> APIRouter:
    router = APIRouter()

    @router.get(_CASE)
    async def show_case(request: Request, case_id: str, caller: _Epidemiologist) -> Response:
        """Show all of a case."""
        return answer(await asyncio.to_thread(desk.show, case_id, caller, language(request)))

    @router.put(_CASE, openapi_extra=describe_body(CaseBody))
    async def open_case(request: Request, case_id: str, caller: _Epidemiologist) -> Response:
        """Open a case under an id from the sender, or call it otherwise."""
        body = decode(await read_limited(request, _MOST_BYTES), _CASE_BODY)
        spoken = language(request)
        return answer(await asyncio.to_thread(desk.open, case_id, body, caller, spoken))

    @router.put(_CASE + "/status", openapi_extra=describe_body(StatusBody))
    async def set_status(request: Request, case_id: str, caller: _Epidemiologist) -> Response:
        """Close a case, or open it again."""
        body = decode(await read_limited(request, _MOST_BYTES), _STATUS)
        await asyncio.to_thread(desk.set_status, case_id, body, caller)
        return Response(status_code=_DONE)

    @router.put(_CASE + "/notes/{note_id}", openapi_extra=describe_body(NoteBody))
    async def add_note(
        request: Request, case_id: str, note_id: str, caller: _Epidemiologist
    ) -> Response:
        """Add words to a case; they are kept sealed."""
        body = decode(await read_limited(request, _MOST_BYTES), _NOTE)
        await asyncio.to_thread(desk.add_note, case_id, note_id, body, caller)
        return Response(status_code=_DONE)

    return router


def _index_routes(desk: CaseDesk) -> APIRouter:
    router = APIRouter()

    @router.put(_CASE + "/index-persons", openapi_extra=describe_body(IndexBody))
    async def add_index_person(request: Request, case_id: str, caller: _Epidemiologist) -> Response:
        """Add an index person by document or citizen id, or correct what is known of one."""
        body = decode(await read_limited(request, _MOST_BYTES), _INDEX)
        citizen_id = await asyncio.to_thread(desk.add_index, case_id, body, caller)
        return json_answer({"citizen_id": citizen_id})

    @router.delete(_CASE + "/index-persons/{citizen_id}")
    async def remove_index_person(
        case_id: str, citizen_id: str, caller: _Epidemiologist
    ) -> Response:
        """Take an index person out of a case."""
        await asyncio.to_thread(desk.remove_index, case_id, citizen_id, caller)
        return Response(status_code=_DONE)

    return router


def _question_routes(desk: CaseDesk, saved: SavedDesk) -> APIRouter:
    router = APIRouter()

    @router.put(_QUESTION, openapi_extra=describe_body(SavedBody))
    async def save_question(
        request: Request, case_id: str, question_id: str, caller: _Epidemiologist
    ) -> Response:
        """Save a question in a case: it is asked now, and again whenever late data arrives."""
        body = decode(await read_limited(request, _MOST_BYTES), _SAVED)
        await asyncio.to_thread(saved.save, case_id, question_id, body, caller)
        return Response(status_code=_DONE)

    @router.delete(_QUESTION)
    async def drop_question(case_id: str, question_id: str, caller: _Epidemiologist) -> Response:
        """Ask a saved question no more."""
        await asyncio.to_thread(saved.drop, case_id, question_id, caller)
        return Response(status_code=_DONE)

    @router.put(_QUESTION + "/asking")
    async def ask_again(case_id: str, question_id: str, caller: _Epidemiologist) -> Response:
        """Ask a saved question again now; what has changed is with the case a moment later."""
        await asyncio.to_thread(saved.ask_now, case_id, question_id, caller)
        return Response(status_code=HTTPStatus.ACCEPTED)

    @router.put(_QUESTION + "/seen", openapi_extra=describe_body(SeenBody))
    async def note_seen(
        request: Request, case_id: str, question_id: str, caller: _Epidemiologist
    ) -> Response:
        """Note that the caller has seen what changed."""
        body = decode(await read_limited(request, _MOST_BYTES), _SEEN)
        await asyncio.to_thread(saved.note_seen, case_id, question_id, body, caller)
        return Response(status_code=_DONE)

    @router.get(_QUESTION + "/people")
    async def list_people(
        request: Request, case_id: str, question_id: str, caller: _Epidemiologist
    ) -> Response:
        """List whom the last answer names, with where they stay and whether they are followed."""
        telling = desk.telling(caller, language(request))
        return answer(await asyncio.to_thread(saved.people, case_id, question_id, caller, telling))

    return router


def _follow_up_routes(desk: CaseDesk, following: FollowUpDesk) -> APIRouter:
    router = APIRouter()

    @router.put(_CASE + "/follow-ups", openapi_extra=describe_body(AssignBody))
    async def assign_follow_up(request: Request, case_id: str, caller: _Epidemiologist) -> Response:
        """Assign follow-up to everybody of an answer, or to some of them."""
        body = decode(await read_limited(request, _MOST_BYTES), _ASSIGN)
        return answer(await asyncio.to_thread(following.assign, case_id, body, caller))

    @router.put(_FOLLOW_UP + "/days/{day}", openapi_extra=describe_body(DayBody))
    async def record_day(
        request: Request, case_id: str, citizen_id: str, day: str, caller: _Epidemiologist
    ) -> Response:
        """Record what came of a day of follow-up; the answer is how it stands on that day."""
        body = decode(await read_limited(request, _MOST_BYTES), _DAY)
        telling = desk.telling(caller, language(request))

        def record() -> FollowUpTold:
            following.record(case_id, citizen_id, day, body, caller)
            return following.told(case_id, citizen_id, day, caller, telling)

        return answer(await asyncio.to_thread(record))

    @router.put(_FOLLOW_UP + "/end", openapi_extra=describe_body(EndBody))
    async def end_follow_up(
        request: Request, case_id: str, citizen_id: str, caller: _Epidemiologist
    ) -> Response:
        """End a follow-up, or hand it over to another district: then there is nothing to tell."""
        body = decode(await read_limited(request, _MOST_BYTES), _END)
        telling = desk.telling(caller, language(request))

        def end() -> FollowUpTold | None:
            following.end(case_id, citizen_id, body, caller)
            if body.referred_to:
                return None
            return following.told(case_id, citizen_id, "", caller, telling)

        told = await asyncio.to_thread(end)
        return Response(status_code=_DONE) if told is None else answer(told)

    return router
