"""A jurisdiction: the units somebody answers for, and what lies within them. Pure.

A province holds its districts and communes. Places are known by their district: one whose district
nobody knows lies in no unit, and so only within everywhere.
"""

import functools

import msgspec

from contracts.lists import Lists
from contracts.places import Place, units_of_2021


class Jurisdiction(msgspec.Struct, frozen=True):
    """Units by their codes; none of them is the whole country."""

    units: tuple[str, ...] = ()

    @property
    def is_everywhere(self) -> bool:
        """Whether it has no bounds."""
        return not self.units

    def has_unit(self, code: str) -> bool:
        """Tell whether a unit lies within."""
        units = units_of_2021()
        return self.is_everywhere or any(units.lies_in(code, one) for one in self.units)

    def has_place(self, place: Place | None) -> bool:
        """Tell whether a place lies within; one that nobody knows lies in no unit."""
        return self.is_everywhere or (place is not None and self.has_unit(place.district))

    def covers(self, other: "Jurisdiction") -> bool:
        """Tell whether all of another lies within."""
        if other.is_everywhere:
            return self.is_everywhere
        return all(map(self.has_unit, other.units))

    def touches(self, unit: str) -> bool:
        """Tell whether a unit lies within, or holds some of it."""
        units = units_of_2021()
        return self.has_unit(unit) or any(units.lies_in(one, unit) for one in self.units)

    def places(self, lists: Lists) -> tuple[str, ...] | None:
        """Return the ids of the places within, None for every place."""
        if self.is_everywhere:
            return None
        return tuple(place.place_id for place in lists.places.values() if self.has_place(place))

    def codes(self) -> frozenset[str] | None:
        """Return the codes of all units within, None for every unit."""
        if self.is_everywhere:
            return None
        return _codes_within(self)


@functools.lru_cache(maxsize=256)
def _codes_within(area: Jurisdiction) -> frozenset[str]:
    # There are eleven thousand units, and few areas that accounts answer for.
    return frozenset(unit.code for unit in units_of_2021() if area.has_unit(unit.code))


EVERYWHERE = Jurisdiction()
