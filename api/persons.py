"""Whom a question is about, and the note that it was asked."""

import re
import uuid
from typing import Annotated

import msgspec

from contracts.audit import QuestionAsked
from contracts.errors import Fault, FixRequest
from contracts.identity import DocumentKind, Pseudonyms, read_document
from contracts.purposes import says_something
from contracts.visible import tidied
from service.bodies import moment_ms
from service.clock import now_ms
from service.doors import Caller

MOST_PERSONS = 1000
LONGEST_PURPOSE = 500

_CITIZEN_ID = re.compile(r"[0-9a-f]{32}")


class DocumentGiven(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An identity paper; its number is turned into a citizen id and kept nowhere."""

    kind: DocumentKind
    number: str


class Span(msgspec.Struct, frozen=True):
    """A span of time in milliseconds since 1970 UTC: the beginning belongs to it, the end not."""

    from_ms: int
    until_ms: int


Purpose = Annotated[str, msgspec.Meta(description="a case number or a few words")]


def read_span(from_text: str, until_text: str) -> Span:
    """Return the span between two RFC 3339 times.

    Raises:
        FixRequest: a time can't be read, or the end does not come after the beginning.

    """
    span = Span(moment_ms(from_text, "from"), moment_ms(until_text, "until"))
    if span.until_ms <= span.from_ms:
        raise FixRequest(Fault(field="until", reason="window"))
    return span


def read_purpose(text: str, open_cases: frozenset[str] = frozenset()) -> str:
    """Return the purpose tidied up; the number (in small letters) of an open case always is one.

    Raises:
        FixRequest: there is none, it says nothing, or it is a book.

    """
    tidy = tidied(text)
    if len(tidy) > LONGEST_PURPOSE:
        raise FixRequest(Fault(field="purpose", reason="too_long", detail=str(LONGEST_PURPOSE)))
    if not says_something(tidy) and tidy.casefold() not in open_cases:
        raise FixRequest(Fault(field="purpose", reason="purpose"))
    return tidy


def citizen_behind(document: DocumentGiven, pseudonyms: Pseudonyms, field: str) -> str:
    """Return the citizen id of whoever holds this paper.

    Raises:
        FixRequest: that is no document number.

    """
    try:
        return pseudonyms.citizen_id(read_document(document.kind, document.number))
    except ValueError as fault:
        raise FixRequest(Fault(field=f"{field}.number", reason="bad_document")) from fault


def checked_citizen(citizen_id: str, field: str) -> str:
    """Return the id if it has the form of one.

    Raises:
        FixRequest: it has not.

    """
    if not _CITIZEN_ID.fullmatch(citizen_id):
        raise FixRequest(Fault(field=field, reason="person"))
    return citizen_id


def person_named(citizen_id: str, document: DocumentGiven | None, pseudonyms: Pseudonyms) -> str:
    """Return the citizen id of whom a body names, by the id or by a paper.

    Raises:
        FixRequest: nobody, two ways at once, or that is neither an id nor a document's number.

    """
    if bool(citizen_id) == (document is not None):
        raise FixRequest(Fault(field="citizen_id", reason="person"))
    if document is not None:
        return citizen_behind(document, pseudonyms, "document")
    return checked_citizen(citizen_id, "citizen_id")


def asked_note(
    caller: Caller,
    question: str,
    purpose: str,
    about: tuple[str, ...],
    span: Span,
    *,
    as_file: str = "",
    asked_again: bool = False,
) -> QuestionAsked:
    """Return what goes to the audit topic before the question is answered."""
    return QuestionAsked(
        event_id=uuid.uuid4().hex,
        at_ms=now_ms(),
        account=caller.account,
        question=question,
        purpose=purpose,
        about=about,
        from_ms=span.from_ms,
        until_ms=span.until_ms,
        as_file=as_file,
        asked_again=asked_again,
    )


def citizens_behind(
    citizen_ids: tuple[str, ...], documents: tuple[DocumentGiven, ...], pseudonyms: Pseudonyms
) -> tuple[str, ...]:
    """Return the citizen ids of persons named by either, each once.

    Raises:
        FixRequest: nobody, too many, or something that is no id or no document number.

    """
    given = len(citizen_ids) + len(documents)
    if not given:
        raise FixRequest(Fault(field="citizen_ids", reason="person"))
    if given > MOST_PERSONS:
        raise FixRequest(Fault(field="citizen_ids", reason="too_many", detail=str(MOST_PERSONS)))
    named = [
        checked_citizen(citizen_id, f"citizen_ids[{number}]")
        for number, citizen_id in enumerate(citizen_ids)
    ]
    named += [
        citizen_behind(document, pseudonyms, f"documents[{number}]")
        for number, document in enumerate(documents)
    ]
    return tuple(dict.fromkeys(named))
