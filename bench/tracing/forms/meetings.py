"""Plain SQL for meetings: scans joined with the carriers' scans by place, then compared in time."""

from collections.abc import Sequence

from analytics.store import Store
from bench.tracing.engines import Plain
from bench.tracing.forms.form import counted, listed
from bench.tracing.world import FROM_MS, UNTIL_MS

STANDING = "scan_id NOT IN (SELECT scan_id FROM annulments)"
WITHIN_MS = 900_000

# The companions of few people, out of all declarations.
_JOURNEYS = """
    SELECT DISTINCT a.citizen_id AS carrier, b.citizen_id AS companion
    FROM declarations AS b
    JOIN (
        SELECT citizen_id, journey_id FROM declarations
        WHERE citizen_id IN ({carriers}) AND journey_id != ''
    ) AS a ON a.journey_id = b.journey_id
    WHERE a.citizen_id != b.citizen_id
"""

_PAIRS = """
    SELECT
        m.*, CASE WHEN coalesce(j.companion, '') = '' THEN 0 ELSE 1 END AS same_journey
    FROM (
        SELECT
            s.citizen_id AS contact, c.citizen_id AS carrier,
            abs(s.happened_ms - c.happened_ms) AS gap_ms,
            greatest(s.happened_ms, c.happened_ms) AS met_ms,
            CASE WHEN s.lane != '' AND s.lane = c.lane THEN 1 ELSE 0 END AS same_lane,
            CASE WHEN (s.vehicle_id != '' AND s.vehicle_id = c.vehicle_id)
                OR (s.group_id != '' AND s.group_id = c.group_id) THEN 1 ELSE 0 END AS same_vehicle
        FROM scans AS s
        JOIN (
            SELECT citizen_id, place_id, happened_ms, lane, vehicle_id, group_id
            FROM {persons}
            WHERE citizen_id IN ({carriers})
                AND happened_ms >= {from_ms} AND happened_ms < {until_ms} AND {standing}
        ) AS c ON s.place_id = c.place_id
        WHERE s.happened_ms >= c.happened_ms - {within_ms}
            AND s.happened_ms <= c.happened_ms + {within_ms}
            AND s.happened_ms >= {from_ms} AND s.happened_ms < {until_ms}
            AND s.citizen_id != '' AND s.citizen_id NOT IN ({cases}) AND s.{standing}
    ) AS m
    LEFT JOIN ({journeys}) AS j ON j.carrier = m.carrier AND j.companion = m.contact
    WHERE m.carrier != m.contact
"""

LIKELIEST = """shared_journey > 0 DESC, shared_vehicle > 0 DESC, meetings DESC, shared_lane DESC,
    closest_gap_ms, citizen_id"""

# The places and times of the carriers, found by way of the sort orders; one statement counts all.
_NEEDED = """
WITH stops AS (
    SELECT place_id, happened_ms, arrayJoin([-1, 0, 1]) AS step,
        toUInt32(intDiv(happened_ms, 900000) + step) AS bucket
    FROM scans_by_person
    WHERE citizen_id IN ({carriers}) AND happened_ms >= {from_ms} AND happened_ms < {until_ms}
)
SELECT toInt64((SELECT countIf(step = 0) FROM stops)) + toInt64(uniqExact(s.kafka_offset)) AS rows
FROM (
    SELECT place_id, bucket, happened_ms, kafka_offset FROM scans
    WHERE (place_id, bucket) IN (SELECT place_id, bucket FROM stops)
) AS s
JOIN stops AS c ON s.place_id = c.place_id AND s.bucket = c.bucket
WHERE abs(s.happened_ms - c.happened_ms) <= {within_ms}
SETTINGS max_execution_time = 0
"""


def pairs(engine: Plain, carriers: str, cases: Sequence[str]) -> str:
    """Return the plain SELECT of all meetings of these carriers (SQL behind an IN)."""
    return _PAIRS.format(
        journeys=_JOURNEYS.format(carriers=carriers),
        persons=engine.persons,
        carriers=carriers,
        cases=listed(cases),
        standing=STANDING,
        within_ms=WITHIN_MS,
        from_ms=FROM_MS,
        until_ms=UNTIL_MS,
    )


def rows_needed(store: Store, carriers: Sequence[str]) -> int:
    """Count the carriers' scans, and the scans at those places within the window of them."""
    return counted(
        store,
        _NEEDED.format(
            carriers=listed(carriers), within_ms=WITHIN_MS, from_ms=FROM_MS, until_ms=UNTIL_MS
        ),
    )
