"""Migrations and retention on the real engine."""

from pathlib import Path

import msgspec
import pytest

from analytics.migrations import Migration, migrate, migrations
from analytics.retention import keep_for
from analytics.store import Store
from contracts.errors import Stop
from contracts.settings import Settings
from service.clock import now_ms
from tests.builders.analytics import figures, insert, scan
from tests.builders.waiting import wait_until

pytestmark = pytest.mark.integration

_DAY_MS = 24 * 3600 * 1000


def _of(number: int, sql: str) -> Migration:
    return Migration(number=number, name=f"{number:04d}_a_test.sql", sql=sql)


_ONE = _of(1, "CREATE TABLE IF NOT EXISTS one (a Int32) ENGINE = MergeTree ORDER BY a;\n")
_TWO = _of(2, "ALTER TABLE one ADD COLUMN IF NOT EXISTS b String;\n")


@pytest.fixture
def bare(tmp_path: Path) -> Store:
    """Open a store without tables."""
    return Store.open(Settings(data=tmp_path))


def test_migrations_are_applied_once_and_in_order(bare: Store) -> None:
    """The second start has nothing to do, a later version only its own."""
    with bare:
        assert migrate(bare, (_ONE,)) == (_ONE.name,)
        assert migrate(bare, (_ONE,)) == ()
        assert migrate(bare, (_ONE, _TWO)) == (_TWO.name,)


def test_a_dry_run_names_what_it_would_do_and_does_nothing(bare: Store) -> None:
    """Not even its own table is made."""
    with bare:
        assert migrate(bare, dry_run=True) == tuple(m.name for m in migrations())
        assert migrate(bare, dry_run=True) == tuple(m.name for m in migrations())


def test_an_edited_migration_is_refused(bare: Store) -> None:
    """What was applied stands; a change needs a file of its own."""
    with bare:
        migrate(bare, (_ONE,))
        edited = msgspec.structs.replace(_ONE, sql=_ONE.sql + "-- a word more\n")

        with pytest.raises(Stop, match="was edited after"):
            migrate(bare, (edited, _TWO))


def test_a_newer_database_is_refused(bare: Store) -> None:
    """An old version must not write into tables it does not know."""
    with bare:
        migrate(bare, (_ONE, _TWO))

        with pytest.raises(Stop, match="0002_a_test"):
            migrate(bare, (_ONE,))


def test_rows_are_still_there_after_a_restart(tmp_path: Path) -> None:
    """The folder is all that the engine needs."""
    with Store.open(Settings(data=tmp_path)) as store:
        migrate(store)
        insert(store, "scans", [scan(1)])

    with Store.open(Settings(data=tmp_path)) as store:
        assert migrate(store) == ()
        assert figures(store) == (1, 1)


def test_rows_expire_by_when_they_were_received(store: Store) -> None:
    """An event of long ago that was received today stays."""
    now = now_ms()
    keep_for(store, 21)
    old = scan(1, happened_ms=now - 30 * _DAY_MS, received_ms=now - 22 * _DAY_MS)
    imported = scan(2, happened_ms=now - 900 * _DAY_MS, received_ms=now)
    insert(store, "scans", [old, imported])

    def only_the_imported() -> bool:
        store.change("OPTIMIZE TABLE scans FINAL")
        store.change("OPTIMIZE TABLE scans_by_person FINAL")
        return figures(store) == figures(store, "scans_by_person") == (1, 1)

    wait_until(only_the_imported, 30, "the old scan is gone")


def test_the_retention_is_changed_only_where_it_differs(store: Store) -> None:
    """A start with the same setting alters nothing."""
    assert "scans" in keep_for(store, 21)
    assert keep_for(store, 21) == ()
    assert "scans" in keep_for(store, 14)
