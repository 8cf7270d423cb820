"""Blows against a house under load: the short form of `./chot faults`."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.faults.schedule import KINDS
from tests.builders.house import clean_environment

pytestmark = pytest.mark.faults

_WITHIN_S = 580


def test_each_kind_of_blow_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    """Real processes, each kind once in random order; no partition stands still for a minute."""
    file = tmp_path / "report.json"
    command = ["faults", "--blows", str(len(KINDS)), "--seed", "7", "--report", str(file)]

    done = subprocess.run(
        [sys.executable, "-P", "-m", "deploy", *command],
        env=clean_environment() | {"TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=_WITHIN_S,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    report = json.loads(file.read_text(encoding="utf-8"))
    assert report["blows_by_kind"] == dict.fromkeys(sorted(KINDS), 1)
    assert report["acknowledged"] > 500
    assert (report["lost"], report["doubled"], report["verify_differences"]) == (0, 0, 0)
    assert report["longest_standstill_s"] <= 60
    assert report["dead_letters"] == report["poison_lines"] > 0
