"""What stands on the audit topic: who asked what about whom, when, and for which purpose."""

from typing import Literal

import msgspec

from analytics.store import Store

EntryKind = Literal["", "questions", "files", "sign_ins", "orders", "cases", "explanations"]

# How a kind is told from the others; what bears no kind of its own is told among all.
_KINDS: dict[EntryKind, str] = {
    "": "type NOT IN ('ChainBegun', 'CheckpointMade')",
    "questions": "type = 'QuestionAsked'",
    "files": "type = 'QuestionAsked' AND as_file != ''",
    "sign_ins": "type = 'SignedIn'",
    "orders": "type = 'RegistryChanged'",
    "cases": "type = 'CaseChanged'",
    "explanations": "type = 'UseExplained'",
}

_WHERE = """
    at_ms >= {from_ms:Int64} AND at_ms < {until_ms:Int64}
    AND ({account:String} = '' OR account = {account:String})
    AND ({question:String} = '' OR question = {question:String})
    AND ({case:String} = '' OR case_id = {case:String}
        OR positionCaseInsensitiveUTF8(purpose, {case:String}) > 0)
    AND ({about:String} = '' OR event_id IN (
        SELECT event_id FROM audit_about
        WHERE about = {about:String} AND at_ms >= {from_ms:Int64} AND at_ms < {until_ms:Int64}
    ))
"""

_LIST = """
SELECT
    event_id, at_ms, type AS kind, account, question, purpose,
    arraySlice(a.about, 1, {told:UInt32}) AS about, toInt64(length(a.about)) AS persons,
    from_ms, until_ms, as_file, asked_again, case_id, change, mark_id, words,
    tupleElement(a.record, 'type') AS record,
    arrayStringConcat(arrayFilter(part -> part != '', [
        tupleElement(a.record, 'pass_id'), tupleElement(a.record, 'zone_id'),
        tupleElement(a.record, 'account'), tupleElement(a.record, 'citizen_id'),
        tupleElement(a.record, 'public_key'), tupleElement(a.record, 'device_id')
    ]), ' ') AS subject
FROM audit AS a
WHERE WHAT AND (at_ms, event_id) < ({before_ms:Int64}, {before_id:String})
ORDER BY at_ms DESC, event_id DESC
LIMIT 1 BY event_id
LIMIT {limit:UInt32}
"""

_COUNT = "SELECT toInt64(uniqExact(event_id)) AS entries FROM audit WHERE WHAT"


class EntryQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """Entries with from_ms <= at_ms < until_ms, narrowed by whatever is given.

    `about` is a citizen or vehicle id; `case` a case's id or part of a purpose. Entries before
    (`before_ms`, `before_id`) follow those that were told already.
    """

    from_ms: int
    until_ms: int
    limit: int
    kind: EntryKind = ""
    account: str = ""
    question: str = ""
    about: str = ""
    case: str = ""
    before_ms: int = 2**62
    before_id: str = ""
    told: int = 20


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was done.

    `about` are the first of the `persons` ids it names; `record` and `subject` say what an order
    put on the registry.
    """

    event_id: str
    at_ms: int
    kind: str
    account: str
    question: str
    purpose: str
    about: tuple[str, ...]
    persons: int
    from_ms: int
    until_ms: int
    as_file: str
    asked_again: bool
    case_id: str
    change: str
    mark_id: str
    words: str
    record: str
    subject: str


class Entries(msgspec.Struct, frozen=True, kw_only=True):
    """Entries, the last first, and how many there are in all."""

    total: int
    entries: tuple[Entry, ...]
    rows_read: int


class _Counted(msgspec.Struct, frozen=True):
    entries: int


def audit_entries(store: Store, question: EntryQuestion) -> Entries:
    """Return what was done in a span of time."""
    where = f"{_KINDS[question.kind]} AND {_WHERE}"
    asked = msgspec.structs.asdict(question)
    found = store.ask(_LIST.replace("WHAT", where), asked, row=Entry)
    counted = store.ask(_COUNT.replace("WHAT", where), asked, row=_Counted)
    return Entries(
        total=counted.rows[0].entries,
        entries=found.rows,
        rows_read=found.rows_read + counted.rows_read,
    )
