"""`chot bench end-to-end` as a process, in its quick form."""

import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from bench.end_to_end.figures import Report
from bench.end_to_end.run import QUICK_RATES
from deploy.layout import ROOT

pytestmark = pytest.mark.integration

_ENDS_WITHIN_S = 500


def test_the_quick_bench_writes_every_figure(tmp_path: Path) -> None:
    """Of each rate and of both stores, marks what it reckoned, and leaves nothing behind."""
    report_file, temporary = tmp_path / "report.json", tmp_path / "temporary"
    temporary.mkdir()
    options = ("--quick", "--report", str(report_file))

    done = subprocess.run(
        [sys.executable, "-P", "-m", "deploy", "bench", "end-to-end", *options],
        env=os.environ | {"PYTHONPATH": str(ROOT), "TMPDIR": str(temporary)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=_ENDS_WITHIN_S,
        check=False,
    )

    assert done.returncode == 0, done.stdout
    report = msgspec.json.decode(report_file.read_bytes(), type=Report)
    assert tuple(seen.asked_per_s for seen in report.visible) == QUICK_RATES
    for seen in report.visible:
        assert seen.acknowledged_per_s > 0
        assert seen.probes > 0
    assert [one.is_reckoned for one in report.growth] == [False, False, True, True, True]
    for one in report.growth:
        assert set(one.stores) == {"memory://", "rocksdb://"}
        assert one.stores["memory://"].records >= one.entries
    assert set(report.recovery_s_per_million) == {"memory://", "rocksdb://"}
    assert list(temporary.iterdir()) == []
