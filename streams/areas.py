"""Who left an area that was declared epidemic. Pure."""

from collections.abc import Iterable, Mapping

from contracts.places import Place, units_of_2021
from contracts.registry import ZoneDeclared
from streams.dossier import Departure, Visit

_Zones = tuple[ZoneDeclared, ...]


class Areas:
    """The declared areas, and which of them a place or district lies in, each looked up once."""

    def __init__(self, zones: Mapping[str, ZoneDeclared], places: Mapping[str, Place]) -> None:
        """Take zones and places; neither may change."""
        self.zones = zones
        self.places = places
        self._by_place: dict[str, _Zones] = {}
        self._by_district: dict[str, _Zones] = {"": ()}

    def departures(self, before: Visit | None, visit: Visit) -> Iterable[Departure]:
        """Yield the departures that a visit shows, as a rule none."""
        here = self._around(visit.place_id)
        there = self._around(before.place_id) if before else ()
        for zone in {zone.zone_id: zone for zone in (*here, *there, *self._over(visit.origin))}:
            left = self.departure(self.zones[zone], before, visit)
            if left is not None:
                yield left

    def departure(self, zone: ZoneDeclared, before: Visit | None, visit: Visit) -> Departure | None:
        """Return the departure from one area that a visit shows, None if it shows none.

        It shows one if it is an exit by a gate of the area, or lies elsewhere although the scan
        before lay inside or the pass says that the journey began inside.
        """
        if not _matters(zone, visit.happened_ms):
            return None
        was_inside = before is not None and zone in self._around(before.place_id)
        if zone in self._around(visit.place_id):
            left = visit.direction == "out"
        else:
            left = was_inside or zone in self._over(visit.origin)
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

    def _around(self, place_id: str) -> _Zones:
        zones = self._by_place.get(place_id)
        if zones is None:
            place = self.places.get(place_id)
            zones = self._by_place[place_id] = self._over(place.district if place else "")
        return zones

    def _over(self, district: str) -> _Zones:
        zones = self._by_district.get(district)
        if zones is None:
            lies_in = units_of_2021().lies_in
            zones = tuple(zone for zone in self.zones.values() if lies_in(district, zone.unit))
            self._by_district[district] = zones
        return zones


def watched_since_ms(zone: ZoneDeclared) -> int:
    """Return the moment from which on departures matter."""
    return zone.since_ms - zone.look_back_ms


def _matters(zone: ZoneDeclared, at_ms: int) -> bool:
    return watched_since_ms(zone) <= at_ms and (zone.until_ms == 0 or at_ms < zone.until_ms)
