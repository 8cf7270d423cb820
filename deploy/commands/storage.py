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
    app.command()(rebuild)


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


def rebuild(
    table: Annotated[
        list[str] | None,
        typer.Option(
            help="Only this table, with the orders made of it; may be given several times."
        ),
    ] = None,
    forget_older_rows: Annotated[
        bool,
        typer.Option(
            "--forget-older-rows", help="Lose rows that are older than what the topics still hold."
        ),
    ] = False,
    data: Annotated[Path | None, _DATA] = None,
) -> None:
    """Load ClickHouse's tables again from the beginning of Kafka's topics, while the house rests.

    Example: `./chot rebuild --table scans --table annulments`. New tables are filled beside the old
    ones, so there must be room for both; they change places when everything is there. Until then
    nothing is changed, and Ctrl-C or a failure leaves all as it was.
    """
    from analytics.targets import targets_of
    from deploy.house import resting_house
    from deploy.progress import shown_progress
    from deploy.rebuild_display import show_rebuilt, show_verified
    from deploy.rebuilding import Wish, rebuild

    wish = Wish(targets=targets_of(table or ()), forget=forget_older_rows)
    with resting_house(_settings(data), typer.echo) as house:
        with shown_progress("loading") as show:
            found = rebuild(house, wish, show)
        show_rebuilt(Console(), found)
        verified = show_verified(Console(), house.settings)
    if not verified:
        raise typer.Exit(1)


def _settings(data: Path | None) -> Settings:
    settings = Settings()
    return settings if data is None else settings.model_copy(update={"data": data})
