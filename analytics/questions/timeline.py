"""Where a person was: every scan in order, what came of it, and the leg that led to it.

Where only some scans are looked at, stays and gaps are those between them, and a leg is told where
both its ends are among them. Verdicts stay what they were: the stream judges by every scan.
"""

import msgspec

from analytics.questions.filters import ALL_SCANS, ScanFilter
from analytics.questions.freshness import Freshness, freshness
from analytics.questions.stays import Gap, Passage, gaps_between, stays_s
from analytics.store import Store
from contracts.durations import DAY_MS

_SQL = """
WITH
    stops AS (
        SELECT
            scan_id, place_id, direction, happened_ms, received_ms, category, reason, lane,
            vehicle_id, source, offline, waved_through,
            annulled OR (scan_id, place_id) IN (
                SELECT scan_id, place_id FROM annulments_by_person
                WHERE citizen_id = {citizen:String}
            ) AS is_annulled
        FROM scans_by_person
        WHERE citizen_id = {citizen:String}
            AND happened_ms >= {from_ms:Int64} AND happened_ms < {until_ms:Int64}
        ORDER BY kafka_offset
        LIMIT 1 BY scan_id
    ),
    shown AS (SELECT * FROM stops WHERE true {only}),
    verdicts AS (
        SELECT scan_id, category, reason, findings, version
        FROM judged
        WHERE citizen_id = {citizen:String}
        ORDER BY version DESC
        LIMIT 1 BY scan_id
    ),
    legs AS (
        SELECT scan_id, from_scan_id, from_place_id, from_ms, seconds, km, version
        FROM movements
        WHERE citizen_id = {citizen:String}
            AND happened_ms >= {from_ms:Int64} AND happened_ms < {until_ms:Int64}
            {from_one_of_them}
        ORDER BY version DESC
        LIMIT 1 BY scan_id
    )
SELECT
    s.scan_id AS scan_id, s.place_id AS place_id, s.direction AS direction,
    s.happened_ms AS happened_ms, s.received_ms AS received_ms, s.category AS category,
    s.reason AS reason, s.lane AS lane, s.vehicle_id AS vehicle_id, s.source AS source,
    s.offline AS offline, s.waved_through AS waved_through, s.is_annulled AS annulled,
    v.version > 0 AS is_judged, v.category AS judged_category, v.reason AS judged_reason,
    v.findings AS findings,
    l.version > 0 AS has_leg, l.from_scan_id AS from_scan_id, l.from_place_id AS from_place_id,
    l.from_ms AS from_ms, l.seconds AS seconds, l.km AS km
FROM shown AS s
LEFT JOIN verdicts AS v ON s.scan_id = v.scan_id
LEFT JOIN legs AS l ON s.scan_id = l.scan_id
ORDER BY s.happened_ms, s.scan_id
"""

_FROM_ONE_OF_THEM = """AND from_scan_id IN (
                SELECT scan_id
                FROM (
                    SELECT scan_id, place_id, direction, category
                    FROM scans_by_person
                    WHERE citizen_id = {citizen:String} AND happened_ms < {until_ms:Int64}
                    ORDER BY kafka_offset
                    LIMIT 1 BY scan_id
                )
                WHERE true {only}
            )"""


class Leg(msgspec.Struct, frozen=True, kw_only=True):
    """The way from the previous scan; `km` is -1 where a place has no position."""

    from_scan_id: str
    from_place_id: str
    from_ms: int
    seconds: int
    km: float


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """The verdict in the light of the person's history."""

    category: str
    reason: str
    findings: tuple[str, ...]


class Stop(msgspec.Struct, frozen=True, kw_only=True):
    """One scan of a timeline.

    `category` and `reason` are what the gate said; `judgement` is None until the stream has looked
    at the scan, `leg` also at the first scan of a timeline. `dwell_s` are the seconds of the stay
    that begins here, 0 where none does or its end is not known (`stays.py`). A stop that was taken
    back (`annulled`) is shown, and nothing is concluded from it.
    """

    scan_id: str
    place_id: str
    direction: str
    happened_ms: int
    received_ms: int
    category: str
    reason: str
    lane: str
    vehicle_id: str
    source: str
    offline: bool
    waved_through: bool
    annulled: bool
    judgement: Judgement | None
    leg: Leg | None
    dwell_s: int


class Timeline(msgspec.Struct, frozen=True, kw_only=True):
    """A person's stops with from_ms <= happened_ms < until_ms, in the order they happened."""

    citizen_id: str
    from_ms: int
    until_ms: int
    stops: tuple[Stop, ...]
    gaps: tuple[Gap, ...]
    freshness: Freshness
    rows_read: int


class _Row(msgspec.Struct, frozen=True, kw_only=True):
    scan_id: str
    place_id: str
    direction: str
    happened_ms: int
    received_ms: int
    category: str
    reason: str
    lane: str
    vehicle_id: str
    source: str
    offline: bool
    waved_through: bool
    annulled: bool
    is_judged: int
    judged_category: str
    judged_reason: str
    findings: tuple[str, ...]
    has_leg: int
    from_scan_id: str
    from_place_id: str
    from_ms: int
    seconds: int
    km: float


def timeline(
    store: Store,
    citizen_id: str,
    *,
    from_ms: int,
    until_ms: int,
    gap_ms: int = DAY_MS,
    only: ScanFilter = ALL_SCANS,
) -> Timeline:
    """Return the person's scans of the time span, and when there was none for over `gap_ms`."""
    fresh = freshness(store)
    asked = {"citizen": citizen_id, "from_ms": from_ms, "until_ms": until_ms}
    found = store.ask(_sql(only), {**asked, **only.parameters()}, row=_Row)
    standing = [row for row in found.rows if not row.annulled]
    passages = [Passage(row.direction, row.happened_ms, row.happened_ms) for row in standing]
    stays = {row.scan_id: stay for row, stay in zip(standing, stays_s(passages), strict=True)}
    return Timeline(
        citizen_id=citizen_id,
        from_ms=from_ms,
        until_ms=until_ms,
        stops=tuple(_stop(row, stays.get(row.scan_id, 0)) for row in found.rows),
        gaps=gaps_between(passages, gap_ms),
        freshness=fresh,
        rows_read=found.rows_read,
    )


def _sql(only: ScanFilter) -> str:
    from_one_of_them = "" if only.is_open else _FROM_ONE_OF_THEM
    return _SQL.replace("{from_one_of_them}", from_one_of_them).replace("{only}", only.condition())


def _stop(row: _Row, dwell_s: int) -> Stop:
    return Stop(
        scan_id=row.scan_id,
        place_id=row.place_id,
        direction=row.direction,
        happened_ms=row.happened_ms,
        received_ms=row.received_ms,
        category=row.category,
        reason=row.reason,
        lane=row.lane,
        vehicle_id=row.vehicle_id,
        source=row.source,
        offline=row.offline,
        waved_through=row.waved_through,
        annulled=row.annulled,
        judgement=_judgement(row),
        leg=_leg(row),
        dwell_s=dwell_s,
    )


def _judgement(row: _Row) -> Judgement | None:
    if not row.is_judged:
        return None
    return Judgement(category=row.judged_category, reason=row.judged_reason, findings=row.findings)


def _leg(row: _Row) -> Leg | None:
    if row.annulled or not row.has_leg or not row.from_scan_id:
        return None
    return Leg(
        from_scan_id=row.from_scan_id,
        from_place_id=row.from_place_id,
        from_ms=row.from_ms,
        seconds=row.seconds,
        km=row.km,
    )
