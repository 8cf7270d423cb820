"""Who declared a journey and was not seen since: what the stream found, and what still stands.

The stream says that somebody is overdue once the time it waits is over, and takes it back when a
scan or a withdrawn declaration explains it; the newest version of the alert counts, unless a review
explained it. Beside it stand the declared route and the person's last scan of all.

Three steps by key range: alerts by when they became known; those people's declarations; and their
scans.
"""

import msgspec

from analytics.questions.annulled import STANDS
from analytics.questions.explained import EVIDENCE, explained
from analytics.questions.filters import ALL_SCANS, ScanFilter
from analytics.questions.freshness import Freshness, freshness
from analytics.store import Store

_TEMPLATE = """
WITH
    candidates AS (
        SELECT DISTINCT citizen_id, alert_id
        FROM alerts_by_time
        WHERE known_since_ms >= {from_ms:Int64} AND known_since_ms < {until_ms:Int64}
            AND kind = 'overdue'
    ),
    newest AS (
        SELECT
            citizen_id, alert_id, type, declaration_id, happened_ms, known_since_ms, scan_id,
            from_scan_id, pass_id
        FROM alerts
        WHERE (citizen_id, alert_id) IN candidates
        ORDER BY version DESC
        LIMIT 1 BY citizen_id, alert_id
    ),
    standing AS (
        SELECT citizen_id, declaration_id, happened_ms AS departs_ms, known_since_ms
        FROM newest AS r
        WHERE type = 'AlertRaised'
            AND (citizen_id, alert_id, {evidence}) NOT IN (
                SELECT citizen_id, alert_id, evidence FROM ({explained})
            )
            AND known_since_ms >= {from_ms:Int64} AND known_since_ms < {until_ms:Int64}
    ),
    declared AS (
        SELECT
            citizen_id, declaration_id, toString(origin) AS origin,
            toString(destination) AS destination, toString(transport) AS transport, vehicle_id
        FROM declarations
        WHERE citizen_id IN (SELECT citizen_id FROM standing) AND type = 'DeclarationFiled'
        ORDER BY kafka_offset
        LIMIT 1 BY citizen_id, declaration_id
    ),
    seen AS (
        SELECT citizen_id, scan_id, place_id, direction, happened_ms
        FROM scans_by_person
        WHERE citizen_id IN (SELECT citizen_id FROM standing) AND {stands} {only}
        ORDER BY kafka_offset
        LIMIT 1 BY citizen_id, scan_id
    ),
    last_seen AS (
        SELECT
            citizen_id, max(happened_ms) AS seen_ms,
            argMax(toString(place_id), (happened_ms, scan_id)) AS seen_at,
            argMax(toString(direction), (happened_ms, scan_id)) AS seen_direction
        FROM seen
        GROUP BY citizen_id
    )
SELECT
    s.citizen_id AS citizen_id, s.declaration_id AS declaration_id, s.departs_ms AS departs_ms,
    s.known_since_ms AS known_since_ms, d.origin AS origin, d.destination AS destination,
    d.transport AS transport, d.vehicle_id AS vehicle_id, l.seen_ms AS last_seen_ms,
    l.seen_at AS last_place_id, l.seen_direction AS last_direction,
    toInt64(count() OVER ()) AS total
FROM standing AS s
LEFT JOIN declared AS d
    ON s.citizen_id = d.citizen_id AND s.declaration_id = d.declaration_id
LEFT JOIN last_seen AS l ON s.citizen_id = l.citizen_id
WHERE {anywhere:Bool} OR d.origin IN {units:Array(String)} OR d.destination IN {units:Array(String)}
ORDER BY known_since_ms, citizen_id, declaration_id
LIMIT {limit:UInt32}
"""
_SQL = (
    _TEMPLATE.replace("{stands}", STANDS)
    .replace("{evidence}", EVIDENCE)
    .replace("{explained}", explained("candidates"))
)


class OverdueQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """Who became overdue in the span and still is; at most `limit` are told, the longest overdue.

    `units` are those in which the declared journey begins or ends, None for any; `only` are the
    scans of which the last is told.
    """

    from_ms: int
    until_ms: int
    limit: int
    units: frozenset[str] | None = None
    only: ScanFilter = ALL_SCANS


class Overdue(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who is overdue, with the declared route and their last scan of all.

    `origin` and `destination` are unit codes, empty where the declaration is not known here.
    `last_…` is 0 and empty for somebody who was never scanned; the last scan may be older than the
    declaration.
    """

    citizen_id: str
    declaration_id: str
    departs_ms: int
    known_since_ms: int
    origin: str
    destination: str
    transport: str
    vehicle_id: str
    last_seen_ms: int
    last_place_id: str
    last_direction: str


class OverduePeople(msgspec.Struct, frozen=True, kw_only=True):
    """The longest overdue first, and how many they are in all."""

    from_ms: int
    until_ms: int
    total: int
    people: tuple[Overdue, ...]
    freshness: Freshness
    rows_read: int


class _Row(Overdue, frozen=True, kw_only=True):
    total: int


def overdue(store: Store, question: OverdueQuestion) -> OverduePeople:
    """Return who is overdue."""
    fresh = freshness(store)
    found = store.ask(
        _SQL.replace("{only}", question.only.condition()),
        {
            "from_ms": question.from_ms,
            "until_ms": question.until_ms,
            "anywhere": question.units is None,
            "units": sorted(question.units or ()),
            "limit": question.limit,
            **question.only.parameters(),
        },
        row=_Row,
    )
    names = Overdue.__struct_fields__
    return OverduePeople(
        from_ms=question.from_ms,
        until_ms=question.until_ms,
        total=found.rows[0].total if found.rows else 0,
        people=tuple(Overdue(**{n: getattr(row, n) for n in names}) for row in found.rows),
        freshness=fresh,
        rows_read=found.rows_read,
    )
