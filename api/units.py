"""Which places and districts lie in an administrative unit."""

from typing import Literal

from contracts.errors import Fault, FixRequest
from contracts.lists import Lists
from contracts.places import units_of_2021

AreaLevel = Literal["district", "province"]


def places_in(lists: Lists, unit: str, field: str = "unit") -> tuple[str, ...]:
    """Return the ids of the places that are known to lie in a unit.

    Raises:
        FixRequest: there is no such unit.

    """
    units = units_of_2021()
    if unit not in units:
        raise FixRequest(Fault(field=field, reason="unknown_unit"))
    return tuple(
        place.place_id
        for place in lists.places.values()
        if place.district and units.lies_in(place.district, unit)
    )


def places_asked(lists: Lists, place_id: str, unit: str) -> tuple[str, ...] | None:
    """Return the places that a place and a unit name together, None if neither is given.

    Raises:
        FixRequest: there is no such place or unit.

    """
    if place_id and place_id not in lists.places:
        raise FixRequest(Fault(field="place_id", reason="unknown_place"))
    if not unit:
        return (place_id,) if place_id else None
    return tuple(place for place in places_in(lists, unit) if place_id in {"", place})


def districts_in(unit: str, field: str = "unit") -> tuple[str, ...]:
    """Return the codes of the districts that a province holds, or of the one that is asked for.

    Raises:
        FixRequest: there is no such unit, or it is a ward: places are known by district.

    """
    units = units_of_2021()
    if unit not in units:
        raise FixRequest(Fault(field=field, reason="unknown_unit"))
    if units[unit].level == "ward":
        raise FixRequest(Fault(field=field, reason="a_ward"))
    return tuple(
        one.code for one in units if one.level == "district" and units.lies_in(one.code, unit)
    )


def areas_of_units(level: AreaLevel, inside: str = "") -> dict[str, str]:
    """Return the district or province of every unit that lies in one; of `inside`, if given."""
    units = units_of_2021()
    found = {}
    for unit in units:
        if inside and not units.lies_in(unit.code, inside):
            continue
        area = units.district_of(unit.code)
        if area and level == "province":
            area = units[area].parent
        if area or level == "province":
            found[unit.code] = area or unit.code
    return found


def units_in(unit: str, field: str = "unit") -> frozenset[str]:
    """Return the codes of a unit and of all units inside it.

    Raises:
        FixRequest: there is no such unit.

    """
    units = units_of_2021()
    if unit not in units:
        raise FixRequest(Fault(field=field, reason="unknown_unit"))
    return frozenset(one.code for one in units if units.lies_in(one.code, unit))
