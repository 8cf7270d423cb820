"""What was measured of the board."""

from collections.abc import Sequence

import msgspec

from deploy.demo.report import Percentiles


class Viewed(msgspec.Struct, frozen=True, kw_only=True):
    """What the viewers' process saw: frames, bytes, and from a frame's making to its arrival."""

    frames: int
    received_bytes: int
    delay_ms: Percentiles
    broken: int


class Lap(msgspec.Struct, frozen=True, kw_only=True):
    """One stretch with so many viewers.

    `server_cpu` is the processor time of the process that holds gateway, loader and read side, as a
    share of one core. `scans_per_s` were acknowledged by the gateway, `counted_per_s` came out of
    the stream; an upload had to wait `upload_ms`.
    """

    viewers: int
    seconds: float
    server_cpu: float
    scans_per_s: float
    counted_per_s: float
    upload_ms: Percentiles
    viewed: Viewed


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One run; of each number of viewers the lap with the least processor time counts.

    `cpu_ms_per_viewer` is what one viewer more costs the server, in milliseconds of processor time
    a second, between the fewest and the most viewers; `cpu_us_per_frame` the same in microseconds
    for each frame that a viewer got. The ratios are those of most viewers to the
    fewest; `delay_p99` to one viewer.
    """

    cores: int
    asked_per_s: int
    laps: Sequence[Lap]
    cpu_ms_per_viewer: float
    cpu_us_per_frame: float
    delay_p99: float
    scans_per_s: float
    counted_per_s: float
    upload_p99: float


def best_of(laps: Sequence[Lap]) -> list[Lap]:
    """Return one lap for each number of viewers, the fewest first."""
    best: dict[int, Lap] = {}
    for lap in laps:
        known = best.get(lap.viewers)
        if known is None or lap.server_cpu < known.server_cpu:
            best[lap.viewers] = lap
    return [best[viewers] for viewers in sorted(best)]


def report_of(laps: Sequence[Lap], *, cores: int, asked_per_s: int) -> Report:
    """Compare the best laps; the numbers of viewers are 0, 1 and more."""
    best = best_of(laps)
    none, one, most = best[0], best[1], best[-1]
    more_cpu = most.server_cpu - none.server_cpu
    return Report(
        cores=cores,
        asked_per_s=asked_per_s,
        laps=best,
        cpu_ms_per_viewer=round(more_cpu * 1000 / most.viewers, 3),
        cpu_us_per_frame=round(more_cpu * most.seconds * 1e6 / max(1, most.viewed.frames), 1),
        delay_p99=_ratio(most.viewed.delay_ms.p99, one.viewed.delay_ms.p99),
        scans_per_s=_ratio(most.scans_per_s, none.scans_per_s),
        counted_per_s=_ratio(most.counted_per_s, none.counted_per_s),
        upload_p99=_ratio(most.upload_ms.p99, none.upload_ms.p99),
    )


def _ratio(one: float, other: float) -> float:
    return round(one / other, 3) if other > 0 else -1.0
