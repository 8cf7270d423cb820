"""What a run of the city is asked to do, how far it is, and what it brings home."""

import time
from collections import Counter, deque

import msgspec

from contracts.signatures import DeviceKey
from simulation.mix import Mix
from simulation.outbreak import Presence

_RATE_OVER_S = 5.0
_FAULTS_KEPT = 20
# Declarations may lie 30 days back; the oldest passes of the first day are four days older than it.
_MOST_DAYS = 25


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """How large a city, how long a history, and how fast it is played.

    `rate` is scans per wall second (declarations come on top, city time follows); `speed` is city
    seconds per wall second; with neither, as fast as the gateway takes it. Once city time has
    reached the present it goes on at the pace of the wall clock. `minutes` ends the run, None lets
    it go on until it is stopped. `in_flight` bounds the requests under way at once; after the end
    they have `drain_s` seconds to be acknowledged.
    """

    seed: int = 1
    people: int = 20_000
    days: int = 2
    rate: float | None = 200.0
    speed: float | None = None
    minutes: float | None = None
    index_cases: int = 5
    in_flight: int = 96
    drain_s: float = 30.0
    mix: Mix = Mix()

    def __post_init__(self) -> None:
        """Refuse a history that begins before the gateway takes declarations."""
        if not 0 <= self.days <= _MOST_DAYS:
            raise ValueError(f"a history has 0 to {_MOST_DAYS} days")


class Credentials(msgspec.Struct, frozen=True, kw_only=True):
    """An account, and the keys of enrolled devices if there are any."""

    username: str
    password: str
    devices: tuple[DeviceKey, ...] = ()


class Progress:
    """Where a run stands; the driver keeps it up to date, anybody may read it at any time.

    `acknowledged` counts different scans, `repeated` acknowledged uploads of scans that had been
    acknowledged before. `retried` counts requests sent again because the gateway was away.
    `refused_by_gateway` counts requests it will never take (each one a bug, described in `faults`),
    and `surprises` verdicts that do not fit what was shown, as "shown: reason". `index_cases` holds
    the citizen ids of the planted index persons who have declared so far.
    """

    def __init__(self) -> None:
        """Start from nothing."""
        self.declared = 0
        self.acknowledged = 0
        self.repeated = 0
        self.retried = 0
        self.refused_by_gateway = 0
        self.without_pass = 0
        self.categories: Counter[str] = Counter()
        self.reasons: Counter[str] = Counter()
        self.surprises: Counter[str] = Counter()
        self.faults: list[str] = []
        self.index_cases: list[str] = []
        self.city_time_ms = 0
        self._recent: deque[tuple[float, int]] = deque()

    def note_acknowledged(self, scans: int) -> None:
        """Count scans that were acknowledged for the first time."""
        self.acknowledged += scans
        now = time.monotonic()
        self._recent.append((now, scans))
        while self._recent[0][0] < now - _RATE_OVER_S:
            self._recent.popleft()

    def note_fault(self, text: str) -> None:
        """Count a request that will never be taken; the first ones are described."""
        self.refused_by_gateway += 1
        if len(self.faults) < _FAULTS_KEPT:
            self.faults.append(text)

    @property
    def scans_per_s(self) -> float:
        """Scans acknowledged per second, over the last five seconds."""
        since = time.monotonic() - _RATE_OVER_S
        return sum(scans for at, scans in list(self._recent) if at >= since) / _RATE_OVER_S


class Watch(msgspec.Struct, frozen=True, kw_only=True):
    """Where to look how long it takes until a scan can be seen; an epidemiologist's account."""

    api_url: str
    epidemiologist: Credentials


class Latency(msgspec.Struct, kw_only=True):
    """How long it took until the probe's scans could be seen.

    `timeline_s` and `live_s` are seconds from a scan's acknowledgement to its place in the timeline
    answer and to its cell on the live stream; `unseen_` count scans given up after 30 seconds.
    `acknowledged` and `in_doubt` are the ids of the probe's scans, for the ledger.
    """

    timeline_s: list[float] = msgspec.field(default_factory=list)
    live_s: list[float] = msgspec.field(default_factory=list)
    unseen_in_timeline: int = 0
    unseen_live: int = 0
    acknowledged: set[str] = msgspec.field(default_factory=set)
    in_doubt: set[str] = msgspec.field(default_factory=set)
    faults: list[str] = msgspec.field(default_factory=list)


class CityRun(msgspec.Struct, kw_only=True):
    """What a run brings home for the checks at its end.

    `acknowledged` holds the ids of all scans the gateway acknowledged, `in_doubt` of those that
    were sent and not answered by the end; the probe's are among them. `citizens` gives the citizen
    id of everybody who declared; `presences` is what physically happened, acknowledged scans of the
    city only. The city's history lies between `start_ms` and `until_ms`. `latency` is None where
    nobody watched.
    """

    start_ms: int
    until_ms: int = 0
    index_persons: tuple[int, ...] = ()
    acknowledged: set[str] = msgspec.field(default_factory=set)
    in_doubt: set[str] = msgspec.field(default_factory=set)
    citizens: dict[int, str] = msgspec.field(default_factory=dict)
    presences: list[Presence] = msgspec.field(default_factory=list)
    latency: Latency | None = None
