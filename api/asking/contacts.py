"""Who met these persons (F1), the likeliest first, and what does that rest on?"""

from collections.abc import Iterable
from typing import Annotated

import msgspec

from analytics.questions.contacts import (
    MOST_CONTACTS,
    ContactQuestion,
    Contacts,
    Meeting,
    contact_tables,
    contacts,
)
from api.asking.filtering import FilteredBody
from api.asking.kinds import Ground, Prepared, QuestionKind
from api.persons import DocumentGiven, citizens_behind
from contracts.cases import Named, Proof, ScanNamed

_MOST_MINUTES = 24 * 60


class TracingBody(FilteredBody, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Index persons, and how many minutes apart two people may be and still have met."""

    citizen_ids: tuple[str, ...] = ()
    documents: tuple[DocumentGiven, ...] = ()
    within_minutes: Annotated[int, msgspec.Meta(ge=0, le=_MOST_MINUTES)] = 15


class ContactsBody(TracingBody, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who was at one place with any of these persons within `within_minutes` of them?

    At most `limit` contacts are told, the likeliest; all are counted.
    """

    limit: Annotated[int, msgspec.Meta(ge=1, le=MOST_CONTACTS)] = MOST_CONTACTS


def _prepare(body: ContactsBody, ground: Ground) -> Prepared[Contacts]:
    span = body.span()
    cases = citizens_behind(body.citizen_ids, body.documents, ground.pseudonyms)
    question = ContactQuestion(
        index_cases=cases,
        from_ms=span.from_ms,
        until_ms=span.until_ms,
        within_s=body.within_minutes * 60,
        only=body.scan_filter(ground),
        limit=body.limit,
    )
    return Prepared(span, cases, lambda store: contacts(store, question))


def _persons(found: Contacts) -> Iterable[Named]:
    return (
        Named(
            citizen_id=one.citizen_id,
            level="F1",
            last_ms=one.last_met_ms,
            proofs=tuple(_proof(one.citizen_id, met) for met in one.nearest),
            via=one.index_cases,
        )
        for one in found.contacts
    )


def _proof(contact: str, met: Meeting) -> Proof:
    return Proof(
        place_id=met.place_id,
        at_ms=max(met.case_ms, met.contact_ms),
        scans=(
            ScanNamed(scan_id=met.case_scan_id, citizen_id=met.index_case),
            ScanNamed(scan_id=met.contact_scan_id, citizen_id=contact),
        ),
    )


CONTACTS = QuestionKind(
    name="contacts",
    body=ContactsBody,
    roles=("epidemiologist",),
    prepare=_prepare,
    tables=contact_tables,
    persons=_persons,
    is_cut=lambda found: found.total > len(found.contacts),
)
