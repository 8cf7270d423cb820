"""Running the checks."""

import sys

from deploy.checks.tools import Check, run_checks


def _check(name: str, program: str) -> Check:
    return Check(name, (sys.executable, "-c", program))


def test_all_checks_run_even_after_one_has_failed() -> None:
    """Who mends a change wants to know everything at once."""
    said: list[str] = []
    checks = (
        _check("first", "print('found this'); raise SystemExit(1)"),
        _check("second", "print('a'); print('b'); print('all well')"),
    )

    assert not run_checks(checks, said.append)
    assert said[0].startswith("first: FAILED")
    assert said[1] == "    found this"
    assert said[2].startswith("second: passed")
    assert said[3:] == ["    b", "    all well"]


def test_checks_pass_when_each_of_them_does() -> None:
    """The exit status of `chot check` rests on this."""
    assert run_checks((_check("one", ""), _check("two", "")), lambda _: None)
