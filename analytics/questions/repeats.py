"""Who is scanned unusually often: drivers and commuters for good reason, others perhaps not.

Two steps: who has enough scans in those quarters of an hour; then those people's scans, by person.
A day is one of the calendar in Hà Nội.
"""

import msgspec

from analytics.questions.annulled import STANDS
from analytics.questions.buckets import day_range
from analytics.questions.filters import ALL_SCANS, ScanFilter
from analytics.questions.freshness import Freshness, freshness
from analytics.store import Store

# Repeated lines and scans that were taken back count in the first step, so it may name too many.
_SQL = """
WITH
    candidates AS (
        SELECT citizen_id
        FROM scans_by_day
        WHERE day >= {first_day:UInt32} AND day <= {last_day:UInt32}
            AND happened_ms >= {from_ms:Int64} AND happened_ms < {until_ms:Int64}
            {only}
        GROUP BY citizen_id
        HAVING count() >= {at_least:UInt32}
    ),
    seen AS (
        SELECT citizen_id, scan_id, place_id, direction, category, happened_ms
        FROM scans_by_person
        WHERE citizen_id IN candidates
            AND happened_ms >= {from_ms:Int64} AND happened_ms < {until_ms:Int64}
            AND {stands}
        ORDER BY kafka_offset
        LIMIT 1 BY citizen_id, scan_id
    ),
    by_day AS (
        SELECT
            citizen_id,
            toDate(fromUnixTimestamp64Milli(happened_ms, 'Asia/Ho_Chi_Minh')) AS day,
            count() AS scans,
            countIf(direction != 'visit') AS crossings,
            groupUniqArray(toString(place_id)) AS places,
            min(happened_ms) AS first_ms,
            max(happened_ms) AS last_ms,
            argMax(toString(place_id), (happened_ms, scan_id)) AS last_place_id
        FROM seen
        WHERE true {only}
        GROUP BY citizen_id, day
    ),
    people AS (
        SELECT
            citizen_id,
            toInt64(sum(scans)) AS all_scans,
            toInt64(sum(crossings)) AS all_crossings,
            toInt64(length(groupUniqArrayArray(places))) AS different_places,
            toInt64(count()) AS days,
            toInt64(max(scans)) AS most_on_a_day,
            min(first_ms) AS since_ms,
            max(last_ms) AS last_seen_ms,
            argMax(last_place_id, day) AS last_seen_at
        FROM by_day
        GROUP BY citizen_id
        HAVING all_scans >= {at_least:UInt32}
    )
SELECT
    citizen_id, all_scans AS scans, all_crossings AS crossings, different_places AS places, days,
    most_on_a_day, since_ms AS first_ms, last_seen_ms AS last_ms, last_seen_at AS last_place_id,
    toInt64(count() OVER ()) AS total
FROM people
ORDER BY scans DESC, citizen_id
LIMIT {limit:UInt32}
""".replace("{stands}", STANDS)


class RepeatQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """Who has at least so many scans in the span; at most `limit` are told, those with most."""

    from_ms: int
    until_ms: int
    at_least: int
    limit: int
    only: ScanFilter = ALL_SCANS


class Repeated(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who is scanned often.

    `crossings` are the scans in or out, `places` the different places, `days` those with a scan.
    """

    citizen_id: str
    scans: int
    crossings: int
    places: int
    days: int
    most_on_a_day: int
    first_ms: int
    last_ms: int
    last_place_id: str


class Repeats(msgspec.Struct, frozen=True, kw_only=True):
    """Those with most scans first, and how many they are in all."""

    from_ms: int
    until_ms: int
    at_least: int
    total: int
    people: tuple[Repeated, ...]
    freshness: Freshness
    rows_read: int


class _Row(Repeated, frozen=True, kw_only=True):
    total: int


def repeats(store: Store, question: RepeatQuestion) -> Repeats:
    """Return who was scanned so often in the span."""
    fresh = freshness(store)
    found = store.ask(
        _SQL.replace("{only}", question.only.condition()),
        {
            "from_ms": question.from_ms,
            "until_ms": question.until_ms,
            **day_range(question.from_ms, question.until_ms),
            "at_least": question.at_least,
            "limit": question.limit,
            **question.only.parameters(),
        },
        row=_Row,
    )
    names = Repeated.__struct_fields__
    return Repeats(
        from_ms=question.from_ms,
        until_ms=question.until_ms,
        at_least=question.at_least,
        total=found.rows[0].total if found.rows else 0,
        people=tuple(Repeated(**{n: getattr(row, n) for n in names}) for row in found.rows),
        freshness=fresh,
        rows_read=found.rows_read,
    )
