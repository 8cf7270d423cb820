"""Commands that change what lies in ClickHouse, as a whole."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from contracts.settings import Settings

_DATA = typer.Option("--data", help="The house's data folder, instead of CHOT_DATA.")


def add_to(app: typer.Typer) -> None:
    """Register this group's commands."""
    app.command()(migrate)


def migrate(
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only show what is applied and what is pending.")
    ] = False,
    data: Annotated[Path | None, _DATA] = None,
) -> None:
    """Bring ClickHouse's tables to this version, keeping every row; show what was applied when.

    Example: `./chot migrate --dry-run`. Every start of the house does the same by itself. A house
    that runs on the data folder has done it, and only tells. With `CHOT_CLICKHOUSE` it is that
    server's tables.
    """
    from deploy.migrating import migrate_store, show_migrations

    shown = migrate_store(_settings(data), dry_run=dry_run, say=typer.echo)
    show_migrations(Console(), shown)


def _settings(data: Path | None) -> Settings:
    settings = Settings()
    return settings if data is None else settings.model_copy(update={"data": data})
