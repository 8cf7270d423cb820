"""Who met an index person (F1): two people scanned at one place within a window of time.

A meeting is a pair of scans of two different people at one place whose moments differ by the window
or less, the window itself included, both with from_ms <= happened_ms < until_ms. It happens at the
later of the two. Index persons are never contacts of each other; scans of nobody known meet nobody.

Two steps: the stops of the index persons, by person; then the scans at those places in those
quarters of an hour, by place. Neither reads more than the key ranges it needs.
"""

from typing import NamedTuple

import msgspec

from analytics.questions.annulled import STANDS
from analytics.questions.freshness import Freshness, freshness
from analytics.store import Answer, Store

# Width of the column `bucket` of the table `scans`.
BUCKET_MS = 900_000
# Meetings told with each contact, the nearest first; all are counted.
EVIDENCE = 10

_STOPS = f"""
SELECT citizen_id, scan_id, place_id, happened_ms, lane, vehicle_id, group_id
FROM scans_by_citizen
WHERE citizen_id IN {{cases:Array(String)}}
    AND happened_ms >= {{from_ms:Int64}} AND happened_ms < {{until_ms:Int64}}
    AND {STANDS}
ORDER BY kafka_offset
LIMIT 1 BY citizen_id, scan_id
"""  # noqa: S608  # put together from the constant above

_MEETINGS = """
WITH
    cells AS (
        SELECT
            cell.1 AS place, cell.2 AS bucket, cell.3 AS citizen, cell.4 AS scan, cell.5 AS moment,
            cell.6 AS lane, cell.7 AS vehicle, cell.8 AS people
        FROM (
            SELECT arrayJoin({stops:Array(
                Tuple(String, UInt32, String, String, Int64, String, String, String))}) AS cell
        )
    ),
    others AS (
        SELECT
            citizen_id, scan_id, place_id, bucket, happened_ms, lane, vehicle_id, group_id
        FROM scans
        WHERE (place_id, bucket) IN {cells:Array(Tuple(String, UInt32))}
            AND happened_ms >= {first_ms:Int64} AND happened_ms <= {last_ms:Int64}
            AND citizen_id != '' AND citizen_id NOT IN {cases:Array(String)}
            AND {stands}
        ORDER BY kafka_offset
        LIMIT 1 BY citizen_id, scan_id
    ),
    meetings AS (
        SELECT
            o.citizen_id AS contact, c.citizen AS index_case, o.place_id AS place_id,
            c.scan AS case_scan_id, o.scan_id AS contact_scan_id,
            c.moment AS case_ms, o.happened_ms AS contact_ms,
            abs(o.happened_ms - c.moment) AS gap_ms,
            o.lane != '' AND o.lane = c.lane AS same_lane,
            (o.vehicle_id != '' AND o.vehicle_id = c.vehicle)
                OR (o.group_id != '' AND o.group_id = c.people) AS same_vehicle
        FROM others AS o
        INNER JOIN cells AS c ON o.place_id = c.place AND o.bucket = c.bucket
        WHERE gap_ms <= {within_ms:Int64}
    )
SELECT
    contact AS citizen_id,
    arraySort(groupUniqArray(index_case)) AS index_cases,
    toInt64(count()) AS meetings,
    min(gap_ms) / 1000 AS closest_gap_s,
    toInt64(countIf(same_vehicle)) AS shared_vehicle,
    toInt64(countIf(same_lane)) AS shared_lane,
    min(greatest(case_ms, contact_ms)) AS first_met_ms,
    max(greatest(case_ms, contact_ms)) AS last_met_ms,
    groupArraySorted({evidence:UInt32})(
        (gap_ms / 1000, case_ms, contact_ms, place_id, index_case, case_scan_id, contact_scan_id,
            same_lane, same_vehicle)::Tuple(
                gap_s Float64, case_ms Int64, contact_ms Int64, place_id String,
                index_case String, case_scan_id String, contact_scan_id String,
                same_lane Bool, same_vehicle Bool)
    ) AS nearest
FROM meetings
GROUP BY contact
ORDER BY shared_vehicle > 0 DESC, meetings DESC, shared_lane DESC, closest_gap_s, citizen_id
""".replace("{stands}", STANDS)


class ContactQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """Who met any of `index_cases`, with which span of time and which window."""

    index_cases: tuple[str, ...]
    from_ms: int
    until_ms: int
    within_s: int

    @property
    def within_ms(self) -> int:
        """The window in the unit of the moments."""
        return self.within_s * 1000


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


class Contact(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who met an index person, and what that rests on.

    `meetings` counts pairs of scans, `shared_vehicle` and `shared_lane` those of them in one
    vehicle (by its plate, or because officers scanned them as one group) and in one lane; `nearest`
    are the closest of them in time.
    """

    citizen_id: str
    index_cases: tuple[str, ...]
    meetings: int
    closest_gap_s: float
    shared_vehicle: int
    shared_lane: int
    first_met_ms: int
    last_met_ms: int
    nearest: tuple[Meeting, ...]


class Contacts(msgspec.Struct, frozen=True, kw_only=True):
    """The contacts of the index persons.

    The first is the likeliest: those of one vehicle come first, then the more meetings, the more of
    them in one lane, the smaller the smallest gap.
    """

    index_cases: tuple[str, ...]
    from_ms: int
    until_ms: int
    within_s: int
    stops_of_cases: int
    contacts: tuple[Contact, ...]
    freshness: Freshness
    rows_read: int


class _Stop(msgspec.Struct, frozen=True, kw_only=True):
    citizen_id: str
    scan_id: str
    place_id: str
    happened_ms: int
    lane: str
    vehicle_id: str
    group_id: str


class _Cell(NamedTuple):
    """A stop as it is seen from one quarter of an hour at its place."""

    place: str
    bucket: int
    citizen: str
    scan: str
    moment: int
    lane: str
    vehicle: str
    group: str


def contacts(store: Store, question: ContactQuestion) -> Contacts:
    """Return everybody who met one of the index persons, the likeliest first."""
    fresh = freshness(store)
    stops = store.ask(
        _STOPS,
        {
            "cases": sorted(set(question.index_cases)),
            "from_ms": question.from_ms,
            "until_ms": question.until_ms,
        },
        row=_Stop,
    )
    found = _meetings(store, question, stops.rows)
    return Contacts(
        index_cases=question.index_cases,
        from_ms=question.from_ms,
        until_ms=question.until_ms,
        within_s=question.within_s,
        stops_of_cases=len(stops.rows),
        contacts=found.rows,
        freshness=fresh,
        rows_read=stops.rows_read + found.rows_read,
    )


def _meetings(store: Store, question: ContactQuestion, stops: tuple[_Stop, ...]) -> Answer[Contact]:
    if not stops:
        return Answer((), 0, 0.0)
    moments = [stop.happened_ms for stop in stops]
    cells = [cell for stop in stops for cell in _cells(stop, question)]
    return store.ask(
        _MEETINGS,
        {
            "cases": sorted(set(question.index_cases)),
            "stops": cells,
            "cells": sorted({(cell.place, cell.bucket) for cell in cells}),
            "first_ms": max(min(moments) - question.within_ms, question.from_ms),
            "last_ms": min(max(moments) + question.within_ms, question.until_ms - 1),
            "within_ms": question.within_ms,
            "evidence": EVIDENCE,
        },
        row=Contact,
    )


def _cells(stop: _Stop, question: ContactQuestion) -> list[_Cell]:
    """Return the stop once for each bucket in which somebody may have met it."""
    first = max(stop.happened_ms - question.within_ms, question.from_ms) // BUCKET_MS
    last = min(stop.happened_ms + question.within_ms, question.until_ms - 1) // BUCKET_MS
    return [
        _Cell(
            stop.place_id,
            bucket,
            stop.citizen_id,
            stop.scan_id,
            stop.happened_ms,
            stop.lane,
            stop.vehicle_id,
            stop.group_id,
        )
        for bucket in range(first, last + 1)
    ]
