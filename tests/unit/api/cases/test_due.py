"""Which saved question is asked next."""

from typing import Any

import msgspec
import pytest

from api.cases.book import CaseBook
from api.cases.due import Candidate, LastAsked, candidates, next_due, rest_s
from contracts.cases import AnyCaseEvent, CaseClosed, QuestionSaved
from tests.builders.case_events import CASE, QUESTION, index_added, opened, saved, stamp
from tests.builders.contracts import NOW_MS

_EVERY_MS = 60_000
_LOADED = {"scans": 10}


def _candidates(*questions: QuestionSaved, closed: bool = False) -> list[Candidate]:
    book = CaseBook()
    events: list[AnyCaseEvent] = [opened(), index_added("index"), *questions]
    for event in events:
        book.apply(event)
    if closed:
        book.apply(CaseClosed(**stamp("closed")))
    return candidates(book.cases.values())


def _asked(**changes: Any) -> LastAsked:
    usual = LastAsked(at_ms=NOW_MS, saved="saved", about=("index",), progress=_LOADED)
    return msgspec.structs.replace(usual, **changes)


def _next(last: LastAsked | None, *, after_ms: int, loaded: dict[str, int] = _LOADED) -> bool:
    """Tell whether the one question is due so long after it was last asked."""
    known = {(CASE, QUESTION): last} if last else {}
    found = next_due(
        _candidates(saved()), known, loaded, now_ms=NOW_MS + after_ms, every_ms=_EVERY_MS
    )
    return found is not None


def test_a_question_nobody_has_asked_is_due() -> None:
    """At once."""
    assert _next(None, after_ms=0)


def test_without_new_data_nothing_is_asked() -> None:
    """However long it has been; but a window that moves is looked at every hour."""
    assert not _next(_asked(), after_ms=59 * _EVERY_MS)
    assert _next(_asked(), after_ms=60 * _EVERY_MS)


def test_new_data_is_asked_about_not_more_often_than_the_setting() -> None:
    """Scans arrive all the time."""
    more = {"scans": 11}

    assert not _next(_asked(), after_ms=_EVERY_MS - 1, loaded=more)
    assert _next(_asked(), after_ms=_EVERY_MS, loaded=more)


def test_other_words_and_other_index_persons_are_asked_about_at_once() -> None:
    """Somebody waits for it."""
    assert _next(_asked(saved="earlier"), after_ms=1)
    assert _next(_asked(about=("somebody else",)), after_ms=1)


def test_a_question_without_an_answer_is_tried_again() -> None:
    """ClickHouse may be back."""
    assert _next(_asked(problem="not_answered"), after_ms=_EVERY_MS)


def test_the_one_that_has_waited_longest_comes_first() -> None:
    """So that many questions take turns."""
    both = _candidates(saved(), saved("other", question_id="question-0002"))
    last = {
        (CASE, QUESTION): _asked(at_ms=NOW_MS - 2),
        (CASE, "question-0002"): _asked(at_ms=NOW_MS - 1, saved="other"),
    }

    found = next_due(both, last, {"scans": 11}, now_ms=NOW_MS + _EVERY_MS, every_ms=_EVERY_MS)
    assert found is not None
    assert found.name == (CASE, QUESTION)


def test_a_question_with_new_words_goes_before_those_that_wait() -> None:
    """Somebody looks at the page."""
    both = _candidates(saved(), saved("other", question_id="question-0002"))
    last = {
        (CASE, QUESTION): _asked(at_ms=NOW_MS - 2),
        (CASE, "question-0002"): _asked(at_ms=NOW_MS - 1, saved="older words"),
    }

    found = next_due(both, last, {"scans": 11}, now_ms=NOW_MS + _EVERY_MS, every_ms=_EVERY_MS)
    assert found is not None
    assert found.name == (CASE, "question-0002")


def test_asking_takes_its_share_of_the_time_and_no_more() -> None:
    """A tenth: nine times as long a rest as the question took."""
    assert rest_s(2.0, 0.1) == pytest.approx(18.0)
    assert rest_s(2.0, 1.0) == 0.0


def test_a_closed_case_and_one_without_index_persons_are_not_asked_about() -> None:
    """Nobody is meant."""
    book = CaseBook()
    for event in (opened(), saved()):
        book.apply(event)

    assert candidates(book.cases.values()) == []
    assert _candidates(saved(), closed=True) == []
