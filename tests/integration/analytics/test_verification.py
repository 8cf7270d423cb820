"""The cross-check finds what it is there to find."""

from typing import Any

import msgspec
import pytest

from analytics.questions.verification import EXAMPLES, verify
from analytics.store import Store
from contracts.events import AlertWithdrawn, ScanRecorded
from tests.builders.analytics import (
    START_MS,
    alerts,
    insert,
    insert_all,
    judged,
    minute_counts,
    movements,
    random_scans,
    scan,
)

pytestmark = pytest.mark.integration


def _lose(store: Store, table: str, which: str) -> None:
    store.change(f"DELETE FROM {table} WHERE {which}")  # noqa: S608  # our own words


def _differences(store: Store, **options: int) -> dict[str, tuple[int, int, int]]:
    found = verify(store, **options)
    parts = {
        "movements": found.movements,
        "timelines": found.timelines,
        "counts": found.counts,
        "findings": found.findings,
        "alerts": found.alerts,
    }
    return {
        name: (part.missing, part.extra, part.different)
        for name, part in parts.items()
        if part.differences
    }


@pytest.fixture
def scans(store: Store) -> list[ScanRecorded]:
    """Load a crowd and a faultless stream's account of it."""
    crowd = random_scans(11, 2000)
    insert_all(store, crowd)
    return crowd


def test_a_faultless_stream_has_no_difference(store: Store, scans: list[ScanRecorded]) -> None:
    """Neither late nor repeated nor unreadable scans are one."""
    insert(store, "scans", scans[:500], offset=3)

    found = verify(store)

    assert _differences(store) == {}
    assert found.differences == 0
    assert msgspec.structs.astuple(found.scans) == (2000, 2000, 0)
    assert found.timelines.compared == 2000
    assert found.movements.compared == sum(bool(one.citizen_id) for one in scans)


def test_an_empty_house_has_no_difference(store: Store) -> None:
    """Nothing equals nothing."""
    assert verify(store).differences == 0


def test_a_paper_sheet_that_was_entered_is_counted_once(store: Store) -> None:
    """As nobody's at its gate; its bearer's scan is in timelines alone."""
    at_gate = scan(1, citizen_id="", source="paper")
    in_name = scan(2, citizen_id="ann", source="paper")
    insert_all(store, [at_gate, in_name])

    found = verify(store)

    assert found.differences == 0
    assert (found.counts.compared, found.timelines.compared, found.movements.compared) == (1, 2, 1)


def test_a_missing_movement_is_found(store: Store, scans: list[ScanRecorded]) -> None:
    """And named with what it should have been."""
    lost = movements(scans)[100]
    _lose(store, "movements", f"scan_id = '{lost.scan_id}'")

    found = verify(store)

    assert _differences(store) == {"movements": (1, 0, 0)}
    (example,) = found.movements.examples_missing
    assert example.subject == f"scan {lost.scan_id}"
    assert lost.from_scan_id in example.expected
    assert example.found == ""


@pytest.mark.parametrize(
    "wrong",
    [
        {"seconds": 1_000_000},
        {"from_scan_id": "another"},
        {"from_place_id": "another"},
        {"from_ms": 5},
        {"place_id": "another"},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_a_wrong_leg_is_found(
    store: Store, scans: list[ScanRecorded], wrong: dict[str, Any]
) -> None:
    """The highest version is the one that is judged."""
    leg = msgspec.structs.replace(movements(scans)[200], version=5, **wrong)
    insert(store, "movements", [leg], offset=1)

    assert _differences(store) == {"movements": (0, 0, 1)}


def test_a_leg_the_stream_put_right_again_is_no_difference(
    store: Store, scans: list[ScanRecorded]
) -> None:
    """That is what versions are for."""
    right = movements(scans)[200]
    insert(store, "movements", [msgspec.structs.replace(right, seconds=9, version=2)], offset=1)
    insert(store, "movements", [msgspec.structs.replace(right, version=3)], offset=2)

    assert _differences(store) == {}


def test_a_movement_without_a_scan_is_found(store: Store, scans: list[ScanRecorded]) -> None:
    """The stream must not invent."""
    invented = msgspec.structs.replace(movements(scans)[5], scan_id="invented")
    insert(store, "movements", [invented], offset=1)

    assert _differences(store) == {"movements": (0, 1, 0)}


def test_scans_the_stream_missed_and_invented_are_found(
    store: Store, scans: list[ScanRecorded]
) -> None:
    """Also those that belong to nobody's timeline."""
    nobodys = next(one for one in scans if not one.citizen_id)
    _lose(store, "judged", f"scan_id = '{nobodys.scan_id}'")
    insert(store, "judged", judged([scan(9999)]), offset=1)

    assert _differences(store) == {"timelines": (1, 1, 0)}


def test_wrong_counts_are_found(store: Store, scans: list[ScanRecorded]) -> None:
    """One too few in a cell, and a cell of scans that never were."""
    cell = next(c for c in minute_counts(scans) if c.count > 1)
    insert(store, "counts", [msgspec.structs.replace(cell, count=1, position=2)], offset=1)
    ghost = msgspec.structs.replace(cell, place_id="never-seen", partition=2)
    insert(store, "counts", [ghost], offset=2)

    assert _differences(store) == {"counts": (0, 1, 1)}


def _restless(count: int) -> list[ScanRecorded]:
    """Return scans of a few people who are now here, now there, faster than any road allows."""
    places = ("hn-city-01", "hn-city-07", "hn-city-21")
    return [
        msgspec.structs.replace(one, place_id=places[number % len(places)])
        for number, one in enumerate(random_scans(13, count, people=5, hours=4))
    ]


def test_the_rules_of_history_say_the_same_in_sql(store: Store) -> None:
    """Repeats, two places at once and impossible travel, thousands of each."""
    crowd = _restless(3000)
    insert_all(store, crowd)

    assert {"repeat_scan", "two_places_at_once", "impossible_travel"} <= {
        finding for said in judged(crowd) for finding in said.findings
    }
    assert _differences(store) == {}
    assert verify(store).alerts.compared == len(alerts(crowd))


def test_a_finding_that_does_not_follow_from_the_scans_is_found(store: Store) -> None:
    """And so is its alert, if nobody raised one."""
    crowd = _restless(300)
    insert_all(store, crowd)
    innocent = next(said for said in judged(crowd) if said.citizen_id and not said.findings)
    wrong = msgspec.structs.replace(innocent, findings=("repeat_scan",), version=2)
    insert(store, "judged", [wrong], offset=1)

    assert _differences(store) == {"findings": (0, 0, 1), "alerts": (1, 0, 0)}


def test_an_alert_that_was_withdrawn_without_reason_is_missing(store: Store) -> None:
    """An alert stands as long as its finding does."""
    crowd = _restless(300)
    insert_all(store, crowd)
    alert = alerts(crowd)[0]
    withdrawn = AlertWithdrawn(
        alert_id=alert.alert_id,
        citizen_id=alert.citizen_id,
        kind=alert.kind,
        withdrawn_ms=START_MS,
        version=2,
    )
    insert(store, "alerts", [withdrawn], offset=1)

    assert _differences(store) == {"alerts": (1, 0, 0)}


def test_examples_are_few_and_totals_are_complete(store: Store) -> None:
    """A broken stream does not flood whoever looks."""
    insert(store, "scans", random_scans(12, 300))

    found = verify(store)

    assert found.timelines.missing == 300
    assert len(found.timelines.examples_missing) == EXAMPLES


def test_what_came_before_the_limit_is_left_out(store: Store, scans: list[ScanRecorded]) -> None:
    """Old rows expire one table at a time, which is no difference."""
    _lose(store, "judged", f"happened_ms < {START_MS + 3_600_000}")

    assert _differences(store)["timelines"][0] > 0
    assert _differences(store, since_ms=START_MS + 7_200_000) == {}
    assert len(scans) == 2000
