"""The demonstration, as somebody sees it who tries the house for the first time."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders.house import clean_environment

pytestmark = pytest.mark.end_to_end

_WITHIN_S = 600


def test_a_demonstration_ends_by_itself_and_finds_nothing_lost(tmp_path: Path) -> None:
    """A small city, late and repeated scans among its own: every figure of the report is right."""
    file = tmp_path / "report.json"
    command = ["demo", "--minutes", "0.4", "--rate", "80", "--people", "800", "--report", str(file)]

    done = subprocess.run(
        [sys.executable, "-P", "-m", "deploy", *command],
        env=clean_environment() | {"CHOT_DATA": str(tmp_path / "data"), "CHOT_PARTITIONS": "3"},
        capture_output=True,
        text=True,
        check=False,
        timeout=_WITHIN_S,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert "Nothing was lost or doubled." in done.stdout
    report = json.loads(file.read_text(encoding="utf-8"))
    assert report["acknowledged"] > 100
    assert report["in_clickhouse"] >= report["acknowledged"]
    assert report["verify_differences"] == 0
    assert (report["recall"], report["precision"]) == (1.0, 1.0)
    assert (report["second_recall"], report["second_precision"]) == (1.0, 1.0)
    assert report["latency_ms"]["p50"] > 0
    assert report["faults"] == []
