"""What was measured of the contestants, and what it says."""

from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec

Name = Literal["ours", "usual_faust", "quix", "confluent"]

LINES = (1, 5, 20, 200)
NOT_MEASURED = -1.0


class Lap(msgspec.Struct, frozen=True):
    """One run of one contestant over so many scans."""

    scans: int
    seconds: float
    cpu_s: float


class Figures(msgspec.Struct, frozen=True):
    """The best of a contestant's laps at so many lines a record."""

    scans_per_s: float
    cpu_us_per_scan: float
    laps: Sequence[Lap]


class Share(msgspec.Struct, frozen=True):
    """What one kind of work costs of the worker's own part, in µs a scan."""

    part: str
    us_per_scan: float


class Hot(msgspec.Struct, frozen=True):
    """A function and its own time while the profiler watched, in µs a scan."""

    function: str
    us_per_scan: float


class Profile(msgspec.Struct, frozen=True):
    """Where the time goes at 200 lines a record, in one process without Kafka."""

    shares: Sequence[Share]
    hottest: Sequence[Hot]


class Reach(msgspec.Struct, frozen=True):
    """What a figure is to be: at least or at most so much."""

    word: Literal["at least", "at most"]
    limit: float

    def holds(self, figure: float) -> bool:
        """Tell whether a figure is as it is to be."""
        return figure >= self.limit if self.word == "at least" else figure <= self.limit


REACH: Mapping[str, Mapping[str, Reach]] = {
    "usual_faust": {"1": Reach("at least", 4.0), "200": Reach("at least", 15.0)},
    "quix": {"200": Reach("at least", 2.5)},
    "confluent": {"20": Reach("at least", 1.0), "200": Reach("at least", 1.0)},
}
CPU_REACH: Mapping[str, Reach] = {"200": Reach("at most", 25.0)}


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One run. Keys of the inner tables are lines a record, as text."""

    people: int
    scans: int
    rounds: int
    cores: int
    ratios: Mapping[str, Mapping[str, float]]
    scans_per_s: Mapping[str, Mapping[str, float]]
    cpu_us_per_scan: Mapping[str, Mapping[str, float]]
    laps: Mapping[str, Mapping[str, Sequence[Lap]]]
    profile: Profile
    reach: Mapping[str, Mapping[str, Reach]]
    cpu_reach: Mapping[str, Reach]


Laps = Mapping[Name, Mapping[int, Sequence[Lap]]]


def figures_of(laps: Sequence[Lap]) -> Figures:
    """Take the best of each: what disturbs a lap only ever makes it worse."""
    return Figures(
        scans_per_s=round(max(lap.scans / lap.seconds for lap in laps), 1),
        cpu_us_per_scan=round(min(lap.cpu_s / lap.scans for lap in laps) * 1e6, 2),
        laps=laps,
    )


def ratios_of(rates: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, float]]:
    """Return ours over each peer: the same records, or one scan a record where it has no other."""
    ours = rates["ours"]
    ratios: dict[str, dict[str, float]] = {}
    for peer, theirs in rates.items():
        if peer != "ours":
            usual = theirs.get("1", 0.0)
            ratios[peer] = {n: _ratio(rate, theirs.get(n, usual)) for n, rate in ours.items()}
    return ratios


def _ratio(ours: float, theirs: float) -> float:
    return round(ours / theirs, 3) if theirs else NOT_MEASURED
