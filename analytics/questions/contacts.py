"""Who met an index person (F1), the likeliest first, and what does that rest on?

What a meeting is: `meetings.py`. What makes a contact a likely one: `closeness.py`. Index persons
are never contacts of each other.
"""

from collections.abc import Iterable, Sequence

import msgspec

from analytics.questions.closeness import ORDER, PARTS, Because, Closeness, because
from analytics.questions.companions import companions
from analytics.questions.filters import ALL_SCANS, ScanFilter
from analytics.questions.freshness import Freshness, freshness
from analytics.questions.meeting_sql import pairs_of
from analytics.questions.meetings import ALWAYS_MS, Reach, Span, persons_of, reaches
from analytics.store import Store
from analytics.tables import Table

# Meetings told with each contact, the nearest first; all are counted.
EVIDENCE = 5

# Contacts told, the likeliest first; all are counted.
MOST_CONTACTS = 10_000

_CONTACTS = """
WITH pairs AS ({pairs})
SELECT
    contact AS citizen_id, {parts},
    arraySort(groupUniqArray(carrier)) AS index_cases,
    groupArraySorted({evidence:UInt32})(
        (gap_ms, stop, contact_ms, scan_id, same_lane, same_vehicle, same_journey)::Tuple(
            gap_ms Int64, stop UInt32, contact_ms Int64, scan_id String,
            same_lane Bool, same_vehicle Bool, same_journey Bool)
    ) AS nearest,
    toInt64(count() OVER ()) AS total
FROM pairs
GROUP BY contact
ORDER BY {order}
LIMIT {limit:UInt32}
"""


class ContactQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """Who met any of `index_cases` in a span of time, within a window, looking at some scans only.

    At most `limit` contacts are told.
    """

    index_cases: tuple[str, ...]
    from_ms: int
    until_ms: int
    within_s: int
    only: ScanFilter = ALL_SCANS
    limit: int = MOST_CONTACTS

    @property
    def span(self) -> Span:
        """Which scans may meet."""
        return Span(
            from_ms=self.from_ms,
            until_ms=self.until_ms,
            within_ms=self.within_s * 1000,
            only=self.only,
        )


class Meeting(msgspec.Struct, frozen=True, kw_only=True):
    """One pair of scans that makes somebody a contact."""

    gap_s: float
    case_ms: int
    contact_ms: int
    place_id: str
    index_case: str
    case_scan_id: str
    contact_scan_id: str
    same_lane: bool
    same_vehicle: bool
    same_journey: bool


class Contact(Closeness, frozen=True, kw_only=True):
    """Somebody who met index persons, on which rank for which reasons, and what that rests on.

    `because` names the weightiest reason first and is empty for whoever was at one place with an
    index person and nothing more; `nearest` are the closest meetings in time.
    """

    rank: int
    because: tuple[Because, ...]
    index_cases: tuple[str, ...]
    nearest: tuple[Meeting, ...]


class Contacts(msgspec.Struct, frozen=True, kw_only=True):
    """The contacts of the index persons, the likeliest first.

    `total` counts all of them, also where fewer are told.
    """

    index_cases: tuple[str, ...]
    from_ms: int
    until_ms: int
    within_s: int
    stops_of_cases: int
    total: int
    contacts: tuple[Contact, ...]
    freshness: Freshness
    rows_read: int


class ContactMeeting(msgspec.Struct, frozen=True, kw_only=True):
    """A meeting in a table of its own, with the contact and their rank."""

    rank: int
    citizen_id: str
    meeting: Meeting


class _Near(msgspec.Struct, frozen=True):
    gap_ms: int
    stop: int
    contact_ms: int
    scan_id: str
    same_lane: bool
    same_vehicle: bool
    same_journey: bool


class _Found(Closeness, frozen=True, kw_only=True):
    index_cases: tuple[str, ...]
    nearest: tuple[_Near, ...]
    total: int


def contacts(store: Store, question: ContactQuestion) -> Contacts:
    """Return everybody who met one of the index persons, the likeliest first."""
    fresh = freshness(store)
    reached = reaches(store, dict.fromkeys(question.index_cases, ALWAYS_MS), question.span)
    found, rows_read = _met(store, question, reached.rows)
    return Contacts(
        index_cases=question.index_cases,
        from_ms=question.from_ms,
        until_ms=question.until_ms,
        within_s=question.within_s,
        stops_of_cases=len(reached.rows),
        total=found[0].total if found else 0,
        contacts=tuple(_told(rank, one, reached.rows) for rank, one in enumerate(found, 1)),
        freshness=fresh,
        rows_read=reached.rows_read + rows_read,
    )


def contact_tables(found: Contacts) -> tuple[Table, ...]:
    """Return the contacts, and the meetings told with them."""
    return (
        Table("contacts", Contact, found.contacts),
        Table("meetings", ContactMeeting, tuple(_meetings(found.contacts))),
    )


def _meetings(found: Iterable[Contact]) -> Iterable[ContactMeeting]:
    for one in found:
        for meeting in one.nearest:
            yield ContactMeeting(rank=one.rank, citizen_id=one.citizen_id, meeting=meeting)


def _met(
    store: Store, question: ContactQuestion, reached: Sequence[Reach]
) -> tuple[tuple[_Found, ...], int]:
    if not reached:
        return (), 0
    known = companions(store, persons_of(reached))
    pairs = pairs_of(reached, [(c.citizen_id, c.companion) for c in known.rows], question.only)
    sql = (
        _CONTACTS.replace("{pairs}", pairs.sql).replace("{parts}", PARTS).replace("{order}", ORDER)
    )
    values = {
        **pairs.parameters,
        "cases": sorted(set(question.index_cases)),
        "evidence": EVIDENCE,
        "limit": question.limit,
    }
    found = store.ask(sql, values, row=_Found)
    return found.rows, known.rows_read + found.rows_read


def _told(rank: int, found: _Found, reached: Sequence[Reach]) -> Contact:
    return Contact(
        **{name: getattr(found, name) for name in Closeness.__struct_fields__},
        rank=rank,
        because=because(found),
        index_cases=found.index_cases,
        nearest=tuple(_meeting(near, reached) for near in found.nearest),
    )


def _meeting(near: _Near, reached: Sequence[Reach]) -> Meeting:
    stop = reached[near.stop].stop
    return Meeting(
        gap_s=near.gap_ms / 1000,
        case_ms=stop.happened_ms,
        contact_ms=near.contact_ms,
        place_id=stop.place_id,
        index_case=stop.citizen_id,
        case_scan_id=stop.scan_id,
        contact_scan_id=near.scan_id,
        same_lane=near.same_lane,
        same_vehicle=near.same_vehicle,
        same_journey=near.same_journey,
    )
