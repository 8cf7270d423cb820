"""Benchmarks, each with a broker and a data folder of its own."""

import typer


def add_to(app: typer.Typer) -> None:
    """Register this group's commands."""
    group = typer.Typer(no_args_is_help=True)
    app.add_typer(group, name="bench", help="Measure against peers; each prints ratios of one run.")
    group.callback()(_benches)


def _benches() -> None:
    """Measure against peers; each prints ratios of one run."""
