"""Units and places: the provinces, districts and wards of 2021, and where scans happen."""

import csv
import functools
import math
from collections.abc import Iterable, Iterator
from importlib import resources
from typing import Literal

import msgspec

UnitLevel = Literal["province", "district", "ward"]
PlaceKind = Literal["city_checkpoint", "district_checkpoint", "police", "imported"]

_EARTH_RADIUS_KM = 6371.0


class Unit(msgspec.Struct, frozen=True, gc=False):
    """An administrative unit: 2, 3 or 5 digits; `parent` is empty for a province."""

    level: UnitLevel
    code: str
    parent: str
    name: str
    latitude: float | None
    longitude: float | None


class Place(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Where people are scanned. `district` is a unit code, empty where it is not known."""

    place_id: str
    kind: PlaceKind
    name_vi: str
    name_en: str
    district: str = ""
    latitude: float | None = None
    longitude: float | None = None


class Units:
    """All units by code."""

    def __init__(self, units: Iterable[Unit]) -> None:
        """Take the units; codes of different levels have different lengths, so one table does."""
        self._by_code = {unit.code: unit for unit in units}
        self._below: dict[str, list[Unit]] = {}
        for unit in self._by_code.values():
            self._below.setdefault(unit.parent, []).append(unit)

    def __contains__(self, code: object) -> bool:
        """Tell whether a code is a unit of any level."""
        return code in self._by_code

    def __getitem__(self, code: str) -> Unit:
        """Return the unit, or raise KeyError."""
        return self._by_code[code]

    def __iter__(self) -> Iterator[Unit]:
        """Walk over all units, provinces first."""
        return iter(self._by_code.values())

    def district_of(self, code: str) -> str:
        """Return the district a ward or district code lies in; empty for a province."""
        unit = self._by_code[code]
        if unit.level == "province":
            return ""
        return unit.code if unit.level == "district" else unit.parent

    def is_smallest(self, code: str) -> bool:
        """Tell whether a known unit has no units below it: a ward, or an island district."""
        return code not in self._below

    def below(self, code: str) -> tuple[Unit, ...]:
        """Return the units right below one, in the order of their codes; of "", the provinces."""
        return tuple(self._below.get(code, ()))

    def lies_in(self, code: str, area: str) -> bool:
        """Tell whether unit `code` is `area` or lies inside it."""
        while code:
            if code == area:
                return True
            unit = self._by_code.get(code)
            code = unit.parent if unit else ""
        return False


def km_between(one: Place, other: Place | Unit) -> float | None:
    """Return the straight distance in km, None where one of them has no position."""
    if one.latitude is None or one.longitude is None:
        return None
    if other.latitude is None or other.longitude is None:
        return None
    lat1, lat2 = math.radians(one.latitude), math.radians(other.latitude)
    half_lat = math.sin((lat2 - lat1) / 2)
    half_lon = math.sin(math.radians(other.longitude - one.longitude) / 2)
    share = half_lat**2 + math.cos(lat1) * math.cos(lat2) * half_lon**2
    return 2 * _EARTH_RADIUS_KM * math.asin(math.sqrt(share))


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = resources.files("contracts").joinpath("data", name).read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())


def _number(text: str) -> float | None:
    return float(text) if text else None


@functools.cache
def units_of_2021() -> Units:
    """Read the administrative units as of November 2021."""
    return Units(
        Unit(
            level=row["level"],  # type: ignore[arg-type]  # the file holds only the three levels
            code=row["code"],
            parent=row["parent"],
            name=row["name"],
            latitude=_number(row["latitude"]),
            longitude=_number(row["longitude"]),
        )
        for row in _rows("units.csv")
    )


@functools.cache
def places_of_2021() -> dict[str, Place]:
    """Read the 67 checkpoints and 610 police offices of Hà Nội, by place id."""
    checkpoints = [
        Place(
            place_id=row["place_id"],
            kind="city_checkpoint" if row["tier"] == "city" else "district_checkpoint",
            name_vi=row["name_vi"],
            name_en=row["name_en"],
            district=row["district"],
            latitude=_number(row["latitude"]),
            longitude=_number(row["longitude"]),
        )
        for row in _rows("checkpoints.csv")
    ]
    offices = [_police_office(row) for row in _rows("police_units.csv")]
    return {place.place_id: place for place in (*checkpoints, *offices)}


def _police_office(row: dict[str, str]) -> Place:
    """A commune's office stands, for want of better, at its district's point.

    Communes of one name occur in several districts, so the district is part of the shown name.
    """
    units = units_of_2021()
    unit = units[row["unit"]]
    district = units.district_of(unit.code)
    point = units[district] if district else unit
    name = row["name_vi"]
    if unit.level == "ward":
        name = f"{name}, {units[district].name}"
    return Place(
        place_id=row["place_id"],
        kind="police",
        name_vi=name,
        name_en=f"Police of {units[unit.code].name}",
        district=district,
        latitude=point.latitude,
        longitude=point.longitude,
    )
