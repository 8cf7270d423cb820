"""The planted outbreak: index persons, and who truly met them.

The truth is worked out here from what was scanned, by a sweep in plain Python, and shares nothing
with the system under test but the definitions: a contact is two scans of two different persons at
one place, no more than the window apart, both within the time asked about, at the moment of the
later one; a contact of a contact met one not before that one's own first contact.
"""

import random
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping
from typing import Literal

import msgspec

from simulation.city import City
from simulation.happenings import IDENTIFIES, Scan, Shows

Truth = Literal["traceable", "physical"]

WITHIN_MS = 15 * 60 * 1000
# Index persons are among this share of the travellers, by when they set out.
_EARLY = 0.2


class Presence(msgspec.Struct, frozen=True, gc=False):
    """A scan the gateway acknowledged, cut down to what the truth needs."""

    place_id: str
    happened_ms: int
    person: int
    owner: int
    shows: Shows
    offline: bool

    @classmethod
    def from_scan(cls, scan: Scan) -> "Presence":
        """Keep who stood where and when, and whose pass was shown."""
        return cls(
            scan.place_id, scan.happened_ms, scan.person, scan.owner, scan.shows, scan.offline
        )


class Meeting(msgspec.Struct, frozen=True):
    """The two scans that make somebody a contact; of several pairs, the closest in time."""

    index: Presence
    contact: Presence

    @property
    def apart_ms(self) -> int:
        """How far apart the two scans were."""
        return abs(self.index.happened_ms - self.contact.happened_ms)


Contacts = dict[int, dict[int, Meeting]]


class Window(msgspec.Struct, frozen=True):
    """From when, until when (excluded), and how far apart two scans may be, all milliseconds."""

    from_ms: int
    until_ms: int
    within_ms: int = WITHIN_MS


def index_persons(city: City, count: int) -> tuple[int, ...]:
    """Choose who carries the infection: early risers, so that a short run sees them travel.

    They show passes of their own, and nobody else shows theirs.
    """
    lent = set(city.cheats) | set(city.cheats.values())
    early = sorted(city.parties, key=lambda party: party.leaves_at)
    eligible = [m for party in early for m in party.members if m not in lent]
    rng = random.Random(f"outbreak:{city.seed}:{len(city.people)}")
    pool = eligible[: max(count, int(len(eligible) * _EARLY))]
    return tuple(rng.sample(pool, min(count, len(pool))))


def true_contacts(
    presences: Iterable[Presence], index: Collection[int], window: Window, truth: Truth
) -> Contacts:
    """Return for each index person whom they met, and the closest meeting.

    `traceable` counts people by the pass they showed, and only scans whose code told whose it was:
    what a perfect system can know. `physical` counts everybody who stood there.
    """
    at_place = _by_place(presences, window, truth)
    contacts: Contacts = {person: {} for person in index}
    for seen in at_place.values():
        times = [presence.happened_ms for presence, _ in seen]
        for presence, who in seen:
            if who not in contacts:
                continue
            first = bisect_left(times, presence.happened_ms - window.within_ms)
            last = bisect_right(times, presence.happened_ms + window.within_ms)
            for other, met in seen[first:last]:
                if met != who:
                    _keep_closest(contacts[who], met, Meeting(presence, other))
    return contacts


def exposures(
    presences: Iterable[Presence], since: Mapping[int, int], window: Window, truth: Truth
) -> dict[int, int]:
    """Return whom these persons met, each not before since when they carry it, and when first."""
    first_met: dict[int, int] = {}
    for seen in _by_place(presences, window, truth).values():
        times = [presence.happened_ms for presence, _ in seen]
        for at_ms, who in ((presence.happened_ms, who) for presence, who in seen):
            if who not in since:
                continue
            first = bisect_left(times, at_ms - window.within_ms)
            last = bisect_right(times, at_ms + window.within_ms)
            for other, met in seen[first:last]:
                moment = max(at_ms, other.happened_ms)
                if met != who and moment >= since[who]:
                    first_met[met] = min(moment, first_met.get(met, moment))
    return first_met


def _by_place(
    presences: Iterable[Presence], window: Window, truth: Truth
) -> dict[str, list[tuple[Presence, int]]]:
    """Sort the presences that count by place and time, each with who it counts for."""
    at_place: dict[str, list[tuple[Presence, int]]] = {}
    for presence in presences:
        if not window.from_ms <= presence.happened_ms < window.until_ms:
            continue
        if truth == "traceable" and presence.shows not in IDENTIFIES:
            continue
        who = presence.owner if truth == "traceable" else presence.person
        at_place.setdefault(presence.place_id, []).append((presence, who))
    for seen in at_place.values():
        seen.sort(key=lambda pair: pair[0].happened_ms)
    return at_place


def _keep_closest(met: dict[int, Meeting], person: int, meeting: Meeting) -> None:
    known = met.get(person)
    if known is None or meeting.apart_ms < known.apart_ms:
        met[person] = meeting
