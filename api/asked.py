"""What people ask, as it comes over HTTP, and as the questions want it."""

import msgspec

from contracts.errors import Fault, FixRequest
from contracts.identity import DocumentKind, Pseudonyms, read_document
from service.bodies import moment_ms

_SHORTEST_PURPOSE = 3
_MOST_INDEX_CASES = 1000
_MOST_MINUTES = 24 * 60


class DocumentAsked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An identity paper; its number is turned into an id at once and kept nowhere."""

    kind: DocumentKind
    number: str


class TimelineAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where was this person? `from` and `until` are RFC 3339; `purpose` goes to the audit topic."""

    from_: str = msgspec.field(name="from")
    until: str
    purpose: str
    citizen_id: str = ""
    document: DocumentAsked | None = None


class ContactsAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whom did these people meet within so many minutes at one place?"""

    from_: str = msgspec.field(name="from")
    until: str
    purpose: str
    citizen_ids: tuple[str, ...] = ()
    documents: tuple[DocumentAsked, ...] = ()
    within_minutes: int = 15


class PersonQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """A question about people, checked: whom, when, why."""

    citizen_ids: tuple[str, ...]
    from_ms: int
    until_ms: int
    within_s: int
    purpose: str


def timeline_question(asked: TimelineAsked, pseudonyms: Pseudonyms) -> PersonQuestion:
    """Check a question for a timeline.

    Raises:
        FixRequest: naming what is missing or wrong.

    """
    ids = (asked.citizen_id,) if asked.citizen_id else ()
    documents = (asked.document,) if asked.document else ()
    return _checked(asked, ids, documents, pseudonyms, within_minutes=0)


def contacts_question(asked: ContactsAsked, pseudonyms: Pseudonyms) -> PersonQuestion:
    """Check a question for contacts.

    Raises:
        FixRequest: naming what is missing or wrong.

    """
    if not 0 < asked.within_minutes <= _MOST_MINUTES:
        raise FixRequest(Fault(field="within_minutes", reason="choice"))
    return _checked(
        asked, asked.citizen_ids, asked.documents, pseudonyms, within_minutes=asked.within_minutes
    )


def span_ms(from_: str, until: str) -> tuple[int, int]:
    """Return a time span in milliseconds.

    Raises:
        FixRequest: not times, or the end does not come after the beginning.

    """
    from_ms, until_ms = moment_ms(from_, "from"), moment_ms(until, "until")
    if until_ms <= from_ms:
        raise FixRequest(Fault(field="until", reason="window"))
    return from_ms, until_ms


def _checked(
    asked: TimelineAsked | ContactsAsked,
    citizen_ids: tuple[str, ...],
    documents: tuple[DocumentAsked, ...],
    pseudonyms: Pseudonyms,
    *,
    within_minutes: int,
) -> PersonQuestion:
    purpose = asked.purpose.strip()
    if len(purpose) < _SHORTEST_PURPOSE:
        raise FixRequest(Fault(field="purpose", reason="purpose"))
    ids = (*citizen_ids, *(_id_of(document, pseudonyms) for document in documents))
    if not ids:
        raise FixRequest(Fault(field="citizen_id", reason="person"))
    if len(ids) > _MOST_INDEX_CASES:
        limit = str(_MOST_INDEX_CASES)
        raise FixRequest(Fault(field="citizen_ids", reason="too_many", detail=limit))
    from_ms, until_ms = span_ms(asked.from_, asked.until)
    return PersonQuestion(
        citizen_ids=ids,
        from_ms=from_ms,
        until_ms=until_ms,
        within_s=within_minutes * 60,
        purpose=purpose,
    )


def _id_of(document: DocumentAsked, pseudonyms: Pseudonyms) -> str:
    try:
        return pseudonyms.citizen_id(read_document(document.kind, document.number))
    except ValueError as fault:
        raise FixRequest(Fault(field="document.number", reason="bad_document")) from fault
