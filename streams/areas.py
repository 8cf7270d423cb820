"""Who left an area that was declared epidemic. Pure."""

from collections.abc import Mapping

from contracts.places import Place, units_of_2021
from contracts.registry import ZoneDeclared
from streams.dossier import Departure, Visit


def departure_of(
    zone: ZoneDeclared, before: Visit | None, visit: Visit, places: Mapping[str, Place]
) -> Departure | None:
    """Return the departure that a visit shows, None if it shows none that matters to the zone.

    It shows one if it is an exit by a gate of the area, or lies elsewhere although the scan before
    lay inside or the pass says that the journey began inside.
    """
    if not _matters(zone, visit.happened_ms):
        return None
    is_inside = _lies_in(visit.place_id, zone, places)
    was_inside = before is not None and _lies_in(before.place_id, zone, places)
    if is_inside:
        left = visit.direction == "out"
    else:
        left = was_inside or (visit.origin != "" and _covers(zone, visit.origin))
    if not left:
        return None
    inside = before if was_inside else None
    return Departure(
        zone_id=zone.zone_id,
        scan_id=visit.scan_id,
        place_id=visit.place_id,
        happened_ms=visit.happened_ms,
        known_ms=max(visit.received_ms, zone.declared_ms, inside.received_ms if inside else 0),
        inside_scan_id=inside.scan_id if inside else "",
        inside_place_id=inside.place_id if inside else "",
        inside_ms=inside.happened_ms if inside else 0,
    )


def watched_since_ms(zone: ZoneDeclared) -> int:
    """Return the moment from which on departures matter."""
    return zone.since_ms - zone.look_back_ms


def _matters(zone: ZoneDeclared, at_ms: int) -> bool:
    return watched_since_ms(zone) <= at_ms and (zone.until_ms == 0 or at_ms < zone.until_ms)


def _lies_in(place_id: str, zone: ZoneDeclared, places: Mapping[str, Place]) -> bool:
    place = places.get(place_id)
    return place is not None and place.district != "" and _covers(zone, place.district)


def _covers(zone: ZoneDeclared, district: str) -> bool:
    return units_of_2021().lies_in(district, zone.unit)
