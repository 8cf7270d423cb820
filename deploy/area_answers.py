"""Answers about places and areas, as tables: who was there and when, who moves, who is missing."""

from datetime import datetime

import msgspec
from rich.table import Table

from deploy.answers import Freshness
from deploy.tables import caption_of, moment, table_of


class Milestone(msgspec.Struct, frozen=True):
    """A window at a place."""

    first_at: datetime
    last_at: datetime
    place_id: str
    name_en: str
    index_persons: int
    other_people: int


class Milestones(msgspec.Struct, frozen=True):
    """The answer of `/v1/questions/milestones`, as far as it is shown."""

    milestones: tuple[Milestone, ...]
    freshness: Freshness


class Present(msgspec.Struct, frozen=True):
    """Somebody who was at a place; without scans if they had only entered before."""

    citizen_id: str
    scans: int
    first_at: datetime | None
    last_at: datetime | None
    last_place_id: str
    last_direction: str
    last_category: str
    entered_at: datetime | None


class Presence(msgspec.Struct, frozen=True):
    """The answer of `/v1/questions/presence`, as far as it is shown."""

    total: int
    total_entered_before: int
    people: tuple[Present, ...]
    freshness: Freshness


class Flow(msgspec.Struct, frozen=True):
    """How many went from one area to another."""

    from_unit: str
    from_name: str
    to_unit: str
    to_name: str
    people: int
    journeys: int
    declared: int


class Flows(msgspec.Struct, frozen=True):
    """The answer of `/v1/questions/flows`, as far as it is shown."""

    total: int
    journeys: int
    declared: int
    flows: tuple[Flow, ...]
    freshness: Freshness


class Repeated(msgspec.Struct, frozen=True):
    """Somebody who is scanned often."""

    citizen_id: str
    scans: int
    crossings: int
    places: int
    days: int
    most_on_a_day: int
    last_at: datetime
    last_place_id: str


class Repeats(msgspec.Struct, frozen=True):
    """The answer of `/v1/questions/repeats`, as far as it is shown."""

    total: int
    people: tuple[Repeated, ...]
    freshness: Freshness


class Overdue(msgspec.Struct, frozen=True):
    """Somebody who was not seen since their declared departure."""

    citizen_id: str
    departs_at: datetime
    known_since_at: datetime
    origin: str
    destination: str
    last_seen_at: datetime | None
    last_place_id: str
    last_direction: str


class OverduePeople(msgspec.Struct, frozen=True):
    """The answer of `/v1/questions/overdue`, as far as it is shown."""

    total: int
    people: tuple[Overdue, ...]
    freshness: Freshness


def milestones_table(found: Milestones, most: int) -> Table:
    """Return places and windows, as a notice would name them."""
    table = table_of("from", "until", "index persons", "other people", "place", "name")
    for one in found.milestones[:most]:
        table.add_row(
            moment(one.first_at),
            moment(one.last_at),
            str(one.index_persons),
            str(one.other_people),
            one.place_id,
            one.name_en,
        )
    up_to = found.freshness.data_up_to
    table.caption = caption_of(len(found.milestones), most, "places and times", up_to)
    return table


def presence_table(found: Presence, most: int) -> Table:
    """Return who was there, the first to come first."""
    table = table_of("person", "scans", "first", "last", "at", "verdict", "entered before")
    for one in found.people[:most]:
        table.add_row(
            one.citizen_id,
            str(one.scans),
            _moment(one.first_at),
            _moment(one.last_at),
            f"{one.last_place_id} {one.last_direction}",
            one.last_category,
            _moment(one.entered_at),
        )
    table.caption = caption_of(found.total, most, "persons", found.freshness.data_up_to)
    if found.total_entered_before:
        table.caption += f"\n{found.total_entered_before:,} of them had only entered before"
    return table


def flows_table(found: Flows, most: int) -> Table:
    """Return the busiest pairs of areas."""
    table = table_of("from", "to", "people", "journeys", "declared")
    for one in found.flows[:most]:
        table.add_row(
            f"{one.from_name} ({one.from_unit})",
            f"{one.to_name} ({one.to_unit})",
            f"{one.people:,}",
            f"{one.journeys:,}",
            f"{one.declared:,}",
        )
    table.caption = caption_of(found.total, most, "pairs", found.freshness.data_up_to)
    table.caption += f"\n{found.journeys:,} journeys seen, {found.declared:,} declared"
    return table


def repeats_table(found: Repeats, most: int) -> Table:
    """Return who is scanned most."""
    table = table_of("person", "scans", "in or out", "places", "days", "most a day", "last seen")
    for one in found.people[:most]:
        table.add_row(
            one.citizen_id,
            str(one.scans),
            str(one.crossings),
            str(one.places),
            str(one.days),
            str(one.most_on_a_day),
            f"{moment(one.last_at)} {one.last_place_id}",
        )
    table.caption = caption_of(found.total, most, "persons", found.freshness.data_up_to)
    return table


def overdue_table(found: OverduePeople, most: int) -> Table:
    """Return who has been overdue longest."""
    table = table_of("person", "was to depart", "overdue since", "from", "to", "last seen", "at")
    for one in found.people[:most]:
        table.add_row(
            one.citizen_id,
            moment(one.departs_at),
            moment(one.known_since_at),
            one.origin,
            one.destination,
            _moment(one.last_seen_at),
            f"{one.last_place_id} {one.last_direction}".strip(),
        )
    table.caption = caption_of(found.total, most, "persons", found.freshness.data_up_to)
    return table


def _moment(at: datetime | None) -> str:
    return moment(at) if at else ""
