"""`./chot migrate`: the schema of a store, looked at and brought up to date."""

import contextlib
from collections.abc import Callable
from datetime import datetime

import msgspec
from rich.console import Console

from analytics.migrations import MigrationState, history, migrate, migrations
from analytics.store import Store
from contracts.errors import Stop
from contracts.sealing import HANOI
from contracts.settings import Settings
from deploy.accounts import read_accounts
from deploy.asking import Session
from deploy.running import RunningHouse, read_note, sole_owner
from deploy.tables import moment, table_of

Say = Callable[[str], None]


class Shown(msgspec.Struct, frozen=True):
    """A migration and when it was applied, None while it is pending."""

    number: int
    name: str
    applied_at: datetime | None


class _Schema(msgspec.Struct, frozen=True):
    migrations: tuple[Shown, ...]


def migrate_store(settings: Settings, *, dry_run: bool, say: Say) -> tuple[Shown, ...]:
    """Apply what is pending, unless only a look is wanted, and return how things stand then.

    Raises:
        Stop: a house runs on the data folder; an applied migration was edited, or is unknown here.
        TryAgain: the ClickHouse server of the settings, or the running house, does not answer.

    """
    if settings.clickhouse:
        return _in_store(settings, dry_run=dry_run, say=say)
    note = read_note(settings.data)
    if note is not None:
        if not dry_run:
            raise Stop(
                f"a house runs on {settings.data} and brought its tables up to date at its start;"
                " look with --dry-run, or stop it first"
            )
        return _asked(settings, note)
    if dry_run and not (settings.data / "clickhouse").exists():
        return tuple(Shown(one.number, one.name, None) for one in migrations())
    with sole_owner(settings.data):
        return _in_store(settings, dry_run=dry_run, say=say)


def _in_store(settings: Settings, *, dry_run: bool, say: Say) -> tuple[Shown, ...]:
    with contextlib.closing(Store.open(settings)) as store:
        if not dry_run:
            migrate(store, begun=lambda one: say(f"applying {one.name} …"))
        return tuple(map(_shown, history(store)))


def _asked(settings: Settings, note: RunningHouse) -> tuple[Shown, ...]:
    session = Session(note.api, read_accounts(settings.secrets)["admin"])
    return session.get("/v1/migrations", _Schema).migrations


def _shown(one: MigrationState) -> Shown:
    applied = datetime.fromtimestamp(one.applied_ms / 1000, HANOI) if one.applied_ms else None
    return Shown(one.number, one.name, applied)


def show_migrations(console: Console, shown: tuple[Shown, ...]) -> None:
    """Print them in order, and how many are pending."""
    table = table_of("number", "migration", "applied")
    for one in shown:
        at = moment(one.applied_at) if one.applied_at else "[yellow]pending[/]"
        table.add_row(f"{one.number:04}", one.name, at)
    console.print(table)
    pending = sum(one.applied_at is None for one in shown)
    console.print(f"{pending} pending" if pending else "Nothing is pending.")
