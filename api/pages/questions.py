"""Pages on which the questions of the house are asked: one for all, made of what a question is."""

from collections.abc import Callable
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Request, Response

from api.asking.catalogue import CATALOGUE, kind_named
from api.asking.describing import FieldTold, QuestionTold, described
from contracts.errors import NotFound
from contracts.words import Language
from service.doors import PUBLIC, Caller
from service.problems import language
from web.pages import Pages
from web.texts import has_text, tell

# First whom or what a question is about, then how it is asked.
_SUBJECTS = frozenset({"person", "persons", "plate", "place", "unit"})

Named = Callable[..., str]


def question_page_routes(pages: Pages) -> APIRouter:
    """Return the routes of the list of questions and of the page of each."""
    router = APIRouter(include_in_schema=False)

    @router.get("/questions")
    async def show_questions(request: Request, _: Annotated[Caller, Depends(PUBLIC)]) -> Response:
        """Show which questions there are, in plain words."""
        named = _namer(language(request))
        return pages.page(request, "console/questions.html", kinds=CATALOGUE, named=named)

    @router.get("/questions/{name}")
    async def show_question(
        request: Request, name: str, _: Annotated[Caller, Depends(PUBLIC)]
    ) -> Response:
        """Show the form of a question, and its answer once it is asked."""
        told = _told(name)
        subjects, numbers, narrowing = _in_parts(told)
        return pages.page(
            request,
            "console/question.html",
            question=told,
            described=msgspec.json.encode(told).decode(),
            subjects=subjects,
            numbers=numbers,
            narrowing=narrowing,
            named=_namer(language(request)),
        )

    return router


def _told(name: str) -> QuestionTold:
    try:
        return described(kind_named(name))
    except KeyError as error:
        raise NotFound("question", name) from error


def _in_parts(told: QuestionTold) -> tuple[list[FieldTold], list[FieldTold], list[FieldTold]]:
    """Return what a question is about, how it is asked, and what narrows its answer.

    A question about nobody in particular is about places.
    """
    subjects = [field for field in told.fields if field.form in _SUBJECTS and not field.narrows]
    if not subjects:
        subjects = [field for field in told.fields if field.form in {"place", "unit"}]
    others = [field for field in told.fields if field not in subjects]
    return (
        subjects,
        [field for field in others if not field.narrows],
        [field for field in others if field.narrows],
    )


def _namer(spoken: Language) -> Named:
    """Return a function that gives the first text there is of some, else the last one's name."""

    def named(*text_ids: str, otherwise: str = "") -> str:
        for text_id in text_ids:
            if has_text(text_id, spoken):
                return tell(text_id, spoken)
        return otherwise

    return named
