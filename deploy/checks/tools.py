"""Runs the checks one after the other and says how each went."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from deploy.layout import ROOT

_BIN = Path(sys.executable).parent
_CLIENT = ROOT / "web" / "client"


class Check(msgspec.Struct, frozen=True):
    """A check as a command; it has passed when its exit status is 0."""

    name: str
    command: tuple[str, ...]
    folder: Path = ROOT


CHECKS: tuple[Check, ...] = (
    Check("lint", (str(_BIN / "ruff"), "check", ".")),
    Check("format", (str(_BIN / "ruff"), "format", "--check", ".")),
    Check("types", (sys.executable, "-m", "mypy")),
    Check("directions", (str(_BIN / "lint-imports"), "--no-logo")),
    Check("scripts lint", ("node_modules/.bin/biome", "check", "."), _CLIENT),
    Check("scripts types", ("node_modules/.bin/tsc", "--noEmit"), _CLIENT),
    Check("sizes", (sys.executable, "-m", "deploy.checks.sizes")),
)


def run_checks(checks: tuple[Check, ...], say: Callable[[str], None]) -> bool:
    """Run all checks, also after one has failed; tell whether all passed."""
    passed = [_run(check, say) for check in checks]
    return all(passed)


def _run(check: Check, say: Callable[[str], None]) -> bool:
    began = time.monotonic()
    done = subprocess.run(
        check.command,
        cwd=check.folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    passed = done.returncode == 0
    mark = "passed" if passed else "FAILED"
    lines = [line for line in done.stdout.splitlines() if line.strip()]
    say(f"{check.name}: {mark} ({time.monotonic() - began:.1f} s)")
    # What a failed check found is all of interest; of a passed one, its closing lines.
    for line in lines[-2:] if passed else lines:
        say(f"    {line}")
    return passed
