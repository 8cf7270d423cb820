"""Which questions are asked: all about the first region, so that growth changes no answer."""

import msgspec

from analytics.store import Store
from bench.tracing.forms.contacts import contacts_of
from bench.tracing.forms.crowds import Area, flows_within, repeats_within
from bench.tracing.forms.form import Form
from bench.tracing.forms.persons import timeline_of, vehicle_of
from bench.tracing.forms.places import departures_from, milestones_of, presence_at
from bench.tracing.forms.spread import spread_of
from bench.tracing.world import FROM_MS, World, citizen_id
from contracts.durations import DAY_MS, HOUR_MS

MANY = (1, 100, 1_000)
SPREAD_FROM = 10
# A district: so many places, from busy ones to quiet ones.
_AREA = 12


class _Name(msgspec.Struct, frozen=True):
    name: str


def index_cases(store: Store, world: World, number: int) -> tuple[str, ...]:
    """Return so many people, spread evenly over the first region; at most one in ten of it."""
    number = min(number, world.citizens_a_region // 10)
    step = world.citizens_a_region // number
    which = f"number * {step} + {step // 2}"
    sql = f"SELECT {citizen_id(which)} AS name FROM numbers({number})"  # noqa: S608  # our own figures
    return tuple(row.name for row in store.ask(sql, row=_Name).rows)


def forms(store: Store, world: World) -> tuple[Form, ...]:
    """Return the questions."""
    one = index_cases(store, world, 1)
    ten = index_cases(store, world, SPREAD_FROM)
    noon_ms = FROM_MS + 7 * DAY_MS + 5 * HOUR_MS
    region = Area(
        places=[_place(world, rank) for rank in range(world.places_a_region)],
        from_ms=noon_ms,
        until_ms=noon_ms + DAY_MS,
    )
    return (
        timeline_of(one[0]),
        vehicle_of(_some_vehicle(store, one[0])),
        *(contacts_of(many, index_cases(store, world, many)) for many in MANY),
        spread_of(ten),
        milestones_of(ten),
        presence_at(_place(world, 0), noon_ms, noon_ms + 2 * HOUR_MS),
        departures_from(_area(world), noon_ms, noon_ms + DAY_MS),
        flows_within(region),
        repeats_within(region),
    )


def _place(world: World, rank: int) -> str:
    return f"place-{rank % world.places_a_region:05d}"


def _area(world: World) -> tuple[str, ...]:
    step = max(1, world.places_a_region // _AREA)
    return tuple(dict.fromkeys(_place(world, number * step + 5) for number in range(_AREA)))


def _some_vehicle(store: Store, person: str) -> str:
    """Return the vehicle of this person's household, or another one if it was never seen."""
    sql = f"""
        SELECT vehicle_id AS name FROM scans_by_plate
        ORDER BY vehicle_id > '{person}' DESC, vehicle_id LIMIT 1
    """  # noqa: S608  # our own id
    return store.ask(sql, row=_Name).rows[0].name
