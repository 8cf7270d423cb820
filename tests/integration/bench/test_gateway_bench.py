"""`chot bench gateway` as a process, in its smallest form."""

from pathlib import Path

import msgspec
import pytest

from bench.gateway.figures import NOT_MEASURED, REACH, Report
from tests.builders.benches import run_bench

pytestmark = pytest.mark.integration

_LOADS = {"single_1", "single_32", "single_256", "batch_100"}
_TINY = ("--seconds", "0.5", "--rounds", "1")
_ENDS_WITHIN_S = 300


def test_the_bench_writes_every_figure(tmp_path: Path) -> None:
    """Of both servers, with nothing refused or cut off, and leaves nothing behind."""
    ran = run_bench("gateway", *_TINY, folder=tmp_path, ends_within_s=_ENDS_WITHIN_S)

    report = msgspec.json.decode(ran.report, type=Report)
    assert set(report.bare) == _LOADS
    assert set(report.gateway) == _LOADS | {"alone_32", "beside_hung_32", "beside_slow_32"}
    for figures in (*report.gateway.values(), *report.bare.values()):
        assert figures.requests > 0
        assert (figures.refused, figures.broken) == (0, 0)
        assert 0 < figures.p50_ms <= figures.p99_ms <= figures.p999_ms
    assert set(REACH) <= set(report.ratios)
    assert NOT_MEASURED not in report.ratios.values()
    assert "single_vs_bare_32" in ran.printed
