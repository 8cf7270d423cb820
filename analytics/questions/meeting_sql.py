"""The second step of every question about meetings, in SQL: who was there when a carrier was?"""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

import msgspec

from analytics.questions.annulled import stands_at
from analytics.questions.buckets import BUCKET_MS, cells_of
from analytics.questions.filters import ScanFilter
from analytics.questions.meetings import Reach

# Width of a partition of the table `scans_by_day`. Each week asks for itself, since a place and
# bucket that a partition doesn't hold still costs a granule there. Of long spans that would be a
# long statement.
WEEK_MS = 604_800_000
MANY_WEEKS = 8

# Long lists go to the engine as one text that it reads while it answers: as literals they would be
# copied at every step of planning, which for a thousand people takes longer than the answer.
_REACH_TYPES = "Array(Tuple(UInt32, String, Int64, Int64, Int64, String, String, String, String))"

# A pair of scans that is a meeting; `{n}` tells the sets of one step from those of another.
# The first line of a scan is the one that stands, so a repeated one makes no second pair.
_PAIRS = """
    SELECT
        o.citizen_id AS contact, c.carrier AS carrier, c.stop AS stop, o.scan_id AS scan_id,
        o.happened_ms AS contact_ms, abs(o.happened_ms - c.moment) AS gap_ms,
        greatest(o.happened_ms, c.moment) AS met_ms,
        o.lane != '' AND o.lane = c.lane AS same_lane,
        (o.vehicle_id != '' AND o.vehicle_id = c.vehicle)
            OR (o.group_id != '' AND o.group_id = c.people) AS same_vehicle,
        (c.carrier, o.citizen_id) IN {companions{n}:Array(Tuple(String, String))} AS same_journey
    FROM (
        SELECT *
        FROM ({others})
        ORDER BY kafka_offset
        LIMIT 1 BY citizen_id, scan_id
    ) AS o
    INNER JOIN (
        SELECT
            reach.1 AS stop, reach.2 AS place, reach.3 AS moment, reach.4 AS low, reach.5 AS high,
            reach.6 AS carrier, reach.7 AS lane, reach.8 AS vehicle, reach.9 AS people,
            toUInt32(arrayJoin(range(
                toUInt32(intDiv(low, {bucket_ms})), toUInt32(intDiv(high, {bucket_ms}) + 1)
            ))) AS bucket
        FROM (
            SELECT arrayJoin(JSONExtract(materialize({reached{n}:String}), '{types}')) AS reach
        )
    ) AS c ON o.place_id = c.place AND o.bucket = c.bucket
    WHERE o.happened_ms >= c.low AND o.happened_ms <= c.high AND o.citizen_id != c.carrier{filter}
"""

# Scans near some stops, of one week.
_OTHERS = """
            SELECT
                citizen_id, scan_id, place_id, bucket, happened_ms, lane, vehicle_id, group_id,
                direction, category, kafka_offset
            FROM scans_by_day
            WHERE (day, place_id, bucket) IN (
                    SELECT cell.1, cell.2, cell.3 FROM (
                        SELECT arrayJoin(JSONExtract(
                            materialize({cells:String}),
                            'Array(Tuple(UInt32, String, UInt32))')) AS cell))
                AND happened_ms >= {low} AND happened_ms <= {high}
                AND citizen_id NOT IN {cases:Array(String)}
                AND {stands}
"""


class Pairs(NamedTuple):
    """A SELECT of all meetings of some carriers, and the values it names."""

    sql: str
    parameters: dict[str, Any]


class _Range(NamedTuple):
    place: str
    low_ms: int
    high_ms: int


def pairs_of(
    reached: Sequence[Reach],
    companions: Collection[tuple[str, str]],
    only: ScanFilter,
    *,
    step: int = 1,
) -> Pairs:
    """Return what selects the meetings at these stops; it also names `cases`, who is no contact.

    `companions` are pairs of carrier and companion. Selects with different `step` go into one
    statement together.
    """
    others, values = _others(_by_week(reached), step)
    parts = {
        "{others}": others,
        "{filter}": only.condition(),
        "{bucket_ms}": str(BUCKET_MS),
        "{types}": _REACH_TYPES,
        "{n}": str(step),
    }
    sql = _PAIRS
    for name, part in parts.items():
        sql = sql.replace(name, part)
    return Pairs(
        sql,
        {
            **values,
            **only.parameters(),
            f"reached{step}": _text(_as_tuple(n, reach) for n, reach in enumerate(reached)),
            f"companions{step}": sorted(companions),
        },
    )


def _text(rows: Iterable[tuple[int | str, ...]]) -> str:
    return msgspec.json.encode(tuple(rows)).decode()


def _as_tuple(number: int, reach: Reach) -> tuple[int | str, ...]:
    stop = reach.stop
    return (
        number,
        stop.place_id,
        stop.happened_ms,
        reach.low_ms,
        reach.high_ms,
        stop.citizen_id,
        stop.lane,
        stop.vehicle_id,
        stop.group_id,
    )


def _by_week(reached: Sequence[Reach]) -> list[list[_Range]]:
    """Return where and when somebody may have met the carriers, week by week."""
    ranges = [_Range(one.stop.place_id, one.low_ms, one.high_ms) for one in reached]
    weeks: dict[int, list[_Range]] = {}
    for place, low, high in ranges:
        for week in range(low // WEEK_MS, high // WEEK_MS + 1):
            first, last = max(low, week * WEEK_MS), min(high, (week + 1) * WEEK_MS - 1)
            weeks.setdefault(week, []).append(_Range(place, first, last))
    return [weeks[week] for week in sorted(weeks)] if len(weeks) <= MANY_WEEKS else [ranges]


def _others(weeks: Sequence[Sequence[_Range]], step: int) -> tuple[str, dict[str, Any]]:
    at = f"places_at{step}"
    values: dict[str, Any] = {at: sorted({one.place for ranges in weeks for one in ranges})}
    stands = stands_at(f"IN {{{at}:Array(String)}}")
    selects = []
    for number, ranges in enumerate(weeks):
        cells = f"cells{step}_{number}"
        values[cells] = _text(sorted(_cells(ranges)))
        parts = {
            "{cells:": f"{{{cells}:",
            "{low}": str(min(one.low_ms for one in ranges)),
            "{high}": str(max(one.high_ms for one in ranges)),
            "{stands}": stands,
        }
        sql = _OTHERS
        for name, part in parts.items():
            sql = sql.replace(name, part)
        selects.append(sql)
    return "            UNION ALL".join(selects), values


def _cells(ranges: Iterable[_Range]) -> set[tuple[int, str, int]]:
    """Return the days, places and quarters of an hour in which the ranges lie."""
    return {cell for one in ranges for cell in cells_of(one.place, one.low_ms, one.high_ms)}
