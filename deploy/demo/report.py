"""What a demonstration came to, for people and for machines."""

from collections.abc import Sequence
from pathlib import Path

import msgspec


class Percentiles(msgspec.Struct, frozen=True):
    """Milliseconds; -1 where nothing was measured."""

    p50: float
    p99: float


def percentiles(seconds: Sequence[float]) -> Percentiles:
    """Return the median and the 99th percentile (nearest rank) of durations, in milliseconds."""
    if not seconds:
        return Percentiles(-1.0, -1.0)
    ordered = sorted(seconds)

    def at(share: float) -> float:
        return round(ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1000, 1)

    return Percentiles(at(0.5), at(0.99))


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """The outcome of a demonstration.

    `acknowledged` counts different scans the gateway said yes to, `in_clickhouse` those that
    ClickHouse holds more than before the run, `doubled` its rows beyond one a scan. `recall` and
    `precision` are those of the contacts found, `second_` those of their contacts. `in_doubt`
    counts scans sent and not answered when the run ended: they may be there or not. `latency_ms` is
    from a scan's acknowledgement to its place in the timeline answer, `live_latency_ms` to its
    count on the live stream (not measured while city time runs fast); `unseen_` counts probes given
    up on, and `unmeasured` what interrupted the measurement, each thing once. `faults` are requests
    the gateway will never take.
    """

    seconds: float
    acknowledged: int
    in_doubt: int
    in_clickhouse: int
    doubled: int
    verify_differences: int
    recall: float
    precision: float
    second_recall: float
    second_precision: float
    latency_ms: Percentiles
    live_latency_ms: Percentiles
    unseen_in_timeline: int = 0
    unseen_live: int = 0
    scans_per_s: float
    declared: int
    faults: tuple[str, ...]
    unmeasured: tuple[str, ...] = ()

    @property
    def is_clean(self) -> bool:
        """Whether nothing was lost, nothing doubled, and the two roads agree."""
        there = self.in_clickhouse
        nothing_lost = self.acknowledged <= there <= self.acknowledged + self.in_doubt
        return nothing_lost and self.doubled == 0 and self.verify_differences == 0

    def write(self, file: Path) -> None:
        """Write it as JSON."""
        file.write_bytes(msgspec.json.format(msgspec.json.encode(self), indent=2) + b"\n")
