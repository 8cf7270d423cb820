"""One person's way, and one vehicle's."""

import msgspec

from analytics.questions.timeline import timeline
from analytics.questions.vehicle import vehicle_timeline
from analytics.store import Store
from bench.tracing.engines import Plain
from bench.tracing.forms.form import Form, Told, counted
from bench.tracing.forms.meetings import STANDING
from bench.tracing.world import FROM_MS, UNTIL_MS
from contracts.durations import DAY_MS

_MOST_SCANS = 10_000


class Stop(msgspec.Struct, frozen=True):
    """What is compared of a stop."""

    happened_ms: int
    scan_id: str
    place_id: str
    direction: str
    annulled: int


class Ride(msgspec.Struct, frozen=True):
    """What is compared of a vehicle's way: all scans of it, and of whom."""

    scans: int
    citizen_ids: tuple[str, ...]


_TIMELINE = """
SELECT happened_ms, scan_id, place_id, direction,
    CASE WHEN {standing} THEN 0 ELSE 1 END AS annulled
FROM {persons}
WHERE citizen_id = '{citizen}' AND happened_ms >= {from_ms} AND happened_ms < {until_ms}
ORDER BY happened_ms, scan_id
"""

_VEHICLE = """
SELECT count(*) AS scans, {citizens} AS citizen_ids
FROM scans
WHERE vehicle_id = '{vehicle}'
    AND happened_ms >= {from_ms} AND happened_ms < {until_ms} AND {standing}
"""


def timeline_of(citizen: str) -> Form:
    """Return the question where somebody was."""

    def house(store: Store) -> Told:
        found = timeline(store, citizen, from_ms=FROM_MS, until_ms=UNTIL_MS)
        facts = tuple(
            Stop(s.happened_ms, s.scan_id, s.place_id, s.direction, int(s.annulled))
            for s in found.stops
        )
        return Told(facts, found.rows_read)

    def plain(engine: Plain) -> tuple[Stop, ...]:
        sql = _TIMELINE.format(
            standing=STANDING,
            persons=engine.persons,
            citizen=citizen,
            from_ms=FROM_MS,
            until_ms=UNTIL_MS,
        )
        return engine.rows(sql, Stop)

    needed = f"SELECT toInt64(count()) AS rows FROM scans_by_person WHERE citizen_id = '{citizen}'"  # noqa: S608  # our own id
    return Form("timeline", house, plain, lambda store: counted(store, needed))


def vehicle_of(vehicle: str) -> Form:
    """Return the question where a vehicle was, and with whom."""

    def house(store: Store) -> Told:
        found = vehicle_timeline(
            store, vehicle, from_ms=FROM_MS, until_ms=UNTIL_MS, gap_ms=DAY_MS, limit=_MOST_SCANS
        )
        people = {person for stop in found.stops for person in stop.citizen_ids}
        scans = sum(stop.scans for stop in found.stops)
        return Told((Ride(scans, tuple(sorted(people))),), found.rows_read)

    def plain(engine: Plain) -> tuple[Ride, ...]:
        sql = _VEHICLE.format(
            citizens=engine.sorted_set("citizen_id"),
            vehicle=vehicle,
            standing=STANDING,
            from_ms=FROM_MS,
            until_ms=UNTIL_MS,
        )
        rides = engine.rows(sql, Ride)
        return tuple(Ride(r.scans, tuple(filter(None, r.citizen_ids))) for r in rides)

    needed = f"SELECT toInt64(count()) AS rows FROM scans_by_plate WHERE vehicle_id = '{vehicle}'"  # noqa: S608  # our own id
    return Form("vehicle", house, plain, lambda store: counted(store, needed))
