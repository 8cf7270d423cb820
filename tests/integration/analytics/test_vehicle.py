"""Where a vehicle was."""

from pathlib import Path
from typing import Any

import pytest

from analytics.migrations import migrate, migrations
from analytics.questions.vehicle import VehicleTimeline, vehicle_timeline
from analytics.store import Store
from contracts.settings import Settings
from tests.builders.analytics import HOUR_MS, MINUTE_MS, START_MS, insert, scan

pytestmark = pytest.mark.integration

_GRANULE = 1024


def _told(store: Store, vehicle: str = "tractor", **changes: Any) -> VehicleTimeline:
    usual: dict[str, Any] = {
        "from_ms": START_MS,
        "until_ms": START_MS + 24 * HOUR_MS,
        "gap_ms": 2 * HOUR_MS,
        "limit": 1000,
    }
    return vehicle_timeline(store, vehicle, **usual | changes)


def test_scans_of_one_passage_are_one_stop(store: Store) -> None:
    """With all who were scanned, in the order in which it happened, whatever came first."""
    coach = [
        scan(n, citizen_id=f"c{n}", vehicle_id="tractor", happened_ms=START_MS + n * MINUTE_MS)
        for n in range(3)
    ]
    later = scan(9, vehicle_id="tractor", happened_ms=START_MS + 62 * MINUTE_MS, direction="out",
                 place_id="hn-city-02")  # fmt: skip
    insert(store, "scans", [later])
    insert(store, "scans", [*coach, coach[0]], offset=1)

    first, last = _told(store).stops

    assert (first.scans, first.citizen_ids) == (3, ("c0", "c1", "c2"))
    assert (first.first_ms, first.last_ms) == (START_MS, START_MS + 2 * MINUTE_MS)
    assert (first.leg_s, first.dwell_s) == (0, 3600)
    assert (last.place_id, last.leg_s, last.dwell_s) == ("hn-city-02", 3600, 0)


def test_tractor_and_trailer_have_timelines_of_their_own(store: Store) -> None:
    """A trailer goes on behind another tractor; a plate may be read as either."""
    insert(
        store,
        "scans",
        [
            scan(1, vehicle_id="tractor", trailer_id="trailer"),
            scan(4000, vehicle_id="other", trailer_id="trailer", direction="out"),
            scan(8000, vehicle_id="trailer"),
        ],
    )

    assert [stop.role for stop in _told(store).stops] == ["vehicle"]
    trailer = _told(store, "trailer").stops
    assert [(s.role, s.direction) for s in trailer] == [
        ("trailer", "in"), ("trailer", "out"), ("vehicle", "in"),
    ]  # fmt: skip


def test_long_silence_is_a_gap_and_too_many_scans_are_told(store: Store) -> None:
    """Of the span only."""
    scans = [
        scan(n, vehicle_id="tractor", happened_ms=START_MS + n * 3 * HOUR_MS) for n in range(4)
    ]
    insert(store, "scans", scans)

    told = _told(store, until_ms=START_MS + 8 * HOUR_MS)

    assert [gap.seconds for gap in told.gaps] == [3 * 3600, 3 * 3600]
    assert told.complete
    assert not _told(store, limit=2).complete
    assert len(_told(store, limit=2).stops) == 2


def test_scans_from_before_the_table_are_found_and_few_rows_are_read(tmp_path: Path) -> None:
    """The migration copies them; a vehicle's rows lie together."""
    older = tuple(m for m in migrations() if m.number < 13)
    crowd = [scan(n, vehicle_id=f"v{n % 5000}") for n in range(50_000)]
    with Store.open(Settings(data=tmp_path)) as store:
        migrate(store, older)
        insert(store, "scans", crowd)
        migrate(store)
        store.change("OPTIMIZE TABLE scans_by_plate FINAL")

        told = _told(store, "v77")

    assert sum(stop.scans for stop in told.stops) == 10
    assert told.rows_read <= 3 * _GRANULE
