"""What two neighbouring scans of one citizen say together: rules that need history.

They are findings for a person to look at, not refusals at the gate: a shared vehicle, a mistyped
plate or a wrong clock explains many of them.
"""

from collections.abc import Callable, Mapping

import msgspec

from contracts.events import Direction
from contracts.places import Place, km_between
from contracts.verdicts import Finding

# Twice at one gate in the same direction within this time: scanned again, or a copied pass.
REPEAT_WITHIN_MS = 5 * 60_000
# Faster than any road allows. Places are known to about 1 km, so short legs prove nothing.
MAX_KM_PER_HOUR = 150.0
MIN_KM = 5.0
# Farther apart than two neighbouring places, closer in time than a minute: not one person.
SAME_TIME_MS = 60_000

_MS_PER_HOUR = 3_600_000


class Stop(msgspec.Struct, frozen=True, gc=False):
    """Where a citizen was seen, and when."""

    place_id: str
    direction: Direction
    happened_ms: int


class Leg(msgspec.Struct, frozen=True, gc=False):
    """Two stops of one citizen, the earlier first, and the distance where it is known."""

    before: Stop
    after: Stop
    km: float | None

    @property
    def lasted_ms(self) -> int:
        """Milliseconds between the two, never negative."""
        return self.after.happened_ms - self.before.happened_ms


def leg_between(before: Stop, after: Stop, places: Mapping[str, Place]) -> Leg:
    """Return the leg from one stop to the next."""
    start, end = places.get(before.place_id), places.get(after.place_id)
    return Leg(before, after, km_between(start, end) if start and end else None)


def _repeat_scan(leg: Leg) -> bool:
    same_gate = leg.before.place_id == leg.after.place_id
    return (
        same_gate
        and leg.before.direction == leg.after.direction
        and leg.lasted_ms <= REPEAT_WITHIN_MS
    )


def _two_places_at_once(leg: Leg) -> bool:
    return leg.km is not None and leg.km >= MIN_KM and leg.lasted_ms <= SAME_TIME_MS


def _impossible_travel(leg: Leg) -> bool:
    if leg.km is None or leg.km < MIN_KM or leg.lasted_ms <= SAME_TIME_MS:
        return False
    return leg.km / (leg.lasted_ms / _MS_PER_HOUR) > MAX_KM_PER_HOUR


HISTORY_RULES: tuple[tuple[Finding, Callable[[Leg], bool]], ...] = (
    ("repeat_scan", _repeat_scan),
    ("two_places_at_once", _two_places_at_once),
    ("impossible_travel", _impossible_travel),
)


def findings_of(leg: Leg) -> tuple[Finding, ...]:
    """Return everything a leg gives reason to look at."""
    return tuple(finding for finding, applies in HISTORY_RULES if applies(leg))
