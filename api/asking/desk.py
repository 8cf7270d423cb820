"""Questions are read, noted on the audit topic with their purpose, and answered, also as files."""

import asyncio
from collections.abc import Callable
from typing import Annotated, Any, TypeVar

import msgspec
from fastapi import APIRouter, Depends, Query, Request, Response

from analytics.store import Store
from api.answers import answer
from api.asking.catalogue import CATALOGUE
from api.asking.describing import described
from api.asking.kinds import AnyKind, Ground, QuestionBody, QuestionKind
from api.exports.desk import AnswerFormat, FileDesk, Wish
from api.persons import asked_note, read_purpose
from service.bodies import decode, read_limited
from service.doors import PUBLIC, Caller, require
from service.parts import Parts
from service.problems import language
from service.routes import describe_body, json_answer

_MOST_BYTES = 256 * 1024
# A question takes as long as so many ordinary requests, or longer.
_WEIGHT = 25

B = TypeVar("B", bound=QuestionBody)
F = TypeVar("F", bound=msgspec.Struct)


class QuestionDesk:
    """Answers epidemiologists and officials. Blocking: the routes call it from a thread."""

    def __init__(
        self,
        parts: Parts,
        store: Store,
        open_cases: Callable[[Caller], frozenset[str]] = lambda _: frozenset(),
    ) -> None:
        """Work with these; `open_cases` are the numbers of the caller's, in small letters."""
        self._parts = parts
        self._store = store
        self._open_cases = open_cases

    def ask(self, kind: QuestionKind[B, F], body: B, caller: Caller, as_file: str = "") -> F:
        """Return the answer; no answer leaves before the note of it is kept.

        A question that names its persons itself is noted before it is asked. `as_file` is the
        format of the file that is made of the answer, empty where none is.

        Raises:
            FixRequest: no purpose, no span of time, or whatever this kind of question can't read.
            TryAgain: Kafka or ClickHouse is away; without the note there is no answer.

        """
        purpose = read_purpose(body.purpose, self._open_cases(caller))
        ground = Ground(self._parts.registry.lists, self._parts.pseudonyms, caller.jurisdiction)
        prepared = kind.prepare(body, ground)

        def note(about: tuple[str, ...]) -> None:
            named = tuple(dict.fromkeys(about))
            told = asked_note(caller, kind.name, purpose, named, prepared.span, as_file=as_file)
            self._parts.audit.write(told)

        if kind.others is None:
            note(prepared.about)
            return prepared.ask(self._store)
        found = prepared.ask(self._store)
        note((*prepared.about, *kind.others(found)))
        return found


def question_routes(desk: QuestionDesk, files: FileDesk) -> APIRouter:
    """Return a route for each question of the house, POST /v1/questions/NAME, and their list."""
    router = APIRouter()

    @router.get("/v1/questions")
    async def list_questions(_: Annotated[Caller, Depends(PUBLIC)]) -> Response:
        """List the questions with what they ask for and what their answers hold."""
        return json_answer({"questions": [described(kind) for kind in CATALOGUE]})

    for kind in CATALOGUE:
        _add_route(router, desk, files, kind)
    return router


def _add_route(router: APIRouter, desk: QuestionDesk, files: FileDesk, kind: AnyKind) -> None:
    decoder: msgspec.json.Decoder[Any] = msgspec.json.Decoder(kind.body)
    door = Depends(require(*kind.roles).weighing(_WEIGHT))

    async def ask(
        request: Request,
        caller: Annotated[Caller, door],
        as_file: Annotated[AnswerFormat, Query(alias="format")] = "json",
        table: str = "",
    ) -> Response:
        body = decode(await read_limited(request, _MOST_BYTES), decoder)
        if as_file == "json":
            found = await asyncio.to_thread(desk.ask, kind, body, caller)
            return answer(found, caller.jurisdiction)
        found = await asyncio.to_thread(desk.ask, kind, body, caller, as_file)
        about = files.about(kind, body, caller, found)
        return await files.file(kind, found, about, Wish(as_file, table, language(request)))

    router.add_api_route(
        f"/v1/questions/{kind.name}",
        ask,
        methods=["POST"],
        name=f"ask_{kind.name}",
        description=kind.body.__doc__,
        openapi_extra=describe_body(kind.body),
    )
