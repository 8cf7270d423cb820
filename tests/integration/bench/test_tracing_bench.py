"""`chot bench tracing` as a process, in its smallest form."""

import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from bench.streams.lap import PEERS_PYTHON
from bench.tracing.figures import Report
from deploy.layout import ROOT

pytestmark = [
    pytest.mark.integration,
    pytest.mark.skipif(not PEERS_PYTHON.exists(), reason="./chot bench tracing installs DuckDB"),
]

_TINY = ("--quick", "--scans", "20000", "--report")
_ENDS_WITHIN_S = 900


def test_house_naive_join_and_duckdb_say_the_same(tmp_path: Path) -> None:
    """Of every question, or the bench would have refused; nothing is left behind."""
    report_file, temporary = tmp_path / "report.json", tmp_path / "temporary"
    temporary.mkdir()

    done = subprocess.run(
        [sys.executable, "-P", "-m", "deploy", "bench", "tracing", *_TINY, str(report_file)],
        env=os.environ | {"PYTHONPATH": str(ROOT), "TMPDIR": str(temporary)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=_ENDS_WITHIN_S,
        check=False,
    )

    assert done.returncode == 0, done.stdout
    report = msgspec.json.decode(report_file.read_bytes(), type=Report)
    found = {one.name: one for one in report.answered}
    assert {"timeline", "contacts_1", "contacts_100", "contacts_1000", "spread_10"} <= set(found)
    assert all(one.facts > 0 for one in found.values())
    assert all(min(one.house_s, one.naive_s, one.duck_s) > 0 for one in found.values())
    assert {one.name for one in report.grown} == set(found)
    assert report.loading_rows_per_s > 0
    assert report.loaded.house_rows_per_s > 0
    assert "the same facts" in done.stdout
    assert list(temporary.iterdir()) == []
