"""What of a question lies within the jurisdiction of whoever asks it."""

from api.units import places_asked
from contracts.errors import Fault, FixRequest, NotAllowed
from contracts.jurisdiction import Jurisdiction
from contracts.lists import Lists

OUTSIDE = "outside_jurisdiction"


def check_unit(unit: str, within: Jurisdiction, field: str = "unit") -> None:
    """Refuse a unit that lies elsewhere.

    Raises:
        FixRequest: it does.

    """
    if not within.has_unit(unit):
        raise FixRequest(Fault(field=field, reason=OUTSIDE))


def check_place(lists: Lists, place_id: str, within: Jurisdiction, field: str = "place_id") -> None:
    """Refuse a place that lies elsewhere.

    Raises:
        FixRequest: it does.

    """
    if not within.has_place(lists.places.get(place_id)):
        raise FixRequest(Fault(field=field, reason=OUTSIDE))


def check_everywhere(within: Jurisdiction) -> None:
    """Refuse what concerns the whole country to whoever answers for a part of it.

    Raises:
        NotAllowed: they do.

    """
    if not within.is_everywhere:
        raise NotAllowed(OUTSIDE, signed_in=True)


def places_within(
    lists: Lists, place_id: str, unit: str, within: Jurisdiction
) -> tuple[str, ...] | None:
    """Return the places that a place and a unit name together, or else all within.

    None is every place: neither is given, and there are no bounds.

    Raises:
        FixRequest: there is no such place or unit, or it lies elsewhere.

    """
    asked = places_asked(lists, place_id, unit)
    if place_id:
        check_place(lists, place_id, within)
    if unit:
        check_unit(unit, within)
    return within.places(lists) if asked is None else asked
