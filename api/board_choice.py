"""Which areas a caller may choose on the board."""

import msgspec

from api.board_areas import Area
from contracts.lists import Lists
from contracts.places import Place, Unit, units_of_2021
from service.doors import Caller


class UnitChoice(msgspec.Struct, frozen=True):
    """A province or district in which there are places; `parent` is empty for a province."""

    code: str
    name: str
    parent: str


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """What a board may show: `own` are the caller's units, empty for the whole country."""

    own: tuple[str, ...]
    units: tuple[UnitChoice, ...]
    places: tuple[Place, ...]


def choice_of(lists: Lists, caller: Caller) -> Choice:
    """Return the units and places within a caller's own area, both by name."""
    own = Area(units=caller.units)
    places = [place for place in lists.places.values() if own.holds(place)]
    return Choice(
        own=caller.units,
        units=tuple(_choices(places)),
        places=tuple(sorted(places, key=lambda place: place.name_vi)),
    )


def _choices(places: list[Place]) -> list[UnitChoice]:
    units = units_of_2021()
    districts = {units[place.district] for place in places if place.district in units}
    provinces = {units[district.parent] for district in districts}

    def by_name(found: set[Unit]) -> list[UnitChoice]:
        return [
            UnitChoice(unit.code, unit.name, unit.parent)
            for unit in sorted(found, key=lambda unit: unit.name)
        ]

    return [*by_name(provinces), *by_name(districts)]
