"""Commands for those who change the code."""

import os
import sys
from typing import Annotated

import typer

from deploy.commands.house import say
from deploy.layout import ROOT

_UNIT = "not integration and not browser and not end_to_end and not faults"

_REST = {"allow_extra_args": True, "ignore_unknown_options": True}


def add_to(app: typer.Typer) -> None:
    """Register this group's commands."""
    app.command("test", context_settings=_REST)(run_tests)
    app.command()(check)


def run_tests(
    context: typer.Context,
    unit: Annotated[
        bool, typer.Option("--unit", help="Only the fast ones, without Kafka.")
    ] = False,
) -> None:
    """Run the tests; whatever else is given goes to pytest.

    Example: `./chot test --unit -k plates`.
    """
    marks = ["-m", _UNIT] if unit else []
    os.chdir(ROOT)
    command = [sys.executable, "-m", "pytest", *marks, *context.args]
    os.execv(sys.executable, command)  # noqa: S606 - nothing is left to do here


def check(
    dependencies: Annotated[
        bool,
        typer.Option(
            "--dependencies",
            help="Ask for known faults of every locked dependency instead; 3: not all could be.",
        ),
    ] = False,
) -> None:
    """Check lint, format, types, directions between rooms, and sizes.

    Example: `./chot check`, `./chot check --dependencies`.
    """
    if dependencies:
        from deploy.checks.dependencies import audit_dependencies

        raise typer.Exit(audit_dependencies(say))
    from deploy.checks.tools import CHECKS, run_checks

    if not run_checks(CHECKS, say):
        raise typer.Exit(1)
