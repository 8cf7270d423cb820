"""Rows that have outlived the house's setting leave every table."""

from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest

from analytics.migrations import migrate
from analytics.questions.timeline import timeline
from analytics.retention import keep_for
from analytics.store import Store
from contracts.durations import DAY_MS
from contracts.events import AlertRaised, Event, ScanAnnulled
from contracts.settings import Settings
from contracts.sheets import PaperSheetEntered
from service.clock import now_ms
from tests.builders.analytics import (
    HOUR_MS,
    contents,
    declaration,
    insert,
    judged,
    minute_counts,
    movements,
    pass_of,
    scan,
)
from tests.builders.sheets import taken
from tests.builders.waiting import wait_until

pytestmark = pytest.mark.integration

# How far loading came, what was applied, and how late the data is: a few rows, never too old.
_WITHOUT_AGE = {"loaded", "schema_migrations", "newest_scan"}
# What was decided about people, and who asked about them, stays as long as the law says, as on its
# topic.
_BY_LAW = {"reviews", "audit", "audit_about"}
_KEPT_DAYS = 21


class _Named(msgspec.Struct, frozen=True):
    name: str


def _everything_of(day_ms: int) -> dict[str, Sequence[Event]]:
    """Return events of every kind, all of that day and of people met on no other."""
    scans = [
        scan(
            day_ms + number,
            citizen_id=f"citizen-{day_ms}",
            happened_ms=day_ms + number * HOUR_MS // 100,
            place_id=place,
            pass_id=f"pass-{day_ms}",
            vehicle_id="bus",
            origin="00001",
        )
        for number, place in enumerate(("hn-city-01", "hn-city-02", "hn-city-02"))
    ]
    sheet_id = f"sheet-{day_ms}"
    first = scans[0]
    return {
        "scans": scans,
        "annulments": [
            ScanAnnulled(
                scan_id=scans[2].scan_id,
                citizen_id=first.citizen_id,
                place_id=scans[2].place_id,
                happened_ms=day_ms,
                received_ms=day_ms,
            )
        ],
        "judged": judged(scans),
        "movements": movements(scans),
        "counts": minute_counts(scans),
        "alerts": [
            AlertRaised(
                alert_id=f"alert-{day_ms}",
                citizen_id=first.citizen_id,
                kind="repeat_scan",
                happened_ms=day_ms,
                known_since_ms=day_ms,
                version=1,
            )
        ],
        "declarations": [declaration(first, journey_id=f"journey-{day_ms}"), pass_of(first)],
        "sheets": [
            taken(sheet_id, taken_ms=day_ms, received_ms=day_ms),
            PaperSheetEntered(
                sheet_id=sheet_id, account="a", at_ms=day_ms, declaration_id="d", pass_id="p"
            ),
        ],
    }


def _load(store: Store, day_ms: int, offset: int) -> None:
    for table, events in _everything_of(day_ms).items():
        insert(store, table, events, offset=offset, recorded_ms=day_ms)


def _tables(store: Store) -> set[str]:
    found = store.ask(
        """
        SELECT name FROM system.tables
        WHERE database = currentDatabase() AND engine LIKE '%MergeTree'
        """,
        row=_Named,
    )
    return {table.name for table in found.rows}


def test_every_table_that_grows_has_a_retention(store: Store) -> None:
    """One that is forgotten would keep people's movements for ever."""
    assert set(keep_for(store, _KEPT_DAYS)) == _tables(store) - _WITHOUT_AGE - _BY_LAW


def test_expired_rows_leave_every_table_and_the_rest_stays(tmp_path: Path) -> None:
    """What is left is what a store holds that never had them."""
    now = now_ms()
    settings = Settings(data=tmp_path)
    with (
        Store.open(settings) as store,
        Store.open(settings, database="never_had_them") as other,
    ):
        for one in (store, other):
            migrate(one)
            keep_for(one, _KEPT_DAYS)
            _load(one, now - 2 * DAY_MS, offset=1)
        _load(store, now - 50 * DAY_MS, offset=0)
        wanted = contents(other)
        assert {table for table, (rows, _) in wanted.items() if not rows} == _BY_LAW

        def are_gone() -> bool:
            for table in _tables(store):
                store.change(f"OPTIMIZE TABLE {table} FINAL")
            return contents(store) == wanted

        wait_until(are_gone, 60, "only the younger rows are left")
        person = f"citizen-{now - 2 * DAY_MS}"
        told, known = (
            timeline(one, person, from_ms=now - 60 * DAY_MS, until_ms=now) for one in (store, other)
        )
        assert told.stops == known.stops != ()
