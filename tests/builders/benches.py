"""A bench run as a process, as somebody at the command line would."""

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from deploy.layout import ROOT


class Ran(NamedTuple):
    """A bench that ended well: the report it wrote, and what it printed."""

    report: bytes
    printed: str


def run_bench(name: str, *arguments: str, folder: Path, ends_within_s: float) -> Ran:
    """Run `./chot bench NAME` in a folder, where it must leave nothing but its report."""
    report_file, temporary = folder / "report.json", folder / "temporary"
    temporary.mkdir()
    command = ["bench", name, *arguments, "--report", str(report_file)]
    done = subprocess.run(
        [sys.executable, "-P", "-m", "deploy", *command],
        env=os.environ | {"PYTHONPATH": str(ROOT), "TMPDIR": str(temporary)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=ends_within_s,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert list(temporary.iterdir()) == []
    return Ran(report_file.read_bytes(), done.stdout)
