"""Figures of the gateway bench."""

import pytest

from bench.gateway.figures import NOT_MEASURED, Reach, figures_of, rank_ms
from bench.gateway.load import Slice


def test_figures_are_of_the_best_stretch() -> None:
    """Refusals of any stretch count."""
    slow = Slice(scans=1, seconds=1.0, cpu_s=9.0, waits_s=[0.9], refused=1)
    good = Slice(
        scans=4, seconds=2.0, cpu_s=0.002, waits_s=[0.003, 0.001, 0.004, 0.002], refused=1, broken=1
    )

    figures = figures_of([slow, good])

    assert (2.0, 500.0) == (figures.scans_per_s, figures.cpu_us_per_scan)
    assert (3.0, 4.0, 4.0) == (figures.p50_ms, figures.p99_ms, figures.p999_ms)
    assert (4, 2, 1) == (figures.requests, figures.refused, figures.broken)


def test_what_was_not_measured_is_not_zero() -> None:
    """No answer is not a quick one."""
    figures = figures_of([Slice(cpu_s=1.0)])

    assert NOT_MEASURED == rank_ms([], 0.5)
    assert (NOT_MEASURED, NOT_MEASURED) == (figures.scans_per_s, figures.cpu_us_per_scan)
    assert not Reach("at most", 4.0).holds(NOT_MEASURED)


@pytest.mark.parametrize(
    ("reach", "ratio", "holds"),
    [
        (Reach("at least", 0.6), 0.6, True),
        (Reach("at least", 0.6), 0.59, False),
        (Reach("at most", 4.0), 4.0, True),
        (Reach("at most", 4.0), 4.1, False),
    ],
)
def test_a_ratio_is_held_against_its_limit(reach: Reach, ratio: float, holds: bool) -> None:
    """The limit itself is inside."""
    assert reach.holds(ratio) is holds
