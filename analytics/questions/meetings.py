"""Meetings: two people scanned at one place within a window of time.

A meeting is a pair of scans of two different people at one place whose moments differ by the window
or less, the window itself included, both with from_ms <= happened_ms < until_ms. It happens at the
later of the two. A carrier passes something on at meetings not before the moment since when they
carry it. Scans of nobody known meet nobody.

Two steps: the stops of the carriers, by person; then the scans at those places in those quarters of
an hour, by place. Neither reads more than the key ranges it needs. This module knows the first
step; `meeting_sql` has the second.
"""

from collections.abc import Collection, Mapping

import msgspec

from analytics.questions.annulled import stands_of
from analytics.questions.filters import ALL_SCANS, ScanFilter
from analytics.store import Answer, Store

# Since when index persons carry it: before everything that was ever scanned.
ALWAYS_MS = 0

# The first line of a scan is the one that stands, also where only a repeated one fits the filter.
_STOPS = """
SELECT citizen_id, scan_id, place_id, happened_ms, lane, vehicle_id, group_id
FROM (
    SELECT
        citizen_id, scan_id, place_id, happened_ms, lane, vehicle_id, group_id, direction, category
    FROM scans_by_person
    WHERE citizen_id IN {carriers:Array(String)}
        AND happened_ms >= {first_ms:Int64} AND happened_ms < {until_ms:Int64}
        AND {stands}
    ORDER BY kafka_offset
    LIMIT 1 BY citizen_id, scan_id
)
WHERE true{filter}
""".replace("{stands}", stands_of("IN {carriers:Array(String)}"))


class Span(msgspec.Struct, frozen=True, kw_only=True):
    """Which scans may meet, and how near two of them must be; all times are milliseconds."""

    from_ms: int
    until_ms: int
    within_ms: int
    only: ScanFilter = ALL_SCANS


class Stop(msgspec.Struct, frozen=True, kw_only=True):
    """A scan of a carrier."""

    citizen_id: str
    scan_id: str
    place_id: str
    happened_ms: int
    lane: str
    vehicle_id: str
    group_id: str


class Reach(msgspec.Struct, frozen=True):
    """A stop, and from when to when (both included) somebody scanned there meets the carrier."""

    stop: Stop
    low_ms: int
    high_ms: int


def reaches(store: Store, carriers: Mapping[str, int], span: Span) -> Answer[Reach]:
    """Return where somebody may have met these carriers, each with since when they carry it.

    In the order of time, of scan ids and of citizen ids.
    """
    first_ms = max(min(carriers.values(), default=0) - span.within_ms, span.from_ms)
    found = store.ask(
        _STOPS.replace("{filter}", span.only.condition()),
        {
            "carriers": sorted(carriers),
            "first_ms": first_ms,
            "until_ms": span.until_ms,
            **span.only.parameters(),
        },
        row=Stop,
    )
    stops = sorted(found.rows, key=lambda stop: (stop.happened_ms, stop.scan_id, stop.citizen_id))
    reached = (reach_of(stop, carriers[stop.citizen_id], span) for stop in stops)
    possible = tuple(reach for reach in reached if reach.low_ms <= reach.high_ms)
    return Answer(possible, found.rows_read, found.seconds)


def reach_of(stop: Stop, since_ms: int, span: Span) -> Reach:
    """Return when others meet the carrier of this stop; never, where it ends before it begins.

    Before the carrier carries it, only a later scan of the other makes the meeting count.
    """
    earliest = stop.happened_ms - span.within_ms if stop.happened_ms >= since_ms else since_ms
    latest = stop.happened_ms + span.within_ms
    return Reach(stop, max(earliest, span.from_ms), min(latest, span.until_ms - 1))


def persons_of(reached: Collection[Reach]) -> frozenset[str]:
    """Return whose stops these are."""
    return frozenset(reach.stop.citizen_id for reach in reached)
