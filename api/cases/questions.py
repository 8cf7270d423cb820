"""The desk of saved questions: kept, dropped, noted, and whom they name."""

from typing import Annotated, Any

import msgspec

from api.cases.bodies import body_to_keep, kind_to_save
from api.cases.book import Case, Question
from api.cases.people import People
from api.cases.reasking import Reasker
from api.cases.telling import Telling
from api.cases.told import PeopleFound, PersonFound
from api.cases.writing import Cases, checked_id
from contracts.cases import ChangesSeen, QuestionDropped, QuestionSaved
from contracts.errors import Fault, FixRequest, NotFound
from service.doors import Caller
from service.parts import Parts

_MOST_DAYS = 60

RollingDays = Annotated[int, msgspec.Meta(ge=0, le=_MOST_DAYS)]


class SavedBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A question of the house to be asked again and again.

    `body` is what its own route takes, without a purpose. With `rolling_days` it looks at so many
    days up to the moment it is asked, otherwise `body` names the span. With `of_index_persons` it
    is about whoever is an index person of the case then.
    """

    kind: str
    body: dict[str, Any] = {}
    rolling_days: RollingDays = 0
    of_index_persons: bool = False


class SeenBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Up to which round somebody has taken note."""

    round: Annotated[int, msgspec.Meta(ge=0)]


class SavedDesk:
    """Works on saved questions. Blocking: the routes call it from a thread."""

    def __init__(self, parts: Parts, cases: Cases, people: People, reasker: Reasker) -> None:
        """Work with these."""
        self._parts = parts
        self._cases = cases
        self._people = people
        self._reasker = reasker

    def save(self, case_id: str, question_id: str, body: SavedBody, caller: Caller) -> None:
        """Save a question, or other words of one; it is asked at once, and the same again is not.

        Raises:
            FixRequest: no such question, a body it can't read, one that keeps a raw number, or the
                id of a question that looks further than the caller may.
            TryAgain: Kafka is away.

        """
        case = self._cases.named(case_id, caller)
        checked_id(question_id, "question_id")
        kind = kind_to_save(body.kind)
        kept = body_to_keep(
            kind,
            body.body,
            self._parts.pseudonyms,
            rolling=bool(body.rolling_days),
            of_index=body.of_index_persons,
        )
        wanted = (body.kind, kept, body.rolling_days, body.of_index_persons)
        known = case.questions.get(question_id)
        if known is None and question_id in self._cases.anybodys(case_id).questions:
            raise FixRequest(Fault(field="question_id", reason="taken"))
        if known is not None and wanted == _said(known.saved):
            return
        stamp = self._cases.stamp(case_id, f"question/{question_id}", caller, str(wanted))
        event = QuestionSaved(
            **stamp,
            question_id=question_id,
            kind=body.kind,
            body=kept,
            rolling_days=body.rolling_days,
            of_index_persons=body.of_index_persons,
        )
        self._cases.write(case.named.number, [event], caller)
        self._reasker.nudge()

    def drop(self, case_id: str, question_id: str, caller: Caller) -> None:
        """Ask a question no more; one that is not there is gone already."""
        case = self._cases.named(case_id, caller)
        if question_id not in case.questions:
            return
        stamp = self._cases.stamp(case_id, f"question/{question_id}", caller, "dropped")
        self._cases.write(
            case.named.number, [QuestionDropped(**stamp, question_id=question_id)], caller
        )

    def ask_now(self, case_id: str, question_id: str, caller: Caller) -> None:
        """Let a question be asked at once, whether or not it is due."""
        question_of(self._cases.named(case_id, caller), question_id)
        self._reasker.nudge(case_id, question_id)

    def note_seen(self, case_id: str, question_id: str, body: SeenBody, caller: Caller) -> None:
        """Note that the caller has seen an answer's changes up to a round."""
        case = self._cases.named(case_id, caller)
        question = question_of(case, question_id)
        seen = min(body.round, question.round)
        if seen <= question.seen.get(caller.account, 0):
            return
        subject = f"seen/{question_id}/{caller.account}"
        stamp = self._cases.stamp(case_id, subject, caller, str(seen))
        event = ChangesSeen(**stamp, question_id=question_id, round=seen)
        self._cases.write(case.named.number, [event], caller)

    def people(
        self, case_id: str, question_id: str, caller: Caller, telling: Telling
    ) -> PeopleFound:
        """Return whom the last answer names; they are noted before they are told."""
        case = self._cases.named(case_id, caller)
        question = question_of(case, question_id)
        found = question.answer.persons if question.answer else {}
        through = [via for one in found.values() for via in one.via]
        self._cases.note_read("case", case.named.number, [*found, *through], caller)
        people = self._people.named(found)
        told = [
            PersonFound(
                person=people[name],
                level=one.level,
                last_ms=one.last_ms,
                place_id=one.proofs[0].place_id if one.proofs else "",
                place=telling.place(one.proofs[0].place_id) if one.proofs else "",
                via=one.via,
                follow_up=_follow_up(case, name),
            )
            for name, one in found.items()
        ]
        told.sort(key=lambda one: (one.level, -one.last_ms, one.person.citizen_id))
        return PeopleFound(question_id=question_id, round=question.round, people=tuple(told))


def question_of(case: Case, question_id: str) -> Question:
    """Return a saved question.

    Raises:
        NotFound: the case has none of that id.

    """
    if question_id not in case.questions:
        raise NotFound("question", question_id)
    return case.questions[question_id]


def _said(saved: QuestionSaved) -> tuple[str, str, int, bool]:
    return saved.kind, saved.body, saved.rolling_days, saved.of_index_persons


def _follow_up(case: Case, citizen_id: str) -> str:
    known = case.follow_ups.get(citizen_id)
    if known is None:
        return ""
    return known.ended.outcome if known.ended else "going_on"
