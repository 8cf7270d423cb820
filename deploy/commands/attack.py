"""Commands that attack the house's own code: the long form of some tests."""

import os
import subprocess
import sys
from typing import Annotated

import typer

from deploy.commands.house import say
from deploy.layout import ROOT

_READERS = ("pass", "base45", "lines", "body", "form", "paper", "shelf")
_FIGURES = ("number_of_executed_units", "cov:")


def add_to(app: typer.Typer) -> None:
    """Register this group's commands."""
    attack = typer.Typer(help="Attack the house's own code.", no_args_is_help=True)
    attack.command()(http)
    attack.command()(fuzz)
    attack.command()(timing)
    app.add_typer(attack, name="attack")


def http(
    cases: Annotated[int, typer.Option(help="Requests of each kind, for each route.")] = 60,
) -> None:
    """Ask every route of both apps what schemathesis makes of their descriptions.

    Example: `./chot attack http --cases 100`. Starts a broker and an engine of its own.
    """
    os.chdir(ROOT)
    test = "tests/attacks/test_generated_requests.py"
    options = ["-q", "-s", f"--attack-cases={cases}"]
    os.execv(sys.executable, [sys.executable, "-m", "pytest", *options, test])  # noqa: S606  # as `test`


def fuzz(
    seconds: Annotated[int, typer.Option(help="How long each reader is fuzzed.")] = 60,
) -> None:
    """Run atheris on every reader of bytes that strangers make.

    Example: `./chot attack fuzz --seconds 600`. The exit status is 1 if one of them broke.
    """
    broken = [reader for reader in _READERS if not _is_sound(reader, seconds)]
    if broken:
        say(f"broken: {', '.join(broken)}")
        raise typer.Exit(1)


def _is_sound(reader: str, seconds: int) -> bool:
    command = [sys.executable, "-P", "-m", "tests.attacks.fuzz", reader, str(seconds)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    lines = done.stderr.splitlines()
    executed = next((line for line in lines if _FIGURES[0] in line), "did not run")
    reached = next((line for line in reversed(lines) if _FIGURES[1] in line), "")
    say(f"{reader}: {seconds} s, {executed.removeprefix('stat::')}; {reached}")
    if done.returncode:
        say("\n".join(lines[-30:]))
    return done.returncode == 0


def timing(
    rounds: Annotated[int, typer.Option(help="Tries of each kind.")] = 2000,
) -> None:
    """Measure whether an answer's time tells that a document or an account is known.

    Example: `./chot attack timing`.
    """
    os.chdir(ROOT)
    command = [sys.executable, "-P", "-m", "tests.attacks.timing", str(rounds)]
    os.execve(sys.executable, command, {**os.environ, "PYTHONPATH": str(ROOT)})  # noqa: S606  # as above
