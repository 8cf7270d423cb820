"""Who holds which pass: people declare before they travel, and again when 72 hours are over.

Some forget to; they travel on a pass that has run out. How many is a share of the day's scans, so
that a young city, in which everybody needs a first pass, has no more of them than an old one.
"""

import random
from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec

from contracts.events import ContactKind, Symptom
from simulation.city import City
from simulation.geography import MINUTE_MS
from simulation.happenings import Declare, new_id
from simulation.mix import Mix
from simulation.papers import Vehicle
from simulation.traffic import DAY_MS, Sighting

HOUR_MS = 60 * MINUTE_MS
PASS_MS = 72 * HOUR_MS

# Declarations are sent at most this long before the journey, so days can be made one by one.
LONGEST_LEAD_MS = 11 * HOUR_MS
_SHORTEST_LEAD_MS = 5 * MINUTE_MS
# At the beginning people hold passes of different ages, else all would run out on one day.
_OLDEST_FIRST_PASS_MS = 54 * HOUR_MS
# A pass from before the city's first day reaches the system shortly before it is shown, so that the
# history does not begin with everybody declaring at once.
_MADE_UP_LEAD_MS = (20_000, 4 * MINUTE_MS)
_LAPSED_SINCE_MS = (HOUR_MS, 20 * HOUR_MS)
_SYMPTOMS: tuple[Symptom, ...] = ("fever", "cough", "sore_throat", "fatigue", "short_breath")
_CONTACTS: tuple[ContactKind, ...] = ("patient", "symptomatic", "affected_country")

Forgery = Literal["", "foreign_key", "altered"]


class Holding(msgspec.Struct, frozen=True):
    """The pass somebody shows on a day, and whether they tampered with it."""

    declaration_id: str
    expires_ms: int
    forgery: Forgery = ""


class _Span(msgspec.Struct):
    """When a pass is shown on a day, first and last, and how often."""

    first_ms: int
    last_ms: int
    scans: int = 0


class PassBook:
    """Remembers everybody's newest pass from day to day."""

    def __init__(self, city: City, mix: Mix, start_ms: int) -> None:
        """Begin at `start_ms`, when nobody has declared yet."""
        self._city = city
        self._mix = mix
        self._start_ms = start_ms
        self._newest: dict[int, Holding] = {}
        self._last_shown_ms: dict[int, int] = {}
        self._work: dict[int, tuple[str, Vehicle]] = {
            member: (party.work, party.vehicle)
            for party in city.parties
            for member in party.members
        }

    def owner_of(self, person: int) -> int:
        """Return whose pass a person shows: nearly always their own."""
        return self._city.cheats.get(person, person)

    def day(
        self, seen: Iterable[Sighting], rng: random.Random
    ) -> tuple[list[Declare], dict[int, Holding]]:
        """Return the declarations behind a day's journeys, and what each owner's pass is then."""
        spans = self._spans(seen)
        lacking = {o: span for o, span in spans.items() if not self._covered(o, span)}
        forgetful = self._forgetful(lacking, sum(span.scans for span in spans.values()), rng)
        declared: list[Declare] = []
        held: dict[int, Holding] = {}
        for owner, span in spans.items():
            if owner in lacking and not (owner in forgetful and owner in self._newest):
                declared.append(self._declare(owner, span, rng, lapsed=owner in forgetful))
            held[owner] = self._shown(self._newest[owner], rng)
            self._last_shown_ms[owner] = span.last_ms
        return declared, held

    def _spans(self, seen: Iterable[Sighting]) -> dict[int, _Span]:
        spans: dict[int, _Span] = {}
        for sighting in seen:
            owner = self.owner_of(sighting.person)
            span = spans.setdefault(owner, _Span(sighting.happened_ms, sighting.happened_ms))
            span.last_ms = sighting.happened_ms
            span.scans += 1
        return spans

    def _covered(self, owner: int, span: _Span) -> bool:
        holding = self._newest.get(owner)
        return holding is not None and span.last_ms < holding.expires_ms

    def _forgetful(
        self, lacking: Mapping[int, _Span], scans: int, rng: random.Random
    ) -> frozenset[int]:
        """Choose who doesn't care for a new pass, so that their scans make up the share asked."""
        of_lacking = sum(span.scans for span in lacking.values())
        chance = self._mix.expired * scans / of_lacking if of_lacking else 0.0
        return frozenset(owner for owner in lacking if rng.random() < chance)

    def _declare(self, owner: int, span: _Span, rng: random.Random, *, lapsed: bool) -> Declare:
        """Make a declaration that covers the day, or one that had run out before it began."""
        leads_ms = int(rng.uniform(_SHORTEST_LEAD_MS, LONGEST_LEAD_MS))
        made_up = lapsed or span.first_ms < self._start_ms + DAY_MS
        if lapsed:
            declared_ms = span.first_ms - PASS_MS - int(rng.uniform(*_LAPSED_SINCE_MS))
        elif made_up:
            declared_ms = span.first_ms - int(rng.uniform(leads_ms, _OLDEST_FIRST_PASS_MS))
        else:
            idle_since = self._last_shown_ms.get(owner, self._start_ms) + MINUTE_MS
            declared_ms = max(span.first_ms - leads_ms, min(idle_since, span.first_ms - MINUTE_MS))
        sent_ms = declared_ms
        if made_up:
            sent_ms = max(span.first_ms - int(rng.uniform(*_MADE_UP_LEAD_MS)), declared_ms)
        filed = self._form(owner, span, rng, declared_ms=declared_ms, sent_ms=sent_ms)
        self._newest[owner] = Holding(filed.declaration_id, declared_ms // 1000 * 1000 + PASS_MS)
        return filed

    def _form(
        self, owner: int, span: _Span, rng: random.Random, *, declared_ms: int, sent_ms: int
    ) -> Declare:
        person = self._city.people[owner]
        goal, vehicle = self._work.get(owner, (person.home, person.ride))
        ill, exposed = (rng.random() < share for share in (self._mix.symptoms, self._mix.contacts))
        return Declare(
            send_ms=max(sent_ms, self._start_ms),
            declaration_id=new_id(rng),
            person=owner,
            declared_ms=declared_ms,
            departs_ms=span.first_ms,
            destination=goal,
            vehicle=vehicle,
            symptoms=(rng.choice(_SYMPTOMS),) if ill else (),
            contacts=(rng.choice(_CONTACTS),) if exposed else (),
        )

    def _shown(self, holding: Holding, rng: random.Random) -> Holding:
        if rng.random() >= self._mix.forged:
            return holding
        forgery: Forgery = rng.choice(("foreign_key", "altered"))
        return Holding(holding.declaration_id, holding.expires_ms, forgery)
