"""What becomes of a case: index persons, saved questions, what their answers gained, follow-up.

Events of the topic `cases`, all of one case under its id. Persons are citizen ids; a case's title
and whatever people write in words is sealed, for it may name somebody. `event_id` is the same
however often a change is sent: of events with one id the first counts. Days are `2021-08-24`, in
Hà Nội.
"""

import hashlib
from typing import Literal

import msgspec

from contracts.events import Event, ScanSource

FollowUpLevel = Literal["F1", "F2"]
SeenStatus = Literal["SEEN_OK", "SEEN_NOT_OK", "MISSED", "NOT_ATTEMPTED", "NOT_PERFORMED"]
Outcome = Literal["COMPLETED", "CANCELED", "LOST", "NO_FOLLOW_UP", "REFERRED"]

# Why somebody is on a list now, or no longer. `no_single_fact` is said where none was found.
ReasonKind = Literal[
    "first_answer",
    "new_scan",
    "late_scan",
    "paper_entered",
    "imported",
    "scan_annulled",
    "index_person_added",
    "index_person_removed",
    "is_index_person",
    "contact_lost",
    "window_moved",
    "question_changed",
    "no_single_fact",
]


class CaseEvent(Event, frozen=True, kw_only=True, gc=False):
    """What all events of cases share: who did it, and when. The account is empty for the house."""

    event_id: str
    case_id: str
    at_ms: int
    account: str

    @property
    def subject(self) -> str:
        """What of the case this is about; changes of one subject follow upon each other."""
        raise AssertionError(type(self).__name__)


class CaseOpened(CaseEvent, frozen=True, kw_only=True, gc=False):
    """A case under the number people know it by, and the unit that is responsible for it."""

    number: str
    unit: str
    sealed: str = ""
    sealed_day: str = ""

    @property
    def subject(self) -> str:
        """The case itself."""
        return "case"


class CaseClosed(CaseEvent, frozen=True, kw_only=True, gc=False):
    """Nothing more is done: its questions are not asked again."""

    @property
    def subject(self) -> str:
        """The case itself."""
        return "case"


class CaseReopened(CaseEvent, frozen=True, kw_only=True, gc=False):
    """It goes on."""

    @property
    def subject(self) -> str:
        """The case itself."""
        return "case"


class IndexPersonAdded(CaseEvent, frozen=True, kw_only=True, gc=False):
    """Somebody infected (F0), or what is now known of them. Days are empty where unknown."""

    citizen_id: str
    onset_day: str = ""
    confirmed_day: str = ""
    infectious_from: str = ""
    infectious_until: str = ""

    @property
    def subject(self) -> str:
        """The index person."""
        return f"index/{self.citizen_id}"


class IndexPersonRemoved(CaseEvent, frozen=True, kw_only=True, gc=False):
    """Not infected after all, or the wrong person."""

    citizen_id: str

    @property
    def subject(self) -> str:
        """The index person."""
        return f"index/{self.citizen_id}"


class QuestionSaved(CaseEvent, frozen=True, kw_only=True, gc=False):
    """A question of the house that is asked again whenever its answer may have changed.

    `body` is JSON as the question's route takes it, without purpose and without documents. With
    `rolling_days` the span ends when it is asked, otherwise it is in the body; with
    `of_index_persons` the index persons of the case are asked about, whoever they are then.
    """

    question_id: str
    kind: str
    body: str
    rolling_days: int = 0
    of_index_persons: bool = False

    @property
    def subject(self) -> str:
        """The question."""
        return f"question/{self.question_id}"


class QuestionDropped(CaseEvent, frozen=True, kw_only=True, gc=False):
    """Not asked any more."""

    question_id: str

    @property
    def subject(self) -> str:
        """The question."""
        return f"question/{self.question_id}"


class ScanNamed(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A scan, and whose it is."""

    scan_id: str
    citizen_id: str


class Proof(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The scans that together show something at a place, at the moment of the last of them."""

    place_id: str
    at_ms: int
    scans: tuple[ScanNamed, ...]


class Reason(msgspec.Struct, frozen=True, kw_only=True, gc=False, omit_defaults=True):
    """Why an answer changed: a kind, and the scan or person behind it where there is one.

    `known_ms` is when the scan, or its annulment, was received.
    """

    kind: ReasonKind
    place_id: str = ""
    scan_id: str = ""
    citizen_id: str = ""
    happened_ms: int = 0
    known_ms: int = 0
    source: ScanSource | Literal[""] = ""
    offline: bool = False


class Named(msgspec.Struct, frozen=True, kw_only=True, gc=False, omit_defaults=True):
    """Somebody an answer names: as what (`F1`, empty where there are no levels), and on what.

    `last_ms` is the last exposure or appearance; `via` are those through whom it came.
    """

    citizen_id: str
    level: str = ""
    last_ms: int = 0
    proofs: tuple[Proof, ...] = ()
    via: tuple[str, ...] = ()


class Change(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Somebody who came, went, or is there for other reasons than before."""

    person: Named
    reason: Reason


class AnswerChanged(CaseEvent, frozen=True, kw_only=True, gc=False):
    """How an answer differs from the one before it; round 1 is the first, and gains everybody.

    A large difference lies in several `parts` (from 0) of one `run`; of a round, the run that is
    complete first counts. `persons` is how many the answer names, `about` whom it was asked about.
    """

    question_id: str
    round: int
    run: str
    part: int
    parts: int
    from_ms: int
    until_ms: int
    asked_ms: int
    data_up_to_ms: int
    persons: int
    about: tuple[str, ...]
    gained: tuple[Change, ...] = ()
    lost: tuple[Change, ...] = ()
    otherwise: tuple[Change, ...] = ()

    @property
    def subject(self) -> str:
        """The question's answer."""
        return f"answer/{self.question_id}"


class ChangesSeen(CaseEvent, frozen=True, kw_only=True, gc=False):
    """Somebody has taken note of an answer up to this round."""

    question_id: str
    round: int

    @property
    def subject(self) -> str:
        """One account's view of the answer."""
        return f"seen/{self.question_id}/{self.account}"


class FollowUpAssigned(CaseEvent, frozen=True, kw_only=True, gc=False):
    """A contact is looked after from the first day to the last, both included.

    `district` is the unit that does it, empty where nothing says where the person is.
    """

    citizen_id: str
    level: FollowUpLevel
    district: str
    from_day: str
    until_day: str
    assigned_to: str = ""
    question_id: str = ""

    @property
    def subject(self) -> str:
        """The contact."""
        return f"follow-up/{self.citizen_id}"


class FollowUpRecorded(CaseEvent, frozen=True, kw_only=True, gc=False):
    """What came of one day; said again, the newer counts."""

    citizen_id: str
    day: str
    status: SeenStatus
    sealed: str = ""
    sealed_day: str = ""

    @property
    def subject(self) -> str:
        """The contact's day."""
        return f"day/{self.citizen_id}/{self.day}"


class FollowUpEnded(CaseEvent, frozen=True, kw_only=True, gc=False):
    """A contact is not looked after any more; `referred_to` is a district that takes over."""

    citizen_id: str
    outcome: Outcome
    referred_to: str = ""
    sealed: str = ""
    sealed_day: str = ""

    @property
    def subject(self) -> str:
        """The contact."""
        return f"follow-up/{self.citizen_id}"


class NoteAdded(CaseEvent, frozen=True, kw_only=True, gc=False):
    """Words about the case."""

    note_id: str
    sealed: str
    sealed_day: str

    @property
    def subject(self) -> str:
        """The note."""
        return f"note/{self.note_id}"


AnyCaseEvent = (
    CaseOpened
    | CaseClosed
    | CaseReopened
    | IndexPersonAdded
    | IndexPersonRemoved
    | QuestionSaved
    | QuestionDropped
    | AnswerChanged
    | ChangesSeen
    | FollowUpAssigned
    | FollowUpRecorded
    | FollowUpEnded
    | NoteAdded
)


def event_id_of(case_id: str, subject: str, number: int, said: str = "") -> str:
    """Return the id of the change that follows upon `number` others of its subject.

    Whoever sends a change again before it was seen gives it the same id; `said` tells apart what
    two people say at the same time.
    """
    told = f"{case_id}\n{subject}\n{number}\n{said}"
    return hashlib.sha256(told.encode()).hexdigest()[:32]
