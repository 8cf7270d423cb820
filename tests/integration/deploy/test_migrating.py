"""`./chot migrate` on a data folder."""

from pathlib import Path

import pytest

from analytics.migrations import migrate, migrations
from analytics.store import Store
from contracts.errors import Stop
from contracts.settings import Settings
from deploy.migrating import migrate_store
from deploy.running import RunningHouse, sole_owner, write_note
from tests.builders.analytics import figures, insert, scan

pytestmark = pytest.mark.integration

_HOUSE = RunningHouse(
    supervisor_pid=1,
    started_ms=2,
    kafka="127.0.0.1:1",
    gateway="http://127.0.0.1:1",
    api="http://127.0.0.1:1",
    workers={},
    partitions=12,
    replication=1,
)


def _quiet(_: str) -> None:
    pass


def test_a_look_shows_everything_as_pending_and_makes_nothing(tmp_path: Path) -> None:
    """Where no house ever ran, not even a folder appears."""
    shown = migrate_store(Settings(data=tmp_path), dry_run=True, say=_quiet)

    assert [one.applied_at for one in shown] == [None] * len(migrations())
    assert list(tmp_path.iterdir()) == []


def test_a_store_with_rows_is_brought_up_to_date(tmp_path: Path) -> None:
    """What is applied is said one by one; the rows stay."""
    settings = Settings(data=tmp_path)
    with Store.open(settings) as store:
        migrate(store, tuple(m for m in migrations() if m.number < 4))
        insert(store, "scans", [scan(1)])
    said: list[str] = []

    before = migrate_store(settings, dry_run=True, say=said.append)
    after = migrate_store(settings, dry_run=False, say=said.append)

    assert [one.number for one in before if one.applied_at] == [1, 2, 3]
    assert all(one.applied_at for one in after)
    assert len(said) == len(migrations()) - 3
    with Store.open(settings) as store:
        assert figures(store) == figures(store, "scans_by_person") == (1, 1)


def test_a_running_house_is_not_migrated_under_its_feet(tmp_path: Path) -> None:
    """It has done so at its start, and holds the engine's folder."""
    with sole_owner(tmp_path):
        write_note(tmp_path, _HOUSE)

        with pytest.raises(Stop, match="a house runs on"):
            migrate_store(Settings(data=tmp_path), dry_run=False, say=_quiet)
