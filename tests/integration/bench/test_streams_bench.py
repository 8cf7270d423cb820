"""`chot bench streams` as a process, in its smallest form and without the peers."""

from pathlib import Path

import msgspec
import pytest

from bench.streams.figures import LINES, Report
from tests.builders.benches import run_bench

pytestmark = pytest.mark.integration

_TINY = ("--scans", "10000", "--people", "1000", "--rounds", "1", "--no-peers")
_ENDS_WITHIN_S = 400


def test_the_bench_writes_every_figure(tmp_path: Path) -> None:
    """Of ours at each number of lines, with the profile, and leaves nothing behind."""
    ran = run_bench("streams", *_TINY, folder=tmp_path, ends_within_s=_ENDS_WITHIN_S)

    report = msgspec.json.decode(ran.report, type=Report)
    wanted = {str(number) for number in LINES}
    assert set(report.scans_per_s["ours"]) == wanted
    assert set(report.cpu_us_per_scan["ours"]) == wanted
    assert all(rate > 0 for rate in report.scans_per_s["ours"].values())
    assert report.ratios == {}
    assert sum(share.us_per_scan for share in report.profile.shares) > 0
    assert report.profile.hottest
    assert "without Kafka" in ran.printed
