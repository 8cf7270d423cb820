"""Turns cases into what is told of them."""

from collections.abc import Mapping, Sequence

import msgspec

from api.cases.book import Case, FollowUp, Question, Round
from api.cases.days import counts, standing
from api.cases.due import LastAsked
from api.cases.people import Person
from api.cases.told import (
    CaseLine,
    ChangeTold,
    DayTold,
    FollowUpTold,
    HistoryTold,
    NewsLine,
    QuestionTold,
    ReasonTold,
    RoundTold,
)
from api.cases.writing import Cases
from contracts.cases import CaseEvent, Change, Reason
from contracts.lists import Lists
from contracts.places import units_of_2021
from contracts.words import Language
from service.doors import Caller
from web.moments import said_moment
from web.texts import tell

# Changes told of one round; the counts are of all.
MOST_CHANGES = 200


class Telling:
    """Tells of one case, to one caller, in one language."""

    def __init__(self, cases: Cases, lists: Lists, caller: Caller, spoken: Language) -> None:
        """Open what is sealed with `cases`, and name places by the lists."""
        self._cases = cases
        self._lists = lists
        self._caller = caller
        self._spoken = spoken

    def line(self, case: Case, today: str) -> CaseLine:
        """Return a case as it stands in the list."""
        named = case.named
        return CaseLine(
            case_id=case.case_id,
            number=named.number,
            title=self._cases.words(named.sealed, named.sealed_day),
            unit=named.unit,
            unit_name=unit_name(named.unit),
            closed=case.closed,
            opened_ms=case.opened.at_ms,
            opened_by=case.opened.account,
            index_persons=len(case.index),
            questions=len(case.questions),
            unread=sum(len(q.unread(self._caller.account)) for q in case.questions.values()),
            follow_up=counts(case, today),
        )

    def place(self, place_id: str) -> str:
        """Return a place's name, its id where it is not known."""
        place = self._lists.places.get(place_id)
        if place is None:
            return place_id
        return place.name_vi if self._spoken == "vi" else place.name_en

    def question(
        self, question: Question, last: LastAsked | None, people: Mapping[str, Person]
    ) -> QuestionTold:
        """Return a saved question; `last` is how it was asked last, None in a new process."""
        saved, answer = question.saved, question.answer
        levels: dict[str, int] = {}
        for one in answer.persons.values() if answer else ():
            levels[one.level] = levels.get(one.level, 0) + 1
        return QuestionTold(
            question_id=saved.question_id,
            kind=saved.kind,
            body=msgspec.json.decode(saved.body),
            rolling_days=saved.rolling_days,
            of_index_persons=saved.of_index_persons,
            saved_ms=saved.at_ms,
            saved_by=saved.account,
            persons=len(answer.persons) if answer else -1,
            levels=levels,
            asked_ms=answer.asked_ms if answer else 0,
            checked_ms=last.at_ms if last else 0,
            data_up_to_ms=answer.data_up_to_ms if answer else 0,
            seconds=last.seconds if last else 0.0,
            rows_read=last.rows_read if last else 0,
            problem=last.problem if last else "",
            rounds=self._rounds(question, people),
        )

    def _rounds(self, question: Question, people: Mapping[str, Person]) -> tuple[RoundTold, ...]:
        unread = {one.round for one in question.unread(self._caller.account)}
        before = [0, *(one.asked_ms for one in question.rounds)]
        told = [
            self._round(one, asked_before, one.round in unread, people)
            for one, asked_before in zip(question.rounds, before, strict=False)
        ]
        return tuple(reversed(told))

    def _round(
        self, one: Round, before_ms: int, unread: bool, people: Mapping[str, Person]
    ) -> RoundTold:
        def told(changes: Sequence[Change]) -> tuple[ChangeTold, ...]:
            return tuple(self._change(change, people) for change in changes[:MOST_CHANGES])

        return RoundTold(
            round=one.round,
            asked_ms=one.asked_ms,
            before_ms=before_ms,
            data_up_to_ms=one.data_up_to_ms,
            persons=one.persons,
            unread=unread,
            gained=told(one.gained),
            lost=told(one.lost),
            otherwise=told(one.otherwise),
        )

    def _change(self, change: Change, people: Mapping[str, Person]) -> ChangeTold:
        person, reason = change.person, change.reason
        known = people.get(person.citizen_id)
        return ChangeTold(
            citizen_id=person.citizen_id,
            name=known.name if known else "",
            level=person.level,
            last_ms=person.last_ms,
            reason=ReasonTold(
                kind=reason.kind,
                words=self._words(reason, people),
                place_id=reason.place_id,
                place=self.place(reason.place_id),
                happened_ms=reason.happened_ms,
                known_ms=reason.known_ms,
                citizen_id=reason.citizen_id,
            ),
        )

    def _words(self, reason: Reason, people: Mapping[str, Person]) -> str:
        known = people.get(reason.citizen_id)
        return tell(
            f"cases-because-{reason.kind}",
            self._spoken,
            place=self.place(reason.place_id),
            happened=said_moment(reason.happened_ms, self._spoken),
            known=said_moment(reason.known_ms, self._spoken),
            person=(known.name if known else "") or short(reason.citizen_id),
        )

    def follow_up(self, case: Case, one: FollowUp, person: Person, day: str) -> FollowUpTold:
        """Return a contact's follow-up as it stands on a day."""
        assigned, ended = one.assigned, one.ended
        stands = standing(one, day)
        return FollowUpTold(
            case_id=case.case_id,
            number=case.named.number,
            person=person,
            level=assigned.level,
            district=assigned.district,
            district_name=unit_name(assigned.district),
            from_day=assigned.from_day,
            until_day=assigned.until_day,
            assigned_to=assigned.assigned_to,
            standing=stands,
            is_overdue=stands.is_overdue and ended is None,
            days=tuple(
                DayTold(
                    day=said.day,
                    status=said.status,
                    note=self._cases.words(said.sealed, said.sealed_day),
                    at_ms=said.at_ms,
                    account=said.account,
                )
                for said in sorted(one.days.values(), key=lambda said: said.day)
            ),
            outcome=ended.outcome if ended else "",
            referred_to=unit_name(ended.referred_to) if ended else "",
            end_note=self._cases.words(ended.sealed, ended.sealed_day) if ended else "",
        )


def history(events: Sequence[CaseEvent]) -> tuple[HistoryTold, ...]:
    """Return what was done, the newest first."""
    return tuple(
        HistoryTold(
            at_ms=event.at_ms,
            account=event.account,
            change=type(event).__name__,
            about=event.subject.partition("/")[2],
        )
        for event in reversed(events)
    )


def news_of(case: Case, account: str) -> list[NewsLine]:
    """Return the changes in a case that an account has not noted."""
    return [
        NewsLine(
            case_id=case.case_id,
            number=case.named.number,
            question_id=question.saved.question_id,
            kind=question.saved.kind,
            round=one.round,
            asked_ms=one.asked_ms,
            before_ms=max((r.asked_ms for r in question.rounds if r.round < one.round), default=0),
            gained=len(one.gained),
            lost=len(one.lost),
        )
        for question in case.questions.values()
        for one in question.unread(account)
    ]


def unit_name(unit: str) -> str:
    """Return a unit's name, empty for none."""
    units = units_of_2021()
    return units[unit].name if unit in units else ""


def short(citizen_id: str) -> str:
    """Return as much of an id as people compare by eye."""
    return citizen_id[:8]
