"""What was measured, and what it says of the gateway."""

from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec

from bench.gateway.load import Slice

NOT_MEASURED = -1.0


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of load on one server: answers with 200 only; times of whole requests.

    `cpu_us_per_scan` is the server's processor time, which other work on the machine disturbs less
    than the rate. `refused` counts other answers, `broken` connections that were cut.
    """

    scans_per_s: float
    p50_ms: float
    p99_ms: float
    p999_ms: float
    cpu_us_per_scan: float
    requests: int
    refused: int
    broken: int


class Reach(msgspec.Struct, frozen=True):
    """What a ratio is to be: at least or at most so much."""

    word: Literal["at least", "at most"]
    limit: float

    def holds(self, ratio: float) -> bool:
        """Tell whether a ratio is as it is to be."""
        return ratio >= self.limit if self.word == "at least" else 0 <= ratio <= self.limit


REACH: Mapping[str, Reach] = {
    "single_vs_bare_32": Reach("at least", 0.6),
    "p99_vs_bare_32": Reach("at most", 4.0),
    "batch_unseen_vs_single": Reach("at least", 2.5),
    "p99_beside_hung": Reach("at most", 1.5),
    "p99_beside_slow": Reach("at most", 1.5),
}


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One run. `passes` says what kind of passes were scanned, by both servers alike."""

    passes: str
    seconds: float
    rounds: int
    cores: int
    gateway: Mapping[str, Figures]
    bare: Mapping[str, Figures]
    ratios: Mapping[str, float]
    reach: Mapping[str, Reach]


def figures_of(stretches: Sequence[Slice]) -> Figures:
    """Put a kind of load into the figures of its best stretch; refusals count from all of them.

    Other work on the machine only ever makes a stretch slower.
    """
    best = max(stretches, key=lambda stretch: stretch.scans_per_s)
    ordered = sorted(best.waits_s)
    return Figures(
        scans_per_s=round(best.scans_per_s, 1) if best.scans else NOT_MEASURED,
        p50_ms=rank_ms(ordered, 0.5),
        p99_ms=rank_ms(ordered, 0.99),
        p999_ms=rank_ms(ordered, 0.999),
        cpu_us_per_scan=round(best.cpu_s / best.scans * 1e6, 1) if best.scans else NOT_MEASURED,
        requests=len(ordered),
        refused=sum(stretch.refused for stretch in stretches),
        broken=sum(stretch.broken for stretch in stretches),
    )


def rank_ms(ordered: Sequence[float], share: float) -> float:
    """Return the value below which such a share of sorted seconds lies, in milliseconds."""
    if not ordered:
        return NOT_MEASURED
    return round(ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1000, 2)


def ratios_of(gateway: Mapping[str, Figures], bare: Mapping[str, Figures]) -> dict[str, float]:
    """Compare, within one run."""

    def rate(name: str) -> float:
        return _ratio(gateway[name].scans_per_s, bare[name].scans_per_s)

    alone = gateway["alone_32"].p99_ms
    return {
        "single_vs_bare_1": rate("single_1"),
        "single_vs_bare_32": rate("single_32"),
        "single_vs_bare_256": rate("single_256"),
        "single_cpu_vs_bare_32": _ratio(
            bare["single_32"].cpu_us_per_scan, gateway["single_32"].cpu_us_per_scan
        ),
        "p99_vs_bare_32": _ratio(gateway["single_32"].p99_ms, bare["single_32"].p99_ms),
        "batch_vs_bare": rate("batch_100"),
        "batch_unseen_vs_single": _ratio(
            gateway["batch_100"].scans_per_s, gateway["single_32"].scans_per_s
        ),
        "batch_unseen_cpu_vs_single": _ratio(
            gateway["single_32"].cpu_us_per_scan, gateway["batch_100"].cpu_us_per_scan
        ),
        "p99_beside_hung": _ratio(gateway["beside_hung_32"].p99_ms, alone),
        "p99_beside_slow": _ratio(gateway["beside_slow_32"].p99_ms, alone),
    }


def _ratio(ours: float, theirs: float) -> float:
    return round(ours / theirs, 3) if ours > 0 and theirs > 0 else NOT_MEASURED
