"""Which saved question is asked again next. Pure."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import msgspec

from api.cases.book import Case, Question
from contracts.durations import HOUR_MS

# A window that moves lets people go though nothing new arrives.
_ROLLING_EVERY_MS = HOUR_MS


class LastAsked(msgspec.Struct, frozen=True, kw_only=True):
    """When this process last asked a question, in which words, of whom, and what was loaded then.

    `problem` says why there was no answer, empty where there was one.
    """

    at_ms: int
    saved: str
    about: tuple[str, ...]
    progress: Mapping[str, int]
    seconds: float = 0.0
    rows_read: int = 0
    problem: str = ""


class Candidate(NamedTuple):
    """A question of an open case."""

    case: Case
    question: Question

    @property
    def name(self) -> tuple[str, str]:
        """Case and question."""
        return self.case.case_id, self.question.saved.question_id

    @property
    def about(self) -> tuple[str, ...]:
        """The index persons, if it is about whoever they are."""
        return tuple(self.case.index) if self.question.saved.of_index_persons else ()


def rest_s(took_s: float, share: float) -> float:
    """Return how long to rest after a question, so that asking takes this share of the time."""
    return took_s * (1 / share - 1)


def candidates(cases: Iterable[Case]) -> list[Candidate]:
    """Return every question that can be asked: its case is open, and it is about somebody."""
    found = [
        Candidate(case, question)
        for case in cases
        if not case.closed
        for question in case.questions.values()
    ]
    return [one for one in found if one.about or not one.question.saved.of_index_persons]


def next_due(
    found: Iterable[Candidate],
    last: Mapping[tuple[str, str], LastAsked],
    progress: Mapping[str, int],
    *,
    now_ms: int,
    every_ms: int,
) -> Candidate | None:
    """Return the question that is asked next of those that are due, None if none is.

    New and changed ones come first, then the one that has waited longest.
    """
    due = [one for one in found if _is_due(one, last.get(one.name), progress, now_ms, every_ms)]

    def waited_since(one: Candidate) -> int:
        known = last.get(one.name)
        return 0 if _is_new(one, known) or known is None else known.at_ms

    return min(due, key=waited_since, default=None)


def _is_new(one: Candidate, last: LastAsked | None) -> bool:
    """Tell whether nobody has asked it in these words and of these persons."""
    return last is None or last.saved != one.question.saved.event_id or last.about != one.about


def _is_due(
    one: Candidate,
    last: LastAsked | None,
    progress: Mapping[str, int],
    now_ms: int,
    every_ms: int,
) -> bool:
    if last is None or _is_new(one, last):
        return True
    waited = now_ms - last.at_ms
    if waited < every_ms:
        return False
    if last.problem or last.progress != progress:
        return True
    return bool(one.question.saved.rolling_days) and waited >= _ROLLING_EVERY_MS
