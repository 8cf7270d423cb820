"""The cases as their topic tells them. Pure: no clock, no Kafka.

One thread applies the events; others read. What stands in `cases` is replaced as a whole with each
event, so a reader sees a case before or after it, never between.
"""

import msgspec

from contracts.cases import (
    AnswerChanged,
    AnyCaseEvent,
    CaseClosed,
    CaseEvent,
    CaseOpened,
    CaseReopened,
    Change,
    ChangesSeen,
    FollowUpAssigned,
    FollowUpEnded,
    FollowUpRecorded,
    IndexPersonAdded,
    IndexPersonRemoved,
    Named,
    NoteAdded,
    QuestionDropped,
    QuestionSaved,
)

# Rounds told with a question; older ones are on the topic.
ROUNDS_KEPT = 20


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """The last answer kept: the span it looked at, whom it was asked about, whom it names."""

    from_ms: int
    until_ms: int
    asked_ms: int
    data_up_to_ms: int
    about: tuple[str, ...]
    persons: dict[str, Named]


class Round(msgspec.Struct, frozen=True, kw_only=True):
    """How one answer differed from the one before it."""

    round: int
    asked_ms: int
    data_up_to_ms: int
    persons: int
    gained: tuple[Change, ...]
    lost: tuple[Change, ...]
    otherwise: tuple[Change, ...]

    @property
    def is_news(self) -> bool:
        """Whether somebody came or went."""
        return bool(self.gained or self.lost)


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """A saved question with its answer; `seen` are the rounds that accounts have taken note of."""

    saved: QuestionSaved
    round: int = 0
    answer: Answer | None = None
    rounds: tuple[Round, ...] = ()
    seen: dict[str, int] = {}

    def unread(self, account: str) -> tuple[Round, ...]:
        """Return the rounds after the first answer that are news to an account."""
        seen = max(self.seen.get(account, 0), 1)
        return tuple(one for one in self.rounds if one.round > seen and one.is_news)


class FollowUp(msgspec.Struct, frozen=True, kw_only=True):
    """A contact who is looked after, day by day; `ended` is None while it goes on.

    `handed_over` are the districts that looked after them before, the first in front.
    """

    assigned: FollowUpAssigned
    handed_over: tuple[str, ...] = ()
    days: dict[str, FollowUpRecorded] = {}
    ended: FollowUpEnded | None = None


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """A case as it stands; `opened` is how it was first opened, `named` how it is called now."""

    opened: CaseOpened
    named: CaseOpened
    closed: bool = False
    index: dict[str, IndexPersonAdded] = {}
    questions: dict[str, Question] = {}
    follow_ups: dict[str, FollowUp] = {}
    notes: dict[str, NoteAdded] = {}

    @property
    def case_id(self) -> str:
        """The case's id."""
        return self.opened.case_id


class CaseBook:
    """All cases. Taking an event twice changes nothing."""

    def __init__(self) -> None:
        """Know of none."""
        self.cases: dict[str, Case] = {}
        self.history: dict[str, list[CaseEvent]] = {}
        self._seen: set[str] = set()
        self._numbers: dict[tuple[str, str], int] = {}
        self._parts: dict[tuple[str, int, str], dict[int, AnswerChanged]] = {}

    def apply(self, event: AnyCaseEvent) -> None:
        """Take one event in; one that was there before, or of no case, does nothing."""
        if event.event_id in self._seen:
            return
        known = self.cases.get(event.case_id)
        if known is None and not isinstance(event, CaseOpened):
            return
        changed = self._opened(known, event) if isinstance(event, CaseOpened) else known
        if changed is not None:
            self.cases[event.case_id] = self._changed(changed, event)
        subject = (event.case_id, event.subject)
        self._numbers[subject] = self._numbers.get(subject, 0) + 1
        if not isinstance(event, FollowUpRecorded | ChangesSeen):
            self.history.setdefault(event.case_id, []).append(event)
        # Last, because writers wait for it.
        self._seen.add(event.event_id)

    def has_seen(self, event_id: str) -> bool:
        """Tell whether an event was taken in."""
        return event_id in self._seen

    def changes_of(self, case_id: str, subject: str) -> int:
        """Return how many events of this subject were taken in."""
        return self._numbers.get((case_id, subject), 0)

    @staticmethod
    def _opened(known: Case | None, event: CaseOpened) -> Case:
        if known is None:
            return Case(opened=event, named=event)
        return msgspec.structs.replace(known, named=event)

    def _changed(self, case: Case, event: AnyCaseEvent) -> Case:
        match event:
            case CaseOpened():
                return case
            case CaseClosed() | CaseReopened():
                return msgspec.structs.replace(case, closed=isinstance(event, CaseClosed))
            case IndexPersonAdded() | IndexPersonRemoved():
                return msgspec.structs.replace(case, index=_index(case, event))
            case QuestionSaved() | QuestionDropped() | AnswerChanged() | ChangesSeen():
                return msgspec.structs.replace(case, questions=self._questions(case, event))
            case FollowUpAssigned() | FollowUpRecorded() | FollowUpEnded():
                return msgspec.structs.replace(case, follow_ups=_follow_ups(case, event))
            case NoteAdded():
                return msgspec.structs.replace(case, notes={**case.notes, event.note_id: event})

    def _questions(
        self, case: Case, event: QuestionSaved | QuestionDropped | AnswerChanged | ChangesSeen
    ) -> dict[str, Question]:
        known = case.questions.get(event.question_id)
        if isinstance(event, QuestionSaved):
            saved = Question(saved=event)
            if known is not None:
                saved = msgspec.structs.replace(known, saved=event)
            return {**case.questions, event.question_id: saved}
        if known is None:
            return case.questions
        if isinstance(event, QuestionDropped):
            return {name: one for name, one in case.questions.items() if name != event.question_id}
        if isinstance(event, ChangesSeen):
            seen = max(event.round, known.seen.get(event.account, 0))
            changed = msgspec.structs.replace(known, seen={**known.seen, event.account: seen})
        else:
            changed = self._answered(known, event)
        return {**case.questions, event.question_id: changed}

    def _answered(self, question: Question, event: AnswerChanged) -> Question:
        """Take a part of a difference in; the last part of the first whole run makes the round."""
        if event.round != question.round + 1:
            return question
        parts = self._parts.setdefault((event.question_id, event.round, event.run), {})
        parts[event.part] = event
        if len(parts) < event.parts:
            return question
        for key in [k for k in self._parts if k[:2] == (event.question_id, event.round)]:
            del self._parts[key]
        return _with_round(question, [parts[number] for number in sorted(parts)])


def _with_round(question: Question, parts: list[AnswerChanged]) -> Question:
    first = parts[0]
    gained = tuple(change for part in parts for change in part.gained)
    lost = tuple(change for part in parts for change in part.lost)
    otherwise = tuple(change for part in parts for change in part.otherwise)
    persons = dict(question.answer.persons) if question.answer else {}
    for change in lost:
        persons.pop(change.person.citizen_id, None)
    for change in (*gained, *otherwise):
        persons[change.person.citizen_id] = change.person
    made = Round(
        round=first.round,
        asked_ms=first.asked_ms,
        data_up_to_ms=first.data_up_to_ms,
        persons=first.persons,
        # The first answer gains everybody: they are the answer, not news.
        gained=() if first.round == 1 else gained,
        lost=lost,
        otherwise=otherwise,
    )
    answer = Answer(
        from_ms=first.from_ms,
        until_ms=first.until_ms,
        asked_ms=first.asked_ms,
        data_up_to_ms=first.data_up_to_ms,
        about=first.about,
        persons=persons,
    )
    rounds = (*question.rounds, made)[-ROUNDS_KEPT:]
    return msgspec.structs.replace(question, round=first.round, answer=answer, rounds=rounds)


def _index(case: Case, event: IndexPersonAdded | IndexPersonRemoved) -> dict[str, IndexPersonAdded]:
    others = {name: one for name, one in case.index.items() if name != event.citizen_id}
    if isinstance(event, IndexPersonRemoved):
        return others
    # Whoever is corrected keeps their place, because people are spoken of by it.
    return {**case.index, event.citizen_id: event}


def _follow_ups(
    case: Case, event: FollowUpAssigned | FollowUpRecorded | FollowUpEnded
) -> dict[str, FollowUp]:
    known = case.follow_ups.get(event.citizen_id)
    if isinstance(event, FollowUpAssigned):
        changed = _assigned(known, event)
    elif known is None:
        return case.follow_ups
    elif isinstance(event, FollowUpRecorded):
        changed = msgspec.structs.replace(known, days={**known.days, event.day: event})
    else:
        changed = msgspec.structs.replace(known, ended=event)
    return {**case.follow_ups, event.citizen_id: changed}


def _assigned(known: FollowUp | None, event: FollowUpAssigned) -> FollowUp:
    if known is None:
        return FollowUp(assigned=event)
    before = known.assigned.district
    handed_over = known.handed_over
    if before != event.district:
        handed_over = (*handed_over, before)
    return FollowUp(assigned=event, days=known.days, handed_over=handed_over)
