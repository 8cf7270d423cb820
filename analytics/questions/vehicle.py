"""Where a vehicle was, and who was scanned with it.

Everybody in a coach is scanned one after the other: scans at one place, in one direction and role,
each within fifteen minutes of the one before, are one stop. A tractor and its trailer have plates,
and so timelines, of their own; `role` tells as which of them the plate was read.
"""

from collections.abc import Iterable
from typing import Literal

import msgspec

from analytics.questions.annulled import stands_of
from analytics.questions.filters import ALL_SCANS, ScanFilter
from analytics.questions.freshness import Freshness, freshness
from analytics.questions.stays import Gap, Passage, gaps_between, stays_s
from analytics.store import Store
from contracts.durations import MINUTE_MS

ONE_STOP_WITHIN_MS = 15 * MINUTE_MS

_SQL = """
SELECT scan_id, citizen_id, place_id, direction, role, happened_ms
FROM (
    SELECT scan_id, citizen_id, place_id, direction, category, role, happened_ms
    FROM scans_by_plate
    WHERE vehicle_id = {vehicle:String}
        AND happened_ms >= {from_ms:Int64} AND happened_ms < {until_ms:Int64}
        AND {stands}
    ORDER BY kafka_offset
    LIMIT 1 BY scan_id, role
)
WHERE true {only}
ORDER BY happened_ms, scan_id, role
LIMIT {limit:UInt32}
""".replace(
    "{stands}",
    stands_of("IN (SELECT citizen_id FROM scans_by_plate WHERE vehicle_id = {vehicle:String})"),
)

Role = Literal["vehicle", "trailer"]


class VehicleStop(msgspec.Struct, frozen=True, kw_only=True):
    """One stop: from the first scan to the last, and who was scanned.

    `leg_s` are the seconds since the stop before (0 at the first), `dwell_s` those of the stay that
    begins here (`stays.py`).
    """

    place_id: str
    direction: str
    role: Role
    first_ms: int
    last_ms: int
    scans: int
    citizen_ids: tuple[str, ...]
    leg_s: int
    dwell_s: int


class VehicleTimeline(msgspec.Struct, frozen=True, kw_only=True):
    """A vehicle's stops with from_ms <= happened_ms < until_ms, in the order they happened.

    `complete` is false where there were more scans than are looked at.
    """

    vehicle_id: str
    from_ms: int
    until_ms: int
    stops: tuple[VehicleStop, ...]
    gaps: tuple[Gap, ...]
    complete: bool
    freshness: Freshness
    rows_read: int


class _Scan(msgspec.Struct, frozen=True, kw_only=True):
    scan_id: str
    citizen_id: str
    place_id: str
    direction: str
    role: Role
    happened_ms: int


def vehicle_timeline(
    store: Store,
    vehicle_id: str,
    *,
    from_ms: int,
    until_ms: int,
    gap_ms: int,
    limit: int,
    only: ScanFilter = ALL_SCANS,
) -> VehicleTimeline:
    """Return the stops of a vehicle, made of its first `limit` scans of the span."""
    fresh = freshness(store)
    asked = {"vehicle": vehicle_id, "from_ms": from_ms, "until_ms": until_ms, "limit": limit + 1}
    sql = _SQL.replace("{only}", only.condition())
    found = store.ask(sql, {**asked, **only.parameters()}, row=_Scan)
    groups = _in_stops(found.rows[:limit])
    passages = [Passage(g[0].direction, g[0].happened_ms, g[-1].happened_ms) for g in groups]
    dwells = stays_s(passages)
    return VehicleTimeline(
        vehicle_id=vehicle_id,
        from_ms=from_ms,
        until_ms=until_ms,
        stops=tuple(
            _stop(group, passages[number - 1] if number else None, dwells[number])
            for number, group in enumerate(groups)
        ),
        gaps=gaps_between(passages, gap_ms),
        complete=len(found.rows) <= limit,
        freshness=fresh,
        rows_read=found.rows_read,
    )


def _in_stops(scans: Iterable[_Scan]) -> list[list[_Scan]]:
    groups: list[list[_Scan]] = []
    for scan in scans:
        last = groups[-1][-1] if groups else None
        if (
            last is not None
            and (last.place_id, last.direction, last.role)
            == (scan.place_id, scan.direction, scan.role)
            and scan.happened_ms - last.happened_ms <= ONE_STOP_WITHIN_MS
        ):
            groups[-1].append(scan)
        else:
            groups.append([scan])
    return groups


def _stop(group: list[_Scan], before: Passage | None, dwell_s: int) -> VehicleStop:
    first, last = group[0], group[-1]
    return VehicleStop(
        place_id=first.place_id,
        direction=first.direction,
        role=first.role,
        first_ms=first.happened_ms,
        last_ms=last.happened_ms,
        scans=len(group),
        citizen_ids=tuple(dict.fromkeys(s.citizen_id for s in group if s.citizen_id)),
        leg_s=(first.happened_ms - before.last_ms) // 1000 if before else 0,
        dwell_s=dwell_s,
    )
