"""Cases as they are told over HTTP."""

import msgspec

from api.cases.days import FollowUpCounts, Standing
from api.cases.people import Person


class CaseLine(msgspec.Struct, frozen=True, kw_only=True):
    """A case in the list; `unread` are changes of answers that the caller has not noted yet."""

    case_id: str
    number: str
    title: str
    unit: str
    unit_name: str
    closed: bool
    opened_ms: int
    opened_by: str
    index_persons: int
    questions: int
    unread: int
    follow_up: FollowUpCounts


class CaseList(msgspec.Struct, frozen=True):
    """The cases of the caller's units, the last opened first."""

    cases: tuple[CaseLine, ...]


class IndexTold(msgspec.Struct, frozen=True, kw_only=True):
    """An index person; `is_known` tells whether this house has ever heard of them."""

    person: Person
    number: int
    is_known: bool
    onset_day: str
    confirmed_day: str
    infectious_from: str
    infectious_until: str
    added_ms: int
    added_by: str


class ReasonTold(msgspec.Struct, frozen=True, kw_only=True):
    """Why somebody came or went; `words` say it in the caller's language."""

    kind: str
    words: str
    place_id: str
    place: str
    happened_ms: int
    known_ms: int
    citizen_id: str


class ChangeTold(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who came, went, or is there in another way."""

    citizen_id: str
    name: str
    level: str
    last_ms: int
    reason: ReasonTold


class RoundTold(msgspec.Struct, frozen=True, kw_only=True):
    """How an answer differed from the one before; `before_ms` is when that one was asked."""

    round: int
    asked_ms: int
    before_ms: int
    data_up_to_ms: int
    persons: int
    unread: bool
    gained: tuple[ChangeTold, ...]
    lost: tuple[ChangeTold, ...]
    otherwise: tuple[ChangeTold, ...]


class QuestionTold(msgspec.Struct, frozen=True, kw_only=True):
    """A saved question with its last answer; `persons` is -1 before the first.

    `checked_ms` is when it was last asked, whether or not anything had changed.
    """

    question_id: str
    kind: str
    body: dict[str, object]
    rolling_days: int
    of_index_persons: bool
    saved_ms: int
    saved_by: str
    persons: int
    levels: dict[str, int]
    asked_ms: int
    checked_ms: int
    data_up_to_ms: int
    seconds: float
    rows_read: int
    problem: str
    rounds: tuple[RoundTold, ...]


class PersonFound(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody an answer names; `follow_up` is `going_on`, an outcome, or empty for none."""

    person: Person
    level: str
    last_ms: int
    place_id: str
    place: str
    via: tuple[str, ...]
    follow_up: str


class PeopleFound(msgspec.Struct, frozen=True, kw_only=True):
    """Whom the last answer of a saved question names, the last exposed first."""

    question_id: str
    round: int
    people: tuple[PersonFound, ...]


class DayTold(msgspec.Struct, frozen=True, kw_only=True):
    """What was recorded of one day."""

    day: str
    status: str
    note: str
    at_ms: int
    account: str


class FollowUpTold(msgspec.Struct, frozen=True, kw_only=True):
    """A contact under follow-up, as they stand on the day asked about."""

    case_id: str
    number: str
    person: Person
    level: str
    district: str
    district_name: str
    from_day: str
    until_day: str
    assigned_to: str
    standing: Standing
    is_overdue: bool
    days: tuple[DayTold, ...]
    outcome: str
    referred_to: str
    end_note: str


class FollowUpList(msgspec.Struct, frozen=True, kw_only=True):
    """The follow-up of one district or province on one day: what is overdue first."""

    unit: str
    unit_name: str
    day: str
    follow_ups: tuple[FollowUpTold, ...]


class NoteTold(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody's words; empty where the day's key was destroyed."""

    note_id: str
    text: str
    at_ms: int
    account: str


class HistoryTold(msgspec.Struct, frozen=True, kw_only=True):
    """One change of a case: which kind of event, of what."""

    at_ms: int
    account: str
    change: str
    about: str


class CaseTold(msgspec.Struct, frozen=True, kw_only=True):
    """A case with all that belongs to it."""

    line: CaseLine
    today: str
    index_persons: tuple[IndexTold, ...]
    questions: tuple[QuestionTold, ...]
    follow_ups: tuple[FollowUpTold, ...]
    notes: tuple[NoteTold, ...]
    history: tuple[HistoryTold, ...]


class Assigned(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a bulk of contacts.

    `already` are under follow-up in this case, `too_late` were exposed longer ago than a follow-up
    lasts, `elsewhere` declared nothing by which a district would be known: they go to the case's
    own unit.
    """

    assigned: int
    already: int
    too_late: int
    elsewhere: int
    districts: dict[str, int]


class NewsLine(msgspec.Struct, frozen=True, kw_only=True):
    """A change of an answer that the caller has not noted: whom it was asked before and when."""

    case_id: str
    number: str
    question_id: str
    kind: str
    round: int
    asked_ms: int
    before_ms: int
    gained: int
    lost: int


class News(msgspec.Struct, frozen=True):
    """Unread changes, the newest first."""

    news: tuple[NewsLine, ...]
