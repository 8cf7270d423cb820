"""Which areas a caller may choose on the board."""

import gzip
from collections.abc import Mapping

import msgspec

from api.board_areas import Area
from contracts.lists import Lists
from contracts.places import Place, Unit, units_of_2021

_LEVEL = 6


class UnitChoice(msgspec.Struct, frozen=True):
    """A province or district in which there are places; `parent` is empty for a province."""

    code: str
    name: str
    parent: str


class PlaceChoice(msgspec.Struct, frozen=True):
    """A place by its names; `district` is empty where it is not known."""

    place_id: str
    name_vi: str
    name_en: str
    district: str


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """What a board may show: `own` are the caller's units, empty for the whole country."""

    own: tuple[str, ...]
    units: tuple[UnitChoice, ...]
    places: tuple[PlaceChoice, ...]


def choice_of(lists: Lists, own: tuple[str, ...]) -> Choice:
    """Return the units and places within an area of one's own, both by name."""
    places = [place for place in lists.places.values() if Area(units=own).holds(place)]
    return Choice(
        own=own,
        units=tuple(_choices(places)),
        places=tuple(
            PlaceChoice(place.place_id, place.name_vi, place.name_en, place.district)
            for place in sorted(places, key=lambda place: place.name_vi)
        ),
    )


class Sent(msgspec.Struct, frozen=True):
    """A choice as JSON, plain and compressed."""

    plain: bytes
    squeezed: bytes


class Choices:
    """Choices as they are sent, made once for all whose area is the same."""

    def __init__(self) -> None:
        """Begin with none."""
        self._of: Mapping[str, Place] = {}
        self._made: dict[tuple[str, ...], Sent] = {}

    def within(self, lists: Lists, own: tuple[str, ...]) -> Sent:
        """Return the choice within an area of one's own."""
        if self._of is not lists.places:
            # A place was added: the table is another one then.
            self._of, self._made = lists.places, {}
        made = self._made.get(own)
        if made is None:
            plain = msgspec.json.encode(choice_of(lists, own))
            made = self._made[own] = Sent(plain, gzip.compress(plain, _LEVEL, mtime=0))
        return made


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
