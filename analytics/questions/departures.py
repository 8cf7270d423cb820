"""Who left an area since a time, and where each of them was last seen.

A scan of the span shows that somebody left, whatever the gate said of it:

- `gate`: it is an exit at a place of the area;
- `seen_elsewhere`: it lies elsewhere, and the scan before it lies inside;
- `origin`: it lies elsewhere, while a pass was valid that says the journey began inside.

The scan before may be up to three days older than the span. Somebody seen on both sides of the
area's border and never at its gates is found as well; somebody never scanned is not. A person who
left several times is told once, with the last time.

Three steps by key range: scans at the area's places, passes by origin, then those people's scans.
"""

from collections.abc import Iterable
from typing import Literal

import msgspec

from analytics.questions.annulled import STANDS
from analytics.questions.buckets import bucket_range
from analytics.questions.filters import ALL_SCANS, ScanFilter
from analytics.questions.freshness import Freshness, freshness
from analytics.store import Store
from contracts.durations import DAY_MS, HOUR_MS

# How old the last scan inside may be when the span begins.
INSIDE_BACK_MS = 3 * DAY_MS
# No pass is valid for longer.
LONGEST_PASS_MS = 255 * HOUR_MS

_SQL = """
WITH
    origins AS (
        SELECT citizen_id, groupUniqArray((issued_ms, expires_ms)) AS spans
        FROM passes_by_origin
        WHERE origin IN {districts:Array(String)}
            AND issued_ms >= {issued_from_ms:Int64} AND issued_ms < {until_ms:Int64}
            AND expires_ms > {from_ms:Int64}
        GROUP BY citizen_id
    ),
    candidates AS (
        SELECT citizen_id
        FROM scans
        WHERE place_id IN {inside:Array(String)}
            AND bucket >= {first_bucket:UInt32} AND bucket <= {last_bucket:UInt32}
            AND happened_ms >= {back_ms:Int64} AND happened_ms < {until_ms:Int64}
            AND citizen_id != ''
        UNION DISTINCT
        SELECT citizen_id FROM origins
    ),
    seen AS (
        SELECT citizen_id, scan_id, place_id, direction, happened_ms
        FROM scans_by_person
        WHERE citizen_id IN candidates
            AND happened_ms >= {back_ms:Int64} AND happened_ms < {until_ms:Int64}
            AND {stands} {only}
        ORDER BY kafka_offset
        LIMIT 1 BY citizen_id, scan_id
    ),
    in_order AS (
        SELECT
            citizen_id, scan_id, place_id, direction, happened_ms,
            place_id IN {inside:Array(String)} AS is_inside,
            lagInFrame(is_inside, 1, 0) OVER previous AS was_inside,
            lagInFrame(toString(place_id), 1, '') OVER previous AS from_place_id,
            lagInFrame(happened_ms, 1, 0) OVER previous AS from_ms
        FROM seen
        WINDOW previous AS (
            PARTITION BY citizen_id ORDER BY happened_ms, scan_id
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        )
    ),
    shown AS (
        SELECT
            i.citizen_id AS citizen_id, scan_id, toString(place_id) AS place_id,
            toString(direction) AS direction, happened_ms, is_inside, was_inside, from_place_id,
            from_ms,
            multiIf(
                happened_ms < {from_ms:Int64}, '',
                is_inside, if(direction = 'out', 'gate', ''),
                was_inside, 'seen_elsewhere',
                arrayExists(s -> s.1 <= happened_ms AND happened_ms < s.2, o.spans), 'origin',
                '') AS shows
        FROM in_order AS i
        LEFT JOIN origins AS o ON i.citizen_id = o.citizen_id
    ),
    people AS (
        SELECT
            citizen_id,
            argMaxIf(shows, (happened_ms, scan_id), shows != '') AS how,
            maxIf(happened_ms, shows != '') AS left_ms,
            argMaxIf(
                multiIf(is_inside, place_id, was_inside, from_place_id, ''),
                (happened_ms, scan_id), shows != '') AS inside_place_id,
            argMaxIf(
                multiIf(is_inside, happened_ms, was_inside, from_ms, 0),
                (happened_ms, scan_id), shows != '') AS inside_ms,
            argMax(place_id, (happened_ms, scan_id)) AS last_place_id,
            argMax(direction, (happened_ms, scan_id)) AS last_direction,
            max(happened_ms) AS last_seen_ms,
            argMax(is_inside AND direction != 'out', (happened_ms, scan_id))::Bool AS is_back
        FROM shown
        GROUP BY citizen_id
    )
SELECT *, toInt64(count() OVER ()) AS total
FROM people
WHERE how != ''
ORDER BY left_ms DESC, citizen_id
LIMIT {limit:UInt32}
""".replace("{stands}", STANDS)

How = Literal["gate", "seen_elsewhere", "origin"]


class DepartureQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """Who left the area of these places and districts in the span; at most `limit` are told.

    `only` are the scans by which it is told, as if no others had been made.
    """

    places: tuple[str, ...]
    districts: tuple[str, ...]
    from_ms: int
    until_ms: int
    limit: int
    only: ScanFilter = ALL_SCANS


class Departed(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who left, with the last scan that shows it and the last scan of all.

    `inside_…` is the last scan inside, empty where only the pass says it; `is_back` tells that the
    last scan of all lies inside again.
    """

    citizen_id: str
    how: How
    left_ms: int
    inside_place_id: str
    inside_ms: int
    last_place_id: str
    last_direction: str
    last_seen_ms: int
    is_back: bool


class Departures(msgspec.Struct, frozen=True, kw_only=True):
    """Who left, the last first, and how many they are in all."""

    from_ms: int
    until_ms: int
    total: int
    departures: tuple[Departed, ...]
    freshness: Freshness
    rows_read: int


class _Row(Departed, frozen=True, kw_only=True):
    total: int


def departures(store: Store, question: DepartureQuestion) -> Departures:
    """Return who left the area, the last first."""
    fresh = freshness(store)
    back_ms = max(0, question.from_ms - INSIDE_BACK_MS)
    found = store.ask(
        _SQL.replace("{only}", question.only.condition()),
        {
            "inside": sorted(question.places),
            "districts": sorted(question.districts),
            "from_ms": question.from_ms,
            "until_ms": question.until_ms,
            "back_ms": back_ms,
            **bucket_range(back_ms, question.until_ms),
            "issued_from_ms": question.from_ms - LONGEST_PASS_MS,
            "limit": question.limit,
            **question.only.parameters(),
        },
        row=_Row,
    )
    return Departures(
        from_ms=question.from_ms,
        until_ms=question.until_ms,
        total=found.rows[0].total if found.rows else 0,
        departures=tuple(_told(found.rows)),
        freshness=fresh,
        rows_read=found.rows_read,
    )


def _told(rows: Iterable[_Row]) -> Iterable[Departed]:
    names = Departed.__struct_fields__
    return (Departed(**{name: getattr(row, name) for name in names}) for row in rows)
