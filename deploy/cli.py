"""The `chot` command: one small module per group of commands in `deploy/commands/`."""

import sys

import typer

from contracts.errors import ChotError
from deploy.commands import (
    accounts,
    attack,
    audit,
    bench,
    city,
    faults,
    house,
    imports,
    inspection,
    keys,
    orders,
    parts,
    privacy,
    quality,
    questions,
    storage,
)

app = typer.Typer(
    name="chot",
    help="Checkpoint passes, movement timelines and contact tracing.",
    epilog="`./chot lock` renews both lock files from requirements.in and requirements-dev.in.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)

for group in (
    attack,
    house,
    city,
    questions,
    orders,
    accounts,
    inspection,
    keys,
    audit,
    storage,
    imports,
    bench,
    faults,
    parts,
    privacy,
    quality,
):
    group.add_to(app)


def main() -> None:
    """Run the command line; what the house refuses on purpose becomes one line and status 1."""
    try:
        app(prog_name="./chot")
    except ChotError as fault:
        print(f"chot: {fault}", file=sys.stderr)
        sys.exit(1)
