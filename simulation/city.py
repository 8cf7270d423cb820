"""The people of the city: who they are, where they live and work, and whom they travel with.

A city follows from its seed and size alone: the same two numbers give the same people, papers and
habits, whatever the day and the machine.
"""

import random
from typing import Literal

import msgspec

from contracts.identity import DocumentKind
from simulation import rhythm
from simulation.geography import Geography
from simulation.names import Sex, family_name, full_name
from simulation.papers import Papers, Vehicle

PartyKind = Literal["cross", "local", "haul"]
_Role = Literal["cross", "coach", "local", "haul", "home"]

_ROLES: dict[_Role, float] = {
    "cross": 0.36,
    "coach": 0.11,
    "local": 0.33,
    "haul": 0.06,
    "home": 0.14,
}
_ROLE_NAMES = tuple(_ROLES)
_ROLE_WEIGHTS = tuple(_ROLES.values())

_HOUSEHOLD_SIZES = (1, 2, 3, 4, 5)
_HOUSEHOLD_WEIGHTS = (14, 26, 28, 22, 10)
_SAME_FAMILY_NAME = 0.6
_SEXES: tuple[Sex, ...] = ("male", "female")
_BIRTH_YEARS = (1941, 2005)
_TWO_GATES = 0.7
_TOGETHER = 0.6
_WITH_CAR = 0.25
_COACH_SEATS = 22
_CREW = 2
_CHEATS = 0.002


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """A resident; `home` is a ward and `ride` the household's vehicle."""

    number: int
    name: str
    sex: Sex
    birth_date: str
    document_kind: DocumentKind
    document_number: str
    phone: str
    home: str
    address: str
    ride: Vehicle


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """People who make the same way in one vehicle on working days.

    `cross` leaves the city by its gates and comes back by them; `local` works in another ward;
    `haul` is a lorry that comes in by the first gate and leaves by the last, twice a day.
    """

    kind: PartyKind
    members: tuple[int, ...]
    vehicle: Vehicle
    gates: tuple[int, ...]
    work: str
    leaves_at: int
    works_for: int


class City(msgspec.Struct, frozen=True):
    """People, the parties they travel in, and who shows whose pass."""

    seed: int
    people: tuple[Person, ...]
    parties: tuple[Party, ...]
    cheats: dict[int, int]
    geography: Geography


class _Household(msgspec.Struct, frozen=True):
    family: str
    home: str
    address: str
    ride: Vehicle


def build_city(seed: int, people: int) -> City:
    """Make the city of this seed with so many residents."""
    return _Founding(seed, people).city()


class _Founding:
    """Fills the city household by household."""

    def __init__(self, seed: int, people: int) -> None:
        self._seed = seed
        self._wanted = people
        self._rng = random.Random(f"city:{seed}:{people}")
        self._geography = Geography(self._rng)
        self._papers = Papers(self._rng)
        self._people: list[Person] = []
        self._parties: list[Party] = []
        self._pooled: dict[tuple[_Role, str], list[int]] = {}

    def city(self) -> City:
        while len(self._people) < self._wanted:
            self._move_in()
        for (role, _), members in self._pooled.items():
            self._pool(role, members)
        cheats = _cheats(self._parties, self._rng)
        return City(self._seed, tuple(self._people), tuple(self._parties), cheats, self._geography)

    def _move_in(self) -> None:
        """Add a household; whoever goes the same kind of way may share its vehicle."""
        size = self._rng.choices(_HOUSEHOLD_SIZES, _HOUSEHOLD_WEIGHTS)[0]
        household = self._household()
        roles: dict[_Role, list[int]] = {}
        for _ in range(min(size, self._wanted - len(self._people))):
            role = self._rng.choices(_ROLE_NAMES, _ROLE_WEIGHTS)[0]
            roles.setdefault(role, []).append(self._resident(household))
        rides = [household.ride]
        for role, members in roles.items():
            if role in {"cross", "local"}:
                for shared in self._shared(members):
                    vehicle = rides.pop() if rides else self._papers.motorbike()
                    kind: PartyKind = "cross" if role == "cross" else "local"
                    self._add_party(kind, shared, vehicle)
            elif role in {"coach", "haul"}:
                area = self._geography.district(household.home) if role == "coach" else ""
                self._pooled.setdefault((role, area), []).extend(members)

    def _household(self) -> _Household:
        with_car = self._rng.random() < _WITH_CAR
        return _Household(
            family=family_name(self._rng),
            home=self._geography.home_ward(self._rng),
            address=f"Số {self._rng.randint(1, 299)}, tổ {self._rng.randint(1, 40)}",
            ride=self._papers.car() if with_car else self._papers.motorbike(),
        )

    def _resident(self, household: _Household) -> int:
        """Add a person to the household; return the person's number."""
        rng = self._rng
        family = household.family if rng.random() < _SAME_FAMILY_NAME else family_name(rng)
        sex: Sex = rng.choice(_SEXES)
        year = rng.randint(*_BIRTH_YEARS)
        document = self._papers.document(sex, year)
        number = len(self._people)
        self._people.append(
            Person(
                number=number,
                name=full_name(rng, family, sex),
                sex=sex,
                birth_date=f"{year}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}",
                document_kind=document.kind,
                document_number=document.number,
                phone=self._papers.phone(),
                home=household.home,
                address=household.address,
                ride=household.ride,
            )
        )
        return number

    def _shared(self, members: list[int]) -> list[tuple[int, ...]]:
        if len(members) > 1 and self._rng.random() < _TOGETHER:
            return [tuple(members)]
        return [(member,) for member in members]

    def _pool(self, role: _Role, members: list[int]) -> None:
        """Coaches take people of one district, lorries a crew of two."""
        seats = _COACH_SEATS if role == "coach" else _CREW
        for start in range(0, len(members), seats):
            vehicle = self._papers.coach() if role == "coach" else self._papers.lorry()
            kind: PartyKind = "cross" if role == "coach" else "haul"
            self._add_party(kind, tuple(members[start : start + seats]), vehicle)

    def _add_party(self, kind: PartyKind, members: tuple[int, ...], vehicle: Vehicle) -> None:
        rng, geography = self._rng, self._geography
        home = self._people[members[0]].home
        gates = 2 if kind == "haul" or rng.random() < _TWO_GATES else 1
        self._parties.append(
            Party(
                kind=kind,
                members=members,
                vehicle=vehicle,
                gates=() if kind == "local" else geography.gates_from(home, rng, at_most=gates),
                work=geography.ward_abroad(rng)
                if kind == "cross"
                else geography.ward_near(home, rng),
                leaves_at=rhythm.haul_minute(rng) if kind == "haul" else rhythm.commute_minute(rng),
                works_for=rhythm.work_minutes(rng),
            )
        )


def _cheats(parties: list[Party], rng: random.Random) -> dict[int, int]:
    """Map a few people to somebody else whose pass they show as their own."""
    alone = [p.members[0] for p in parties if p.kind == "cross" and len(p.members) == 1]
    rng.shuffle(alone)
    pairs = int(len(alone) * _CHEATS) or min(1, len(alone) // 2)
    return dict(zip(alone[:pairs], alone[pairs : 2 * pairs], strict=True))
