"""Who was at a place, or at several, in a span of time, and who had entered there before.

Somebody entered before if the last of their scans there is an entry and no older than the look
back. That they were still inside when the span began is likely, not known: they may have left by
another gate.
"""

import msgspec

from analytics.questions.annulled import stands_at
from analytics.questions.buckets import bucket_range
from analytics.questions.filters import ALL_SCANS, ScanFilter
from analytics.questions.freshness import Freshness, freshness
from analytics.store import Store

# Plates told with each person; a commuter's day has few.
_MOST_VEHICLES = 10

_SQL = """
WITH
    seen AS (
        SELECT
            citizen_id, scan_id, place_id, direction, category, reason, vehicle_id, happened_ms
        FROM scans
        WHERE place_id IN {at:Array(String)}
            AND bucket >= {first_bucket:UInt32} AND bucket <= {last_bucket:UInt32}
            AND happened_ms >= {back_ms:Int64} AND happened_ms < {until_ms:Int64}
            AND citizen_id != '' AND {stands}
        ORDER BY kafka_offset
        LIMIT 1 BY citizen_id, scan_id
    ),
    looked_at AS (
        SELECT
            citizen_id, toString(place_id) AS place_id, toString(direction) AS direction,
            toString(category) AS category, toString(reason) AS reason, vehicle_id, happened_ms,
            (happened_ms, scan_id) AS moment, happened_ms >= {from_ms:Int64} AS is_inside
        FROM seen
        WHERE true {only}
    ),
    people AS (
        SELECT
            citizen_id,
            toInt64(countIf(is_inside)) AS scans,
            minIf(happened_ms, is_inside) AS first_ms,
            argMinIf(place_id, moment, is_inside) AS first_place_id,
            argMinIf(direction, moment, is_inside) AS first_direction,
            maxIf(happened_ms, is_inside) AS last_ms,
            argMaxIf(place_id, moment, is_inside) AS last_place_id,
            argMaxIf(direction, moment, is_inside) AS last_direction,
            argMaxIf(category, moment, is_inside) AS last_category,
            argMaxIf(reason, moment, is_inside) AS last_reason,
            arraySort(groupUniqArrayIf({vehicles})(vehicle_id, is_inside AND vehicle_id != ''))
                AS vehicle_ids,
            if(argMaxIf(direction, moment, NOT is_inside) = 'in',
                maxIf(happened_ms, NOT is_inside), 0) AS entered_ms,
            if(entered_ms > 0, argMaxIf(place_id, moment, NOT is_inside), '') AS entered_place_id
        FROM looked_at
        GROUP BY citizen_id
    )
SELECT
    *, toInt64(count() OVER ()) AS total,
    toInt64(countIf(scans = 0) OVER ()) AS total_entered_before
FROM people
WHERE scans > 0 OR entered_ms > 0
ORDER BY scans = 0, if(scans = 0, entered_ms, first_ms), citizen_id
LIMIT {limit:UInt32}
""".replace("{stands}", stands_at("IN {at:Array(String)}")).replace(
    "{vehicles}", str(_MOST_VEHICLES)
)


class PresenceQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """Who was at these places in the span; at most `limit` are told, the first to come.

    `back_ms` is how long before the span an entry is looked for, 0 for not at all.
    """

    places: tuple[str, ...]
    from_ms: int
    until_ms: int
    limit: int
    back_ms: int = 0
    only: ScanFilter = ALL_SCANS


class Present(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who was there: their scans of the span, the first and the last of them.

    `entered_…` is the entry before the span after which nothing was seen of them there, 0 and
    empty where there is none. Somebody of whom there is nothing but that has no scans.
    """

    citizen_id: str
    scans: int
    first_ms: int
    first_place_id: str
    first_direction: str
    last_ms: int
    last_place_id: str
    last_direction: str
    last_category: str
    last_reason: str
    vehicle_ids: tuple[str, ...]
    entered_ms: int
    entered_place_id: str


class Presence(msgspec.Struct, frozen=True, kw_only=True):
    """Who was there, the first to come first, then those who had only entered before.

    `total` are all of them, also beyond the limit, `total_entered_before` those without a scan in
    the span.
    """

    from_ms: int
    until_ms: int
    places: int
    total: int
    total_entered_before: int
    people: tuple[Present, ...]
    freshness: Freshness
    rows_read: int


class _Row(Present, frozen=True, kw_only=True):
    total: int
    total_entered_before: int


def presence(store: Store, question: PresenceQuestion) -> Presence:
    """Return who was at the places in the span."""
    fresh = freshness(store)
    back_ms = max(0, question.from_ms - question.back_ms)
    found = store.ask(
        _SQL.replace("{only}", question.only.condition()),
        {
            "at": sorted(question.places),
            "from_ms": question.from_ms,
            "until_ms": question.until_ms,
            "back_ms": back_ms,
            **bucket_range(back_ms, question.until_ms),
            "limit": question.limit,
            **question.only.parameters(),
        },
        row=_Row,
    )
    names = Present.__struct_fields__
    return Presence(
        from_ms=question.from_ms,
        until_ms=question.until_ms,
        places=len(set(question.places)),
        total=found.rows[0].total if found.rows else 0,
        total_entered_before=found.rows[0].total_entered_before if found.rows else 0,
        people=tuple(Present(**{n: getattr(row, n) for n in names}) for row in found.rows),
        freshness=fresh,
        rows_read=found.rows_read,
    )
