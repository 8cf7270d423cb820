"""Who is seen where and when: one day of travel after another.

Each person's last place and time are remembered across days, and nobody appears anywhere sooner
than the way there allows. What comes out is what physically happened; passes play no part yet.
"""

import random
from collections.abc import Iterable

import msgspec

from contracts.events import Direction
from simulation import rhythm
from simulation.city import City, Party
from simulation.geography import MINUTE_MS
from simulation.mix import Mix
from simulation.papers import Vehicle
from simulation.rhythm import DAY_MINUTES

DAY_MS = DAY_MINUTES * MINUTE_MS

_GOES_TO_WORK = 0.93
_IS_ABSENT = 0.04
_REPORTS_AT_HOME = 0.75
_LUNCH_ERRAND = 0.4
_EVENING_ERRAND = 0.55
_ERRAND_AT_HOME = 0.85
_REPORTS_AFTER_ERRAND = 0.5
# A trip that would start later than this is not made that day.
_TOO_LATE_MS = 4 * 60 * MINUTE_MS
_SECONDS_A_SCAN = (6.0, 16.0)
_RESCAN_SECONDS = (15.0, 50.0)
_SLACK = (1.05, 1.5)
_BETWEEN_TRIPS_MS = 20 * MINUTE_MS


class Sighting(msgspec.Struct, frozen=True, gc=False):
    """One person before one scanner. Sightings of one `stop` came in one vehicle."""

    happened_ms: int
    stop: int
    person: int
    spot: int
    direction: Direction
    vehicle: Vehicle


class Leg(msgspec.Struct, frozen=True, gc=False):
    """The next place of a trip, and how long the party stays on its way there beside driving."""

    spot: int
    direction: Direction
    wait_ms: int = 0


class Traffic:
    """Walks the city through its days, in order."""

    def __init__(self, city: City, mix: Mix, start_ms: int) -> None:
        """Begin at `start_ms`, a midnight, with everybody at home."""
        self._city = city
        self._mix = mix
        self._start_ms = start_ms
        self._free_ms = [start_ms] * len(city.people)
        self._last_spot = [city.geography.office(person.home) for person in city.people]
        self._stops = 0
        self._seen: list[Sighting] = []
        travelling = {member for party in city.parties for member in party.members}
        self._at_home = tuple(p.number for p in city.people if p.number not in travelling)

    def day(self, number: int, rng: random.Random) -> list[Sighting]:
        """Return everything seen on the day's trips, by time; some of it lies past midnight."""
        self._seen = []
        midnight = self._start_ms + number * DAY_MS
        for party in self._city.parties:
            self._working_day(party, midnight, rng)
        for person in self._at_home:
            if rng.random() < _ERRAND_AT_HOME:
                self._errand(person, midnight, rng)
        self._seen.sort(key=lambda seen: (seen.happened_ms, seen.stop, seen.person))
        return self._seen

    def _working_day(self, party: Party, midnight: int, rng: random.Random) -> None:
        if rng.random() > _GOES_TO_WORK:
            return
        members = [m for m in party.members if rng.random() > _IS_ABSENT]
        if not members:
            return
        leaves = midnight + int(max(party.leaves_at + rng.gauss(0, 12), 1) * MINUTE_MS)
        self._trip(members, party.vehicle, leaves, self._legs(party, rng), rng)
        for member in members:
            if party.kind != "haul" and rng.random() < _REPORTS_AT_HOME:
                self._go_home(member, party.vehicle, rng)
            if party.kind != "haul" and rng.random() < _EVENING_ERRAND:
                self._errand(member, midnight, rng)

    def _legs(self, party: Party, rng: random.Random) -> list[Leg]:
        works_ms = int((party.works_for + rng.gauss(0, 20)) * MINUTE_MS)
        match party.kind:
            case "cross":
                out = [Leg(gate, "out") for gate in party.gates]
                back = [Leg(gate, "in") for gate in reversed(party.gates)]
                return [*out, Leg(back[0].spot, "in", max(works_ms, MINUTE_MS)), *back[1:]]
            case "local":
                return self._at_work(party, works_ms, rng)
            case "haul":
                return self._hauls(party, rng)

    def _at_work(self, party: Party, works_ms: int, rng: random.Random) -> list[Leg]:
        work = self._city.geography.office(party.work)
        legs = [Leg(work, "visit")]
        if rng.random() < _LUNCH_ERRAND:
            lunch = self._city.geography.ward_near(party.work, rng)
            legs.append(Leg(self._city.geography.office(lunch), "visit", works_ms // 2))
            legs.append(Leg(work, "visit", works_ms // 12))
        return legs

    def _hauls(self, party: Party, rng: random.Random) -> list[Leg]:
        """In by one gate, unload, out by the other; hours later the same way back."""
        geography = self._city.geography
        first, last = party.gates[0], party.gates[-1]
        unload, away = (int(rng.uniform(*span) * MINUTE_MS) for span in ((25, 90), (100, 260)))
        other = geography.office(geography.ward_near(party.work, rng))
        return [
            Leg(first, "in"),
            Leg(geography.office(party.work), "visit"),
            Leg(last, "out", unload),
            Leg(last, "in", away),
            Leg(other, "visit"),
            Leg(first, "out", unload),
        ]

    def _go_home(self, person: int, vehicle: Vehicle, rng: random.Random) -> None:
        home = self._city.geography.office(self._city.people[person].home)
        wait = int(rng.uniform(2, 25) * MINUTE_MS)
        self._trip([person], vehicle, 0, [Leg(home, "visit", wait)], rng)

    def _errand(self, number: int, midnight: int, rng: random.Random) -> None:
        person = self._city.people[number]
        minute = rhythm.errand_minute(rng)
        leaves = midnight + minute * MINUTE_MS + int(rng.random() * MINUTE_MS)
        goal = self._city.geography.ward_near(person.home, rng)
        legs = [Leg(self._city.geography.office(goal), "visit")]
        if rng.random() < _REPORTS_AFTER_ERRAND:
            home = self._city.geography.office(person.home)
            legs.append(Leg(home, "visit", int(rng.uniform(15, 90) * MINUTE_MS)))
        self._trip([number], person.ride, leaves, legs, rng)

    def _trip(
        self,
        members: list[int],
        vehicle: Vehicle,
        leaves_ms: int,
        legs: Iterable[Leg],
        rng: random.Random,
    ) -> None:
        """Take the party along its legs; a trip that can't begin in time is not made."""
        clock = leaves_ms
        for number, leg in enumerate(legs):
            arrives = max(clock + leg.wait_ms, self._earliest(members, leg.spot, rng) + leg.wait_ms)
            if number == 0 and leaves_ms and arrives - leaves_ms > _TOO_LATE_MS:
                return
            clock = self._stop(members, vehicle, leg, arrives, rng)

    def _earliest(self, members: list[int], spot: int, rng: random.Random) -> int:
        """When the last of the members can be at a spot, coming from where each was seen last."""
        slack = rng.uniform(*_SLACK)
        way_ms = self._city.geography.way_ms
        return max(
            self._free_ms[m] + int((way_ms(self._last_spot[m], spot) or _BETWEEN_TRIPS_MS) * slack)
            for m in members
        )

    def _stop(
        self,
        members: list[int],
        vehicle: Vehicle,
        leg: Leg,
        arrives_ms: int,
        rng: random.Random,
    ) -> int:
        """Scan everybody aboard one after the other; return when the last one was done."""
        self._stops += 1
        clock = arrives_ms
        for member in members:
            clock += int(rng.uniform(*_SECONDS_A_SCAN) * 1000)
            self._see(clock, member, leg, vehicle)
            if rng.random() < self._mix.rescanned:
                clock += int(rng.uniform(*_RESCAN_SECONDS) * 1000)
                self._see(clock, member, leg, vehicle)
        for member in members:
            self._free_ms[member] = clock
            self._last_spot[member] = leg.spot
        return clock

    def _see(self, at_ms: int, member: int, leg: Leg, vehicle: Vehicle) -> None:
        self._seen.append(Sighting(at_ms, self._stops, member, leg.spot, leg.direction, vehicle))
