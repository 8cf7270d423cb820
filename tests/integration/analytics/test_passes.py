"""Whose pass it is, by the pass or by its declaration."""

from pathlib import Path

import pytest

from analytics.migrations import migrate, migrations
from analytics.questions.passes import passes_named
from analytics.store import Store
from contracts.settings import Settings
from tests.builders.analytics import insert_declared, scan

pytestmark = pytest.mark.integration

_GRANULE = 1024
_SCANS = [scan(n, citizen_id=f"citizen-{n}", pass_id=f"{n:020x}") for n in range(30_000)]


def test_a_pass_is_found_by_its_id_and_by_its_declaration(store: Store) -> None:
    """In a granule, whatever is kept; also if it was told twice."""
    insert_declared(store, _SCANS)
    insert_declared(store, _SCANS[:10])
    store.change("OPTIMIZE TABLE passes FINAL")

    by_id = passes_named(store, f"{7:020x}")
    by_declaration = passes_named(store, f"declaration-of-{7:020x}")

    assert by_id.rows == by_declaration.rows
    assert [one.citizen_id for one in by_id.rows] == ["citizen-7"]
    assert max(by_id.rows_read, by_declaration.rows_read) <= 2 * _GRANULE
    assert passes_named(store, "nobody's").rows == ()


def test_passes_from_before_the_table_are_found_too(tmp_path: Path) -> None:
    """The migration copies them."""
    older = tuple(m for m in migrations() if m.number < 11)
    with Store.open(Settings(data=tmp_path)) as store:
        migrate(store, older)
        insert_declared(store, _SCANS[:3])
        migrate(store)

        found = passes_named(store, f"{2:020x}").rows

    assert [one.citizen_id for one in found] == ["citizen-2"]
