"""A store of an older version, brought to this one with its rows."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from analytics.migrations import history, migrate, migrations
from analytics.questions.contacts import ContactQuestion, contacts
from analytics.questions.passes import passes_named
from analytics.questions.timeline import timeline
from analytics.questions.vehicle import vehicle_timeline
from analytics.store import Store
from contracts.settings import Settings
from tests.builders.analytics import (
    HOUR_MS,
    MINUTE_MS,
    START_MS,
    contents,
    insert_all,
    insert_declared,
    random_scans,
)

pytestmark = pytest.mark.integration

# Before there were orders by pass, by origin and by vehicle.
_OLDER = tuple(m for m in migrations() if m.number <= 10)
_UNTIL_MS = START_MS + 24 * HOUR_MS
_SCANS = [
    msgspec.structs.replace(one, pass_id=f"pass-of-{one.citizen_id}", origin="00001")
    for one in random_scans(11, 400)
]
# What an answer says of itself, not of its question.
_OF_ITSELF = {"freshness", "rows_read"}


def _fill(store: Store) -> None:
    insert_all(store, _SCANS)
    insert_declared(store, list({one.pass_id: one for one in _SCANS if one.citizen_id}.values()))


def _said(answer: msgspec.Struct) -> dict[str, object]:
    told: dict[str, object] = msgspec.to_builtins(answer)
    return {name: part for name, part in told.items() if name not in _OF_ITSELF}


def _answers(store: Store) -> list[dict[str, object]]:
    met = ContactQuestion(
        index_cases=("citizen-1", "citizen-2"),
        from_ms=START_MS,
        until_ms=_UNTIL_MS,
        within_s=900,
    )
    of_bus = vehicle_timeline(
        store, "bus", from_ms=START_MS, until_ms=_UNTIL_MS, gap_ms=30 * MINUTE_MS, limit=1000
    )
    return [
        _said(contacts(store, met)),
        _said(timeline(store, "citizen-1", from_ms=START_MS, until_ms=_UNTIL_MS)),
        _said(of_bus),
        _said(passes_named(store, "pass-of-citizen-1")) | {"seconds": 0},
    ]


@pytest.fixture(scope="module")
def as_new(tmp_path_factory: pytest.TempPathFactory) -> tuple[object, object]:
    """Return contents and answers of a store that had this version's tables from the start."""
    folder = tmp_path_factory.mktemp("new")
    with Store.open(Settings(data=folder)) as store:
        migrate(store)
        _fill(store)
        return contents(store), _answers(store)


@pytest.fixture
def older(tmp_path: Path) -> Iterator[Store]:
    """Open a store of an older version that holds rows."""
    with Store.open(Settings(data=tmp_path)) as store:
        migrate(store, _OLDER)
        _fill(store)
        yield store


def test_rows_of_an_older_store_are_in_every_new_order(
    as_new: tuple[object, object], older: Store
) -> None:
    """Each table holds what it would hold if it had always been there, and answers are the same."""
    migrate(older)

    assert contents(older) == as_new[0]
    assert _answers(older) == as_new[1]


def test_a_migration_that_was_cut_off_is_done_again(
    as_new: tuple[object, object], older: Store
) -> None:
    """Its statements run a second time, each migration's on its own; rows copied twice are one."""
    known = migrations()
    for number, migration in enumerate(known, 1):
        if migration.number > 10:
            for statement in migration.statements():
                older.change(statement)
            migrate(older, known[:number])

    assert contents(older) == as_new[0]


def test_what_was_applied_is_told_with_its_moment(older: Store) -> None:
    """What is pending has none."""
    before = history(older)
    begun: list[int] = []
    migrate(older, begun=lambda one: begun.append(one.number))

    assert [one.number for one in before if one.applied_ms] == [m.number for m in _OLDER]
    assert begun == [one.number for one in before if not one.applied_ms]
    assert all(one.applied_ms for one in history(older))
