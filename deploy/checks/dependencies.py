"""Asks for known faults of every locked dependency, and says plainly where nobody could be asked.

pip-audit calls a lock clean of which its source knew not one package, so what was looked at is
counted here; npm's failure to ask is an answer of another form.
"""

import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import msgspec

from deploy.layout import ROOT

CLEAN, FAULTY, NOT_ASKED = 0, 1, 3
"""Exit statuses: no fault is known, one is, or at least one lock could not be looked up whole."""

LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-bench.lock")
PACKAGES = (Path("web/client"), Path("tests/oidc"))
_WITHIN_S = 300


class Looked(msgspec.Struct, frozen=True):
    """What came of one lock: how many were looked up, how many could not be, and what is known."""

    lock: str
    looked_up: int
    not_looked_up: int
    faults: tuple[str, ...] = ()

    @property
    def status(self) -> int:
        """The exit status that this alone would have."""
        if self.faults:
            return FAULTY
        return NOT_ASKED if self.not_looked_up or not self.looked_up else CLEAN

    def said(self) -> str:
        """Return it as a line for people."""
        if self.status == NOT_ASKED:
            return f"{self.lock}: NOT CHECKED, the source of known faults did not answer for all"
        found = "; ".join(self.faults) or "no fault is known"
        return f"{self.lock}: {self.looked_up} looked up: {found}"


def audit_dependencies(say: Callable[[str], None]) -> int:
    """Look every lock up, say what came of each, and return the exit status."""
    return told(_looked_up(), say)


def told(found: Iterable[Looked], say: Callable[[str], None]) -> int:
    """Say what came of each lock and return the worst status: a fault before a silence."""
    statuses = set()
    for looked in found:
        say(looked.said())
        statuses.add(looked.status)
    return next((status for status in (FAULTY, NOT_ASKED) if status in statuses), CLEAN)


def _looked_up() -> Iterable[Looked]:
    for lock in LOCKS:
        command = [sys.executable, "-m", "pip_audit", "-r", lock, "--no-deps", "--disable-pip"]
        yield read_pip(lock, _output([*command, "--format", "json"], ROOT))
    for folder in PACKAGES:
        if (ROOT / folder / "package-lock.json").is_file():
            yield read_npm(str(folder), _output(["npm", "audit", "--json"], ROOT / folder))


def _output(command: list[str], folder: Path) -> bytes:
    """Return what a command says; nothing where it could not be run in time."""
    try:
        done = subprocess.run(
            command, cwd=folder, capture_output=True, check=False, timeout=_WITHIN_S
        )
    except (OSError, subprocess.TimeoutExpired):
        return b""
    return done.stdout


def read_pip(lock: str, output: bytes) -> Looked:
    """Return what pip-audit found."""
    packages = _field(output, "dependencies", [])
    asked = [one for one in packages if "skip_reason" not in one]
    faults = tuple(
        f"{one['name']} {one['version']}: {', '.join(fault['id'] for fault in one['vulns'])}"
        for one in asked
        if one["vulns"]
    )
    return Looked(lock, len(asked), len(packages) - len(asked), faults)


def read_npm(lock: str, output: bytes) -> Looked:
    """Return what npm found."""
    known = _field(output, "vulnerabilities", {})
    count = _field(output, "metadata", {}).get("dependencies", {}).get("total", 0)
    faults = tuple(f"{name}: {told['severity']}" for name, told in known.items())
    return Looked(lock, count, 0, faults)


def _field(output: bytes, name: str, otherwise: Any) -> Any:
    try:
        said = msgspec.json.decode(output)
    except msgspec.DecodeError:
        return otherwise
    return said.get(name, otherwise) if isinstance(said, dict) else otherwise
