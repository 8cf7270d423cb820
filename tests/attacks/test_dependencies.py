"""The audit of dependencies: a source that says nothing is not a clean bill."""

import subprocess

import msgspec
import pytest

from deploy.checks import dependencies
from deploy.checks.dependencies import CLEAN, FAULTY, NOT_ASKED, Looked, read_npm, read_pip, told

GOOD = {"name": "a", "version": "1", "vulns": []}
BAD = {"name": "b", "version": "2", "vulns": [{"id": "PYSEC-1"}, {"id": "CVE-2"}]}
SKIPPED = {"name": "c", "skip_reason": "Dependency not found"}
NPM = {"metadata": {"dependencies": {"total": 7}}, "vulnerabilities": {}}


@pytest.mark.parametrize(
    ("packages", "status"),
    [
        ([GOOD], CLEAN),
        ([GOOD, BAD], FAULTY),
        ([GOOD, SKIPPED], NOT_ASKED),
        ([BAD, SKIPPED], FAULTY),
        ([SKIPPED], NOT_ASKED),
        ([], NOT_ASKED),
    ],
)
def test_a_lock_is_clean_only_if_every_package_was_looked_up(
    packages: list[dict[str, object]], status: int
) -> None:
    """pip-audit itself calls a lock clean of which its source knew nothing."""
    assert status == read_pip("lock", msgspec.json.encode({"dependencies": packages})).status


@pytest.mark.parametrize("output", [b"", b"not JSON", b"[]", b'{"error": {}, "statusCode": 405}'])
def test_a_source_that_gives_no_answer_is_not_taken_for_a_good_one(output: bytes) -> None:
    """Whatever form its failure has."""
    assert NOT_ASKED == read_pip("lock", output).status
    assert NOT_ASKED == read_npm("lock", output).status


def test_what_npm_knows_is_told() -> None:
    """By name and severity."""
    faulty = NPM | {"vulnerabilities": {"left": {"severity": "high"}}}

    assert read_npm("web", msgspec.json.encode(NPM)).status == CLEAN
    assert read_npm("web", msgspec.json.encode(faulty)).faults == ("left: high",)


def test_a_fault_is_told_before_a_silence() -> None:
    """The exit status names the worst; each lock has its line."""
    said: list[str] = []
    found = [Looked("one", 0, 5), Looked("two", 5, 0, ("b 2: CVE-2",)), Looked("three", 5, 0)]

    assert FAULTY == told(found, said.append)
    assert ["NOT CHECKED" in line for line in said] == [True, False, False]
    assert NOT_ASKED == told(found[::2], said.append)
    assert CLEAN == told(found[2:], said.append)


def test_without_its_programs_nothing_counts_as_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither pip-audit nor npm: every lock is said not to be checked."""

    def missing(*_: object, **__: object) -> None:
        raise FileNotFoundError

    monkeypatch.setattr(subprocess, "run", missing)
    said: list[str] = []

    assert NOT_ASKED == dependencies.audit_dependencies(said.append)
    assert all("NOT CHECKED" in line for line in said)
