"""Where things are: gates and offices, how busy each is, and how long the way between them takes.

Nobody honest is quicker than the way allows, so the fastest pace stays well below the speed at
which a movement becomes suspicious.
"""

import math
import random
from collections.abc import Sequence
from itertools import accumulate

import msgspec

from contracts.places import Place, Unit, km_between, places_of_2021, units_of_2021

MINUTE_MS = 60_000

HANOI = "01"
# Provinces that border on Hà Nội: where those who pass the city's gates go.
NEIGHBOURS = ("17", "19", "24", "25", "26", "27", "33", "35")

# Straight km per hour at best: roads wind, so this is about 45 on the road.
_STRAIGHT_KMH = 34.0
# Positions are rounded to about 1 km, and nobody is scanned at two places within one minute.
_LEAST_WAY_MS = 4 * MINUTE_MS
# How quickly a gate's pull fades with the distance from home, and a ward's.
_GATE_REACH_KM = 14.0
_WARD_REACH_KM = 8.0
# A second gate on one road is at least this far from the first, and at most that far.
_NEXT_GATE_KM = (1.5, 22.0)
# The busiest city gate gets this share more than the n-th: 1 / n ** 0.9.
_CITY_FADE = 0.9
_DISTRICT_PULL = 0.05
_LANES_BY_PULL = ((0.4, 4), (0.2, 3), (0.08, 2))


class Spot(msgspec.Struct, frozen=True):
    """A place people are scanned at. `point` numbers its position: places may share one."""

    place_id: str
    district: str
    point: int
    lanes: int


class Geography:
    """Hà Nội's gates and commune offices with their pull, which differs from seed to seed."""

    def __init__(self, rng: random.Random) -> None:
        """Deal out how busy each place is, once for the whole city."""
        places = places_of_2021()
        self._units = units_of_2021()
        gates = [p for p in places.values() if p.kind != "police"]
        wards = [u for u in self._units if self._is_in_hanoi(u)]
        offices = [places[f"pol-{HANOI}-{ward.parent}-{ward.code}"] for ward in wards]
        points = _points((*gates, *offices))
        self.gate_pull = _gate_pull(gates, rng)
        self.ward_pull = tuple(rng.paretovariate(1.6) for _ in wards)
        self.wards: tuple[str, ...] = tuple(ward.code for ward in wards)
        self.spots: tuple[Spot, ...] = (
            *(
                _spot(gate, points, _lanes(pull))
                for gate, pull in zip(gates, self.gate_pull, strict=True)
            ),
            *(_spot(office, points, 1) for office in offices),
        )
        self.gates = len(gates)
        self._ways = _ways((*gates, *offices), points)
        self._near_gates: dict[str, tuple[float, ...]] = {}
        self._near_wards: dict[str, tuple[float, ...]] = {}
        self._abroad = tuple(
            unit.code
            for unit in self._units
            if unit.level == "ward" and self._units[unit.parent].parent in NEIGHBOURS
        )
        self._ward_at = {code: index for index, code in enumerate(self.wards)}

    def office(self, ward: str) -> int:
        """Return the spot of a ward's police office."""
        return self.gates + self._ward_at[ward]

    def district(self, ward: str) -> str:
        """Return the district a ward lies in."""
        return self._units.district_of(ward)

    def way_ms(self, one: int, other: int) -> int:
        """Return the shortest time between two spots, in milliseconds; 0 for one and the same."""
        if one == other:
            return 0
        return self._ways[self.spots[one].point][self.spots[other].point]

    def home_ward(self, rng: random.Random) -> str:
        """Draw a ward to live in."""
        return rng.choices(self.wards, self.ward_pull)[0]

    def ward_near(self, ward: str, rng: random.Random) -> str:
        """Draw a ward to go to from `ward`: the near and the busy ones more often."""
        district = self.district(ward)
        weights = self._near_wards.get(district)
        if weights is None:
            weights = self._near_wards[district] = self._pull_on(
                district, range(self.gates, len(self.spots)), self.ward_pull, _WARD_REACH_KM
            )
        return rng.choices(self.wards, cum_weights=weights)[0]

    def ward_abroad(self, rng: random.Random) -> str:
        """Draw a ward in a neighbouring province."""
        return rng.choice(self._abroad)

    def gates_from(self, ward: str, rng: random.Random, *, at_most: int) -> tuple[int, ...]:
        """Draw the gates on the way out from a ward, the inner one first: one or two."""
        district = self.district(ward)
        weights = self._near_gates.get(district)
        if weights is None:
            weights = self._near_gates[district] = self._pull_on(
                district, range(self.gates), self.gate_pull, _GATE_REACH_KM
            )
        first = rng.choices(range(self.gates), cum_weights=weights)[0]
        following = self._following(first) if at_most > 1 else ()
        if not following:
            return (first,)
        pulls = [self.gate_pull[gate] for gate in following]
        return first, rng.choices(following, pulls)[0]

    def _following(self, gate: int) -> tuple[int, ...]:
        """The gates next to one, at most four."""
        near, far = _NEXT_GATE_KM
        km = {
            other: self._km(gate, other)
            for other in range(self.gates)
            if near <= self._km(gate, other) <= far
        }
        return tuple(sorted(km, key=lambda other: (km[other], other))[:4])

    def _km(self, one: int, other: int) -> float:
        places = places_of_2021()
        return _km(places[self.spots[one].place_id], places[self.spots[other].place_id])

    def _pull_on(
        self, district: str, spots: Sequence[int], pull: Sequence[float], reach_km: float
    ) -> tuple[float, ...]:
        """Running sums of how strongly each spot draws the people of a district."""
        home = places_of_2021()[f"pol-{HANOI}-{district}"]
        places = places_of_2021()
        weights = (
            weight * math.exp(-_km(home, places[self.spots[spot].place_id]) / reach_km)
            for spot, weight in zip(spots, pull, strict=True)
        )
        return tuple(accumulate(weights))

    def _is_in_hanoi(self, unit: Unit) -> bool:
        return unit.level == "ward" and self._units[unit.parent].parent == HANOI


def _km(one: Place, other: Place) -> float:
    km = km_between(one, other)
    if km is None:
        raise ValueError(f"{one.place_id} or {other.place_id} has no position")
    return km


def _points(places: Sequence[Place]) -> dict[tuple[float | None, float | None], int]:
    """Number the different positions."""
    points: dict[tuple[float | None, float | None], int] = {}
    for place in places:
        points.setdefault((place.latitude, place.longitude), len(points))
    return points


def _spot(place: Place, points: dict[tuple[float | None, float | None], int], lanes: int) -> Spot:
    point = points[place.latitude, place.longitude]
    return Spot(place.place_id, place.district, point, lanes)


def _lanes(pull: float) -> int:
    return next((lanes for least, lanes in _LANES_BY_PULL if pull >= least), 1)


def _gate_pull(gates: Sequence[Place], rng: random.Random) -> tuple[float, ...]:
    """City gates by rank, dealt out by chance; district gates far below them."""
    ranks = [n for n, gate in enumerate(g for g in gates if g.kind == "city_checkpoint")]
    rng.shuffle(ranks)
    city = iter(ranks)
    return tuple(
        1 / (next(city) + 1) ** _CITY_FADE
        if gate.kind == "city_checkpoint"
        else _DISTRICT_PULL * rng.uniform(0.2, 1.0)
        for gate in gates
    )


def _ways(
    places: Sequence[Place], points: dict[tuple[float | None, float | None], int]
) -> tuple[tuple[int, ...], ...]:
    """Shortest times between all positions, in milliseconds."""
    standing = {points[place.latitude, place.longitude]: place for place in places}
    return tuple(
        tuple(
            _LEAST_WAY_MS + int(_km(standing[one], standing[other]) / _STRAIGHT_KMH * 3_600_000)
            for other in range(len(points))
        )
        for one in range(len(points))
    )
