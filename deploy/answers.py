"""Answers of the read side, as tables for people."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

import msgspec
from rich.table import Table

from deploy.tables import caption_of, lasting, moment, table_of


class Freshness(msgspec.Struct, frozen=True):
    """How late the data behind an answer is."""

    data_up_to: datetime | None


class Judgement(msgspec.Struct, frozen=True):
    """What the stream found."""

    findings: tuple[str, ...]


class Leg(msgspec.Struct, frozen=True):
    """The way from the scan before."""

    from_place_id: str
    seconds: int


class Stop(msgspec.Struct, frozen=True):
    """One scan of a timeline."""

    place_id: str
    direction: str
    happened_at: datetime
    category: str
    reason: str
    judgement: Judgement | None
    leg: Leg | None


class Timeline(msgspec.Struct, frozen=True):
    """The answer of `/v1/questions/timeline`, as far as it is shown."""

    stops: tuple[Stop, ...]
    freshness: Freshness


class VehicleStop(msgspec.Struct, frozen=True):
    """One stop of a vehicle or trailer."""

    place_id: str
    direction: str
    role: str
    first_at: datetime
    citizen_ids: tuple[str, ...]
    leg_s: int
    dwell_s: int


class Gap(msgspec.Struct, frozen=True):
    """When there was no scan."""

    seconds: int


class VehicleTimeline(msgspec.Struct, frozen=True):
    """The answer of `/v1/questions/vehicle`, as far as it is shown."""

    stops: tuple[VehicleStop, ...]
    gaps: tuple[Gap, ...]
    freshness: Freshness


class Meeting(msgspec.Struct, frozen=True):
    """The closest evidence for a contact."""

    place_id: str


class Contact(msgspec.Struct, frozen=True):
    """Somebody an index person met."""

    citizen_id: str
    because: tuple[str, ...]
    meetings: int
    closest_gap_s: float
    first_met_at: datetime
    nearest: tuple[Meeting, ...]


class Contacts(msgspec.Struct, frozen=True):
    """The answer of `/v1/questions/contacts`, as far as it is shown."""

    total: int
    contacts: tuple[Contact, ...]
    freshness: Freshness


class Reached(msgspec.Struct, frozen=True):
    """Somebody who may have it from an index person, directly or by way of others."""

    level: int
    citizen_id: str
    exposed_by: str
    first_met_at: datetime
    because: tuple[str, ...]
    also_met_as: tuple[str, ...]


class Level(msgspec.Struct, frozen=True):
    """How many people are on a level."""

    level: int
    total: int
    told: int


class Spread(msgspec.Struct, frozen=True):
    """The answer of `/v1/questions/spread`, as far as it is shown."""

    levels: tuple[Level, ...]
    persons: tuple[Reached, ...]
    freshness: Freshness


class Alert(msgspec.Struct, frozen=True):
    """An alert as it stands."""

    kind: str
    citizen_id: str
    place_id: str
    from_place_id: str
    happened_at: datetime
    known_since_at: datetime
    withdrawn_at: datetime | None


class AlertTally(msgspec.Struct, frozen=True):
    """How many alerts there are of a kind."""

    kind: str
    alerts: int


class Alerts(msgspec.Struct, frozen=True):
    """The answer of `/v1/questions/alerts`, as far as it is shown."""

    by_kind: tuple[AlertTally, ...]
    alerts: tuple[Alert, ...]
    freshness: Freshness


class Departed(msgspec.Struct, frozen=True):
    """Somebody who left an area."""

    citizen_id: str
    how: str
    left_at: datetime
    inside_place_id: str
    last_place_id: str
    last_direction: str
    last_seen_at: datetime
    is_back: bool


class Departures(msgspec.Struct, frozen=True):
    """The answer of `/v1/questions/departures`, as far as it is shown."""

    total: int
    departures: tuple[Departed, ...]
    freshness: Freshness


class MinuteCount(msgspec.Struct, frozen=True):
    """Scans of one kind at one place in one minute."""

    place_id: str
    direction: str
    category: str
    scans: int


class PlaceCounts(msgspec.Struct, frozen=True):
    """The answer of `/v1/counts`, as far as it is shown."""

    counts: tuple[MinuteCount, ...]
    freshness: Freshness


def timeline_table(found: Timeline, most: int) -> Table:
    """Return the newest stops of a timeline, the latest last."""
    table = table_of("time (Hà Nội)", "place", "direction", "verdict", "findings", "from", "after")
    for stop in found.stops[-most:]:
        table.add_row(*_stop_row(stop))
    table.caption = caption_of(len(found.stops), most, "scans", found.freshness.data_up_to)
    return table


def _stop_row(stop: Stop) -> tuple[str, ...]:
    findings = ", ".join(stop.judgement.findings) if stop.judgement else "not judged yet"
    came_from = stop.leg.from_place_id if stop.leg else ""
    after = lasting(stop.leg.seconds) if stop.leg else ""
    verdict = stop.category if stop.reason == "ok" else f"{stop.category}: {stop.reason}"
    return (
        moment(stop.happened_at),
        stop.place_id,
        stop.direction,
        verdict,
        findings,
        came_from,
        after,
    )


def vehicle_table(found: VehicleTimeline, most: int) -> Table:
    """Return the newest stops of a vehicle, the latest last."""
    table = table_of("time (Hà Nội)", "place", "direction", "as", "people", "after", "stayed")
    for stop in found.stops[-most:]:
        table.add_row(
            moment(stop.first_at),
            stop.place_id,
            stop.direction,
            stop.role,
            str(len(stop.citizen_ids)),
            lasting(stop.leg_s) if stop.leg_s else "",
            lasting(stop.dwell_s) if stop.dwell_s else "",
        )
    table.caption = caption_of(len(found.stops), most, "stops", found.freshness.data_up_to)
    if found.gaps:
        longest = max(gap.seconds for gap in found.gaps)
        table.caption += (
            f"\nout of sight {len(found.gaps)} times, {lasting(longest)} at the longest"
        )
    return table


def contacts_table(found: Contacts, most: int) -> Table:
    """Return the likeliest contacts and what they rest on."""
    table = table_of("contact", "meetings", "closest", "first met", "nearest place", "because")
    for contact in found.contacts[:most]:
        table.add_row(
            contact.citizen_id,
            str(contact.meetings),
            lasting(round(contact.closest_gap_s)),
            moment(contact.first_met_at),
            contact.nearest[0].place_id,
            reasons(contact.because),
        )
    table.caption = caption_of(found.total, most, "contacts", found.freshness.data_up_to)
    return table


def reasons(because: Iterable[str]) -> str:
    """Return why somebody is a likely contact, the weightiest reason first."""
    return ", ".join(reason.replace("_", " ") for reason in because) or "same place"


def spread_table(found: Spread, most: int) -> Table:
    """Return who may have it, level by level, the likeliest of each level first."""
    table = table_of("level", "person", "exposed by", "exposed", "because")
    for person in found.persons[:most]:
        also = f" (also {', '.join(person.also_met_as)})" if person.also_met_as else ""
        table.add_row(
            f"F{person.level}{also}",
            person.citizen_id,
            person.exposed_by,
            moment(person.first_met_at),
            reasons(person.because),
        )
    total = len(found.persons)
    table.caption = caption_of(total, most, "persons", found.freshness.data_up_to)
    for level in found.levels:
        left_out = f", the likeliest {level.told:,} told" if level.told < level.total else ""
        table.caption += f"\nF{level.level}: {level.total:,}{left_out}"
    return table


def alerts_table(found: Alerts, most: int) -> Table:
    """Return the last known alerts, and how many there are of each kind."""
    table = table_of("known since", "alert", "person", "place", "after", "happened", "withdrawn")
    for alert in found.alerts[:most]:
        table.add_row(
            moment(alert.known_since_at),
            alert.kind,
            alert.citizen_id,
            alert.place_id,
            alert.from_place_id,
            moment(alert.happened_at),
            moment(alert.withdrawn_at) if alert.withdrawn_at else "",
        )
    total = sum(tally.alerts for tally in found.by_kind)
    kinds = ", ".join(f"{tally.alerts:,} {tally.kind}" for tally in found.by_kind)
    table.caption = caption_of(total, most, "alerts", found.freshness.data_up_to)
    if kinds:
        table.caption += f"\n{kinds}"
    return table


def departures_table(found: Departures, most: int) -> Table:
    """Return the last who left, with where they were last seen."""
    table = table_of("person", "left", "shown by", "from", "last seen", "at", "back inside")
    for one in found.departures[:most]:
        table.add_row(
            one.citizen_id,
            moment(one.left_at),
            one.how,
            one.inside_place_id,
            moment(one.last_seen_at),
            f"{one.last_place_id} {one.last_direction}",
            "yes" if one.is_back else "",
        )
    table.caption = caption_of(found.total, most, "persons", found.freshness.data_up_to)
    return table


def counts_table(found: PlaceCounts, most: int) -> Table:
    """Return the busiest places: scans in, out and visits, and how many were refused."""
    return busiest_table(found.counts, most, "places", found.freshness.data_up_to)


def busiest_table(
    counts: Iterable[MinuteCount], most: int, what: str, data_up_to: datetime | None
) -> Table:
    """Add counts up by place and return the places with most scans."""
    scans: Counter[str] = Counter()
    by_direction: Counter[tuple[str, str]] = Counter()
    refused: Counter[str] = Counter()
    for count in counts:
        scans[count.place_id] += count.scans
        by_direction[count.place_id, count.direction] += count.scans
        refused[count.place_id] += count.scans if count.category == "refuse" else 0
    table = table_of("place", "scans", "in", "out", "visits", "refused")
    for place_id, total in scans.most_common(most):
        directions = (by_direction[place_id, name] for name in ("in", "out", "visit"))
        table.add_row(place_id, f"{total:,}", *map(str, directions), str(refused[place_id]))
    table.caption = caption_of(len(scans), most, what, data_up_to)
    return table
