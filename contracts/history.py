"""What is known of a citizen beside one scan: rules that need history.

They are findings for a person to look at, not refusals at the gate: a shared vehicle, a mistyped
plate or a wrong clock explains many of them. Each is a predicate and a line in `HISTORY_RULES`; all
of them look at what is known now, so a fact that arrives later may add a finding or take it away.
"""

from collections.abc import Callable, Mapping
from typing import Protocol

import msgspec

from contracts.events import Direction
from contracts.places import Place, km_between, units_of_2021
from contracts.registry import PassWithdrawn
from contracts.verdicts import Finding

# Twice at one gate in the same direction within this time: scanned again, or a copied pass.
REPEAT_WITHIN_MS = 5 * 60_000
# Faster than any road allows. Places are known to about 1 km, so short legs prove nothing.
MAX_KM_PER_HOUR = 150.0
MIN_KM = 5.0
# Farther apart than two neighbouring places, closer in time than a minute: not one person.
SAME_TIME_MS = 60_000
# A declared start so near to where somebody was anyway proves nothing about their way.
MIN_DETOUR_KM = 20.0

_MS_PER_HOUR = 3_600_000
_KM_DIGITS = 3


class Stop(Protocol):
    """Where a citizen was seen, and when."""

    @property
    def place_id(self) -> str:
        """The place."""

    @property
    def direction(self) -> Direction:
        """In which direction."""

    @property
    def happened_ms(self) -> int:
        """The moment."""


class Journey(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What was declared for a pass: when it starts, and in which districts one may be met."""

    declaration_id: str
    departs_ms: int
    origin: str
    districts: tuple[str, ...]


class Known(msgspec.Struct, frozen=True, gc=False):
    """A scan and what bears on it: the citizen's scan before it, and its pass.

    `km` is the distance between the two, None where it is not known. `journey` is None where no
    declaration is known, `pass_is_unknown` whether the pass should be known by now and is not.
    """

    stop: Stop
    before: Stop | None = None
    km: float | None = None
    has_pass: bool = False
    journey: Journey | None = None
    withdrawn: PassWithdrawn | None = None
    pass_is_unknown: bool = False

    @property
    def lasted_ms(self) -> int:
        """Milliseconds since the scan before, never negative; 0 for the first."""
        return self.stop.happened_ms - self.before.happened_ms if self.before else 0


class Ground:
    """Places and the distances between them, each computed once."""

    def __init__(self, places: Mapping[str, Place]) -> None:
        """Stand on these places; they must not change."""
        self.places = places
        self._km: dict[tuple[str, str], float | None] = {}

    def km(self, one: str, other: str) -> float | None:
        """Return the distance between two places to the metre, None where one has no position."""
        pair = (one, other)
        try:
            return self._km[pair]
        except KeyError:
            start, end = self.places.get(one), self.places.get(other)
            km = km_between(start, end) if start and end else None
            self._km[pair] = rounded = None if km is None else round(km, _KM_DIGITS)
            return rounded

    def km_by_way_of(self, district: str, one: str, other: str) -> float | None:
        """Return the distance between two places by way of a district's centre."""
        there, on = self._km_to(district, one), self._km_to(district, other)
        return None if there is None or on is None else there + on

    def _km_to(self, district: str, place_id: str) -> float | None:
        pair = (district, place_id)
        if pair not in self._km:
            place, units = self.places.get(place_id), units_of_2021()
            known = place is not None and district in units
            self._km[pair] = km_between(place, units[district]) if place and known else None
        return self._km[pair]


def _repeat_scan(known: Known, _: Ground) -> bool:
    before = known.before
    return (
        before is not None
        and before.place_id == known.stop.place_id
        and before.direction == known.stop.direction
        and known.lasted_ms <= REPEAT_WITHIN_MS
    )


def _two_places_at_once(known: Known, _: Ground) -> bool:
    return known.km is not None and known.km >= MIN_KM and known.lasted_ms <= SAME_TIME_MS


def _impossible_travel(known: Known, _: Ground) -> bool:
    if known.km is None or known.km < MIN_KM or known.lasted_ms <= SAME_TIME_MS:
        return False
    return known.km / (known.lasted_ms / _MS_PER_HOUR) > MAX_KM_PER_HOUR


def _itinerary_contradicted(known: Known, ground: Ground) -> bool:
    journey = known.journey
    if journey is None:
        return False
    return _stays_elsewhere(known.stop, journey, ground) or _never_started(known, journey, ground)


def _stays_elsewhere(stop: Stop, journey: Journey, ground: Ground) -> bool:
    """A check-in at a police office is where somebody stays; gates lie on any way."""
    if stop.direction != "visit":
        return False
    place = ground.places.get(stop.place_id)
    return place is not None and place.district != "" and place.district not in journey.districts


def _never_started(known: Known, journey: Journey, ground: Ground) -> bool:
    """Between two scans there was no time to be at the declared start."""
    before, after = known.before, known.stop
    if before is None or known.km is None:
        return False
    if not before.happened_ms < journey.departs_ms <= after.happened_ms:
        return False
    km = ground.km_by_way_of(journey.origin, before.place_id, after.place_id)
    if km is None or km - known.km < MIN_DETOUR_KM:
        return False
    return km / (max(known.lasted_ms, SAME_TIME_MS) / _MS_PER_HOUR) > MAX_KM_PER_HOUR


def _pass_never_issued(known: Known, _: Ground) -> bool:
    return known.pass_is_unknown


def _withdrawn_as(reason: str) -> Callable[[Known, Ground], bool]:
    def applies(known: Known, _: Ground) -> bool:
        withdrawn = known.withdrawn
        return (
            withdrawn is not None
            and withdrawn.reason == reason
            and withdrawn.at_ms <= known.stop.happened_ms
        )

    return applies


_Rules = tuple[tuple[Finding, Callable[[Known, Ground], bool]], ...]

_LEG_RULES: _Rules = (
    ("repeat_scan", _repeat_scan),
    ("two_places_at_once", _two_places_at_once),
    ("impossible_travel", _impossible_travel),
)
_JOURNEY_RULES: _Rules = (("itinerary_contradicted", _itinerary_contradicted),)
_PASS_RULES: _Rules = (
    ("pass_never_issued", _pass_never_issued),
    ("revoked", _withdrawn_as("revoked")),
    ("superseded", _withdrawn_as("superseded")),
)

# Kept state holds findings by their place in this table: add at its end only.
HISTORY_RULES: _Rules = (*_LEG_RULES, *_JOURNEY_RULES, *_PASS_RULES)

_JOURNEY_BIT = 1 << len(_LEG_RULES)


def findings_of(known: Known, ground: Ground) -> int:
    """Return everything there is to look at, one bit a rule in the order of the table."""
    found = 0
    if known.before is not None and not _is_ordinary(known):
        found = _found(_LEG_RULES, known, ground)
    if known.journey is not None and _itinerary_contradicted(known, ground):
        found |= _JOURNEY_BIT
    if known.withdrawn is not None or known.pass_is_unknown:
        found |= _found(_PASS_RULES, known, ground) << len(_LEG_RULES) + len(_JOURNEY_RULES)
    return found


def _is_ordinary(known: Known) -> bool:
    """No rule about legs can apply: this spares nearly every scan asking each of them."""
    lasted_ms = known.lasted_ms
    if lasted_ms <= REPEAT_WITHIN_MS:
        return False
    return known.km is None or known.km * _MS_PER_HOUR <= MAX_KM_PER_HOUR * lasted_ms


def _found(rules: _Rules, known: Known, ground: Ground) -> int:
    found = 0
    for number, (_, applies) in enumerate(rules):
        if applies(known, ground):
            found |= 1 << number
    return found


def names_of(findings: int) -> tuple[Finding, ...]:
    """Return the names of findings given as bits."""
    return tuple(
        finding for number, (finding, _) in enumerate(HISTORY_RULES) if findings >> number & 1
    )
