"""Who people are and where they stay, as they declared last: for those who call on them."""

from collections.abc import Iterable

import msgspec

from analytics.questions.whereabouts import Whereabouts, whereabouts
from analytics.store import Store
from api.cases.writing import Cases
from contracts.places import Units, units_of_2021


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody as they declared themselves; all is empty for who declared nothing.

    `district` is where they stay, else where they live. `stay` tells house, ward and district.
    """

    citizen_id: str
    name: str = ""
    birth_date: str = ""
    phone: str = ""
    district: str = ""
    district_name: str = ""
    stay: str = ""


class People:
    """Looks people up. Blocking: call it from a thread."""

    def __init__(self, store: Store, cases: Cases) -> None:
        """Read declarations here, open what is sealed with that."""
        self._store = store
        self._cases = cases

    def named(self, citizens: Iterable[str]) -> dict[str, Person]:
        """Return everybody asked for, each by their id."""
        wanted = list(dict.fromkeys(citizens))
        declared = whereabouts(self._store, wanted)
        return {
            one: self._person(declared[one]) if one in declared else Person(citizen_id=one)
            for one in wanted
        }

    def _person(self, declared: Whereabouts) -> Person:
        units = units_of_2021()
        said = self._cases.opened(declared.sealed, declared.sealed_day)
        unit, words = (
            (declared.stay, said.get("stay"))
            if declared.stay
            else (declared.residence, said.get("residence"))
        )
        district = units.district_of(unit) if unit in units else ""
        return Person(
            citizen_id=declared.citizen_id,
            name=str(said.get("full_name") or ""),
            birth_date=str(said.get("birth_date") or ""),
            phone=str(said.get("phone") or ""),
            district=district,
            district_name=units[district].name if district else "",
            stay=", ".join(filter(None, (str(words or ""), *_names(unit, units)))),
        )


def _names(unit: str, units: Units) -> list[str]:
    """Return the names of a unit and those above it, the smallest first."""
    names = []
    while unit in units:
        names.append(units[unit].name)
        unit = units[unit].parent
    return names
