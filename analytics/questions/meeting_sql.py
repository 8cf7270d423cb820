"""The second step of every question about meetings, in SQL: who was there when a carrier was?"""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from analytics.questions.annulled import STANDS
from analytics.questions.buckets import BUCKET_MS
from analytics.questions.filters import ScanFilter
from analytics.questions.meetings import Reach

# So many ranges of time are named one by one; more are looked up as pairs of place and bucket.
# Ranges read less, but every mark of the index is compared with every one of them.
FEW_RANGES = 64

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
        SELECT
            citizen_id, scan_id, place_id, bucket, happened_ms, lane, vehicle_id, group_id,
            direction, category
        FROM scans
        WHERE ({near}) AND happened_ms >= {first{n}:Int64} AND happened_ms <= {last{n}:Int64}
            AND citizen_id != '' AND citizen_id NOT IN {cases:Array(String)}
            AND {stands}
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
            SELECT arrayJoin({reached{n}:Array(Tuple(
                UInt32, String, Int64, Int64, Int64, String, String, String, String))}) AS reach
        )
    ) AS c ON o.place_id = c.place AND o.bucket = c.bucket
    WHERE o.happened_ms >= c.low AND o.happened_ms <= c.high AND o.citizen_id != c.carrier{filter}
"""

_RANGE = (
    "place_id = {{p{key}:String}} AND bucket >= {first_bucket} AND bucket <= {last_bucket}"
    " AND happened_ms >= {low} AND happened_ms <= {high}"
)


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
    near, values = _near(_merged(reached), step)
    parts = {
        "{near}": near,
        "{stands}": STANDS,
        "{filter}": only.condition(),
        "{bucket_ms}": str(BUCKET_MS),
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
            f"reached{step}": [_as_tuple(number, reach) for number, reach in enumerate(reached)],
            f"companions{step}": sorted(companions),
            f"first{step}": min(reach.low_ms for reach in reached),
            f"last{step}": max(reach.high_ms for reach in reached),
        },
    )


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


def _merged(reached: Sequence[Reach]) -> list[_Range]:
    """Return the ranges of time at each place, those that touch each other as one."""
    ranges: list[_Range] = []
    alone = ((reach.stop.place_id, reach.low_ms, reach.high_ms) for reach in reached)
    for place, low, high in sorted(alone):
        last = ranges[-1] if ranges else None
        if last and last.place == place and low <= last.high_ms + 1:
            ranges[-1] = _Range(place, last.low_ms, max(last.high_ms, high))
        else:
            ranges.append(_Range(place, low, high))
    return ranges


def _near(ranges: Sequence[_Range], step: int) -> tuple[str, dict[str, Any]]:
    if len(ranges) > FEW_RANGES:
        cells = {
            (place, bucket)
            for place, low, high in ranges
            for bucket in range(low // BUCKET_MS, high // BUCKET_MS + 1)
        }
        name = f"cells{step}"
        return (
            f"(place_id, bucket) IN {{{name}:Array(Tuple(String, UInt32))}}",
            {name: sorted(cells)},
        )
    keys = [f"{step}_{number}" for number in range(len(ranges))]
    sql = " OR ".join(
        _RANGE.format(
            key=key,
            first_bucket=low // BUCKET_MS,
            last_bucket=high // BUCKET_MS,
            low=low,
            high=high,
        )
        for key, (_, low, high) in zip(keys, ranges, strict=True)
    )
    places = (place for place, _, _ in ranges)
    return sql, {f"p{key}": place for key, place in zip(keys, places, strict=True)}
