"""A question about some scans is answered as if only these had been made."""

from typing import Any

import pytest

from analytics.questions.filters import ScanFilter
from analytics.questions.timeline import Timeline, timeline
from analytics.questions.vehicle import vehicle_timeline
from analytics.store import Store
from contracts.durations import DAY_MS
from tests.builders.analytics import START_MS, insert, insert_all, scan

pytestmark = pytest.mark.integration

_UNTIL_MS = START_MS + DAY_MS


def _told(store: Store, *, from_ms: int = START_MS, **only: Any) -> Timeline:
    return timeline(store, "ann", from_ms=from_ms, until_ms=_UNTIL_MS, only=ScanFilter(**only))


def test_stays_legs_and_gaps_are_those_between_the_scans_looked_at(store: Store) -> None:
    """A leg whose beginning is left out is not told; a stay ends at the next scan that is left."""
    insert_all(
        store,
        [
            scan(0, place_id="gate"),
            scan(600, place_id="office", direction="visit"),
            scan(1200, place_id="gate", direction="out", category="refuse", reason="expired"),
            scan(1800, place_id="gate", direction="out"),
        ],
    )

    by_place = _told(store, places=("gate",)).stops
    by_verdict = _told(store, categories=("pass",)).stops
    by_direction = _told(store, directions=("out",)).stops

    assert [stop.scan_id for stop in by_place] == ["scan-000000", "scan-001200", "scan-001800"]
    assert [stop.leg is not None for stop in by_place] == [False, False, True]
    assert by_place[0].dwell_s == 1200
    assert [stop.dwell_s for stop in by_verdict] == [1800, 0, 0]
    assert [stop.scan_id for stop in by_direction] == ["scan-001200", "scan-001800"]
    assert _told(store, places=()).stops == ()


def test_a_leg_from_before_the_span_stays(store: Store) -> None:
    """Where its beginning is looked at."""
    insert_all(store, [scan(0), scan(60), scan(120, place_id="elsewhere"), scan(180)])

    inside = _told(store, from_ms=START_MS + 30_000, places=("hn-city-01",)).stops

    assert [stop.leg is not None for stop in inside] == [True, False]


def test_of_a_repeated_scan_the_first_record_is_the_one_looked_at(store: Store) -> None:
    """A later record under the same id brings no scan back."""
    insert(store, "scans", [scan(1, category="refuse", reason="expired")])
    insert(store, "scans", [scan(1)], offset=1)

    assert _told(store, categories=("pass",)).stops == ()
    assert len(_told(store, categories=("refuse",)).stops) == 1


def test_a_vehicle_is_told_by_the_scans_looked_at(store: Store) -> None:
    """Who was refused is not among the people of the stop."""
    insert(
        store,
        "scans",
        [
            scan(1, vehicle_id="coach"),
            scan(2, vehicle_id="coach", citizen_id="ben", category="refuse", reason="expired"),
        ],
    )

    (stop,) = vehicle_timeline(
        store,
        "coach",
        from_ms=START_MS,
        until_ms=_UNTIL_MS,
        gap_ms=DAY_MS,
        limit=10,
        only=ScanFilter(categories=("pass",)),
    ).stops

    assert stop.citizen_ids == ("ann",)
