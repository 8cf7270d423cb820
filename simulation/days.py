"""The city day by day: what happens, in the order in which it is sent.

    build_city ─► Traffic (who is seen where) ─► PassBook (what they show) ─► outbox (how it goes)

Days are made one at a time and only as they are asked for; a day of 20,000 people takes about one
second. The same city, mix and beginning give the same happenings with the same ids.
"""

import hashlib
import random
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import count

import msgspec

from contracts.sealing import HANOI
from simulation.city import City
from simulation.geography import Spot
from simulation.happenings import Declare, Happening, Scan, Shows, new_id
from simulation.mix import Mix
from simulation.outbox import Stop, uploads_of
from simulation.passbook import HOUR_MS, Holding, PassBook
from simulation.traffic import DAY_MS, Sighting, Traffic

# Declarations of a day may be sent up to this long before its midnight.
_LOOKAHEAD_MS = 12 * HOUR_MS


def history_start_ms(now_ms: int, days: int) -> int:
    """Return midnight in Hà Nội, so many days before the midnight that began today."""
    today = datetime.fromtimestamp(now_ms / 1000, HANOI).replace(
        hour=0, minute=0, second=0, microsecond=0
    )
    return int(today.timestamp()) * 1000 - days * DAY_MS


def happenings(city: City, mix: Mix, start_ms: int) -> Iterator[list[Happening]]:
    """Yield what is sent, in order, in portions of one day; it never ends."""
    name = _name(city, mix, start_ms)
    traffic = Traffic(city, mix, start_ms)
    book = PassBook(city, mix, start_ms)
    waiting: list[Happening] = []
    for number in count():
        rng = random.Random(f"{name}:{number}")
        seen = traffic.day(number, rng)
        declared, held = book.day(seen, rng)
        stops = _Gates(city, book, mix, rng).stops(seen, held)
        waiting += declared
        waiting += uploads_of(stops, mix, rng)
        waiting.sort(key=_order)
        until = start_ms + (number + 1) * DAY_MS - _LOOKAHEAD_MS
        ready = [happening for happening in waiting if happening.send_ms < until]
        waiting = waiting[len(ready) :]
        yield ready


def _name(city: City, mix: Mix, start_ms: int) -> str:
    """A name for this very history: ids must not repeat in another one."""
    said = f"{city.seed}:{len(city.people)}:{start_ms}:{msgspec.json.encode(mix).decode()}"
    return hashlib.sha256(said.encode()).hexdigest()


def _order(happening: Happening) -> tuple[int, int, str]:
    """By time; on one and the same moment declarations first."""
    if isinstance(happening, Declare):
        return happening.send_ms, 0, happening.declaration_id
    return happening.send_ms, 1, happening.scans[0].scan_id


class _Gates:
    """The scanners of one day: who comes past shows something, and it becomes a scan."""

    def __init__(self, city: City, book: PassBook, mix: Mix, rng: random.Random) -> None:
        self._spots = city.geography.spots
        self._book = book
        self._mix = mix
        self._rng = rng

    def stops(self, seen: Iterable[Sighting], held: dict[int, Holding]) -> list[Stop]:
        """Return the scans, those of one vehicle at one place together, with the device."""
        stops: dict[int, Stop] = {}
        for sighting in seen:
            stop = stops.get(sighting.stop)
            if stop is None:
                stop = stops[sighting.stop] = (self._device(self._spots[sighting.spot]), [])
            owner = self._book.owner_of(sighting.person)
            stop[1].append(self._scan(sighting, owner, held[owner], stop[0]))
        return list(stops.values())

    def _scan(self, sighting: Sighting, owner: int, holding: Holding, device: str) -> Scan:
        place_id, _, lane = device.partition("/")
        return Scan(
            scan_id=new_id(self._rng),
            happened_ms=sighting.happened_ms,
            person=sighting.person,
            owner=owner,
            declaration_id=holding.declaration_id,
            shows=self._shown(holding, sighting.happened_ms),
            place_id=place_id,
            direction=sighting.direction,
            lane=lane,
            vehicle=sighting.vehicle,
        )

    def _device(self, spot: Spot) -> str:
        """One scanner a lane."""
        return f"{spot.place_id}/{self._rng.randint(1, spot.lanes)}"

    def _shown(self, holding: Holding, at_ms: int) -> Shows:
        drawn = self._rng.random()
        if drawn < self._mix.not_ours:
            return "not_ours"
        if drawn < self._mix.not_ours + self._mix.malformed:
            return "malformed"
        if holding.forgery:
            return holding.forgery
        return "pass" if at_ms < holding.expires_ms else "expired"
