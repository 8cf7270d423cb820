"""Areas a board can show: the whole country, provinces and districts, single places."""

from collections.abc import Iterable, Iterator

import msgspec

from api.jurisdiction import OUTSIDE
from contracts.errors import Fault, FixRequest, NotAllowed
from contracts.jurisdiction import Jurisdiction
from contracts.lists import Lists
from contracts.places import Place, units_of_2021
from service.doors import Caller

EVERYWHERE = ""


class Area(msgspec.Struct, frozen=True):
    """What one board shows: some units, or one place, or neither for everywhere."""

    units: tuple[str, ...] = ()
    place_id: str = ""

    def holds(self, place: Place) -> bool:
        """Tell whether a place lies in it."""
        if self.place_id:
            return place.place_id == self.place_id
        return Jurisdiction(self.units).has_place(place)

    @property
    def names(self) -> tuple[str, ...]:
        """The names, as `names_of` gives them, of which a place in the area has at least one."""
        if self.place_id:
            return (self.place_id,)
        return self.units or (EVERYWHERE,)


def names_of(lists: Lists, place_id: str) -> Iterator[str]:
    """Yield by which names boards know a place: everywhere, its units, itself."""
    yield EVERYWHERE
    yield place_id
    place = lists.places.get(place_id)
    yield from _upwards(place.district if place else "")


def places_of(lists: Lists, area: Area) -> frozenset[str] | None:
    """Return the ids of the places that are known to lie in an area; None for everywhere."""
    if area == Area():
        return None
    return frozenset(place.place_id for place in lists.places.values() if area.holds(place))


def area_asked(lists: Lists, caller: Caller, units: Iterable[str], place_id: str) -> Area:
    """Return the area somebody wants to see; their own where they name none.

    Raises:
        FixRequest: there is no such unit or place.
        NotAllowed: it is not within the caller's own area.

    """
    wanted = tuple(dict.fromkeys(units))
    unknown = [unit for unit in wanted if unit not in units_of_2021()]
    if unknown:
        raise FixRequest(Fault(field="unit", reason="unknown_unit"))
    if place_id and place_id not in lists.places:
        raise FixRequest(Fault(field="place_id", reason="unknown_place"))
    district = lists.places[place_id].district if place_id else ""
    inside = (district,) if place_id else wanted
    if not all(map(caller.jurisdiction.has_unit, inside)):
        raise NotAllowed(OUTSIDE, signed_in=True)
    if place_id:
        return Area(place_id=place_id)
    return Area(units=wanted or caller.units)


def _upwards(code: str) -> Iterator[str]:
    units = units_of_2021()
    while code in units:
        yield code
        code = units[code].parent
