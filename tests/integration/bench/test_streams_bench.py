"""`chot bench streams` as a process, in its smallest form and without the peers."""

import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from bench.streams.figures import LINES, Report
from deploy.layout import ROOT

pytestmark = pytest.mark.integration

_TINY = ("--scans", "10000", "--people", "1000", "--rounds", "1", "--no-peers", "--report")
_ENDS_WITHIN_S = 400


def test_the_bench_writes_every_figure(tmp_path: Path) -> None:
    """Of ours at each number of lines, with the profile, and leaves nothing behind."""
    report_file, temporary = tmp_path / "report.json", tmp_path / "temporary"
    temporary.mkdir()

    done = subprocess.run(
        [sys.executable, "-P", "-m", "deploy", "bench", "streams", *_TINY, str(report_file)],
        env=os.environ | {"PYTHONPATH": str(ROOT), "TMPDIR": str(temporary)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=_ENDS_WITHIN_S,
        check=False,
    )

    assert done.returncode == 0, done.stdout
    report = msgspec.json.decode(report_file.read_bytes(), type=Report)
    wanted = {str(number) for number in LINES}
    assert set(report.scans_per_s["ours"]) == wanted
    assert set(report.cpu_us_per_scan["ours"]) == wanted
    assert all(rate > 0 for rate in report.scans_per_s["ours"].values())
    assert report.ratios == {}
    assert sum(share.us_per_scan for share in report.profile.shares) > 0
    assert report.profile.hottest
    assert "without Kafka" in done.stdout
    assert list(temporary.iterdir()) == []
