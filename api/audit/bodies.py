"""What auditors ask for, and what they are told."""

from typing import Annotated

import msgspec

from analytics.questions.audit_entries import Entry, EntryKind
from analytics.questions.audit_use import Explained
from api.asking.kinds import QuestionBody
from api.audit.marks import Mark
from api.persons import DocumentGiven

_MOST_ENTRIES = 1000

Limit = Annotated[int, msgspec.Meta(ge=1, le=_MOST_ENTRIES)]


class EntriesBody(QuestionBody, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who did what? Narrowed by account, kind, question, person (id or document) and case.

    `before` and `before_id` are those of the last entry that was told: the next page.
    """

    account: str = ""
    kind: EntryKind = ""
    question: str = ""
    citizen_id: str = ""
    document: DocumentGiven | None = None
    case: str = ""
    limit: Limit = 50
    before: str = ""
    before_id: str = ""


class MarksBody(QuestionBody, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was unusual, of one account or of all?"""

    account: str = ""


class ExplanationBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What explains a mark."""

    words: str


class RelativeBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A relative by document or id; not `active` takes an entry back."""

    purpose: str
    citizen_id: str = ""
    document: DocumentGiven | None = None
    active: bool = True


class EntriesTold(msgspec.Struct, frozen=True, kw_only=True):
    """Entries, the last first, and how many there are in all."""

    total: int
    entries: tuple[Entry, ...]


class MarkTold(msgspec.Struct, frozen=True, kw_only=True):
    """A mark, and what was noted about it last, if anything was."""

    mark: Mark
    explained: Explained | None


class MarksTold(msgspec.Struct, frozen=True, kw_only=True):
    """The marks of a span, those nobody has explained first."""

    marks: tuple[MarkTold, ...]


class RelativeTold(msgspec.Struct, frozen=True, kw_only=True):
    """A relative as flagged."""

    account: str
    citizen_id: str
    flagged_ms: int
    flagged_by: str


class RelativesTold(msgspec.Struct, frozen=True):
    """All relatives that count, by account."""

    relatives: tuple[RelativeTold, ...]
