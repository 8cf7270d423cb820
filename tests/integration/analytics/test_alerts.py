"""Alerts as they stand."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from analytics.migrations import migrate
from analytics.questions.alert_tallies import NEWEST, alert_tallies
from analytics.questions.alerts import Alert, AlertQuestion, alerts
from analytics.store import RefusedLines, Store
from contracts.events import AlertRaised, AlertWithdrawn
from contracts.settings import Settings
from tests.builders.analytics import HOUR_MS, MINUTE_MS, START_MS, Lane, insert
from tests.builders.waiting import wait_until

pytestmark = pytest.mark.integration

_GRANULE = 1024
_RAISED = AlertRaised(
    alert_id="repeat_scan:scan-1",
    citizen_id="ann",
    kind="repeat_scan",
    happened_ms=START_MS,
    known_since_ms=START_MS + MINUTE_MS,
    version=3,
    place_id="hn-city-01",
    scan_id="scan-1",
)


def _raised(**changes: Any) -> AlertRaised:
    return msgspec.structs.replace(_RAISED, **changes)


def _withdrawn(version: int) -> AlertWithdrawn:
    return AlertWithdrawn(
        alert_id=_RAISED.alert_id,
        citizen_id=_RAISED.citizen_id,
        kind="repeat_scan",
        withdrawn_ms=START_MS + HOUR_MS,
        version=version,
    )


def _found(store: Store, **changes: Any) -> tuple[Alert, ...]:
    usual = AlertQuestion(from_ms=START_MS, until_ms=START_MS + HOUR_MS, limit=100)
    return alerts(store, msgspec.structs.replace(usual, **changes)).alerts


def test_an_alert_is_told_with_its_evidence(store: Store) -> None:
    """All that the event says."""
    evidence: dict[str, Any] = {
        "kind": "impossible_travel",
        "from_scan_id": "scan-0",
        "from_place_id": "hn-city-02",
        "from_ms": START_MS - 1,
        "km": 31.5,
        "pass_id": "p",
        "declaration_id": "d",
        "zone_id": "z",
    }
    insert(store, "alerts", [_raised(**evidence)])

    (told,) = _found(store)

    assert (told.withdrawn_ms, told.explained_ms) == (0, 0)
    for name in msgspec.structs.fields(Alert):
        if name.name not in {"withdrawn_ms", "explained_ms"}:
            assert getattr(told, name.name) == getattr(_raised(**evidence), name.name)


def test_alerts_are_tallied_by_place_without_a_person(store: Store) -> None:
    """What was withdrawn is not counted; a busy place does not hide a quiet one's newest."""
    many = [
        _raised(alert_id=f"repeat_scan:{n}", known_since_ms=START_MS + n) for n in range(2 * NEWEST)
    ]
    elsewhere = _raised(alert_id="overdue:1", kind="overdue", place_id="hn-city-02")
    insert(store, "alerts", [*many, elsewhere, _RAISED])
    insert(store, "alerts", [_withdrawn(version=4)], offset=100)

    told = alert_tallies(store, from_ms=START_MS, until_ms=START_MS + HOUR_MS)

    assert {(one.place_id, one.kind, one.alerts) for one in told.tallies} == {
        ("hn-city-01", "repeat_scan", 2 * NEWEST),
        ("hn-city-02", "overdue", 1),
    }
    newest = [one for one in told.newest if one.place_id == "hn-city-01"]
    assert [one.known_since_ms - START_MS for one in newest] == [
        2 * NEWEST - 1 - n for n in range(NEWEST)
    ]
    assert [one.kind for one in told.newest if one.place_id == "hn-city-02"] == ["overdue"]


@pytest.mark.parametrize("late_first", [True, False])
def test_the_highest_version_stands_in_whatever_order_it_came(
    store: Store, late_first: bool
) -> None:
    """A withdrawal that is newer ends the alert; an older one changes nothing."""
    stood = [_raised(), _withdrawn(4)]
    for offset, event in enumerate(reversed(stood) if late_first else stood):
        insert(store, "alerts", [event], offset=offset)

    assert _found(store) == ()
    (told,) = _found(store, withdrawn_too=True)
    assert (told.place_id, told.withdrawn_ms) == ("hn-city-01", START_MS + HOUR_MS)

    insert(store, "alerts", [_raised(version=5, place_id="hn-city-09")], offset=9)
    assert [one.place_id for one in _found(store)] == ["hn-city-09"]


def test_an_alert_said_twice_is_one_alert(store: Store) -> None:
    """A worker that was cut off says it again."""
    insert(store, "alerts", [_raised(), _raised()])
    insert(store, "alerts", [_raised()], offset=1)
    store.change("OPTIMIZE TABLE alerts FINAL")

    assert len(_found(store)) == 1


def test_new_evidence_moves_an_alert_out_of_the_span(store: Store) -> None:
    """It counts when what stands now became known."""
    insert(store, "alerts", [_raised()])
    insert(store, "alerts", [_raised(version=4, known_since_ms=START_MS + 2 * HOUR_MS)], offset=1)

    assert _found(store) == ()
    assert len(_found(store, until_ms=START_MS + 3 * HOUR_MS)) == 1


def test_kinds_places_and_a_limit_narrow_the_answer(store: Store) -> None:
    """The last known first; all are counted, however few are told."""
    events = [
        _raised(),
        _raised(alert_id="b", known_since_ms=START_MS + 2, place_id="hn-city-02"),
        _raised(alert_id="c", known_since_ms=START_MS + 3, kind="overdue", place_id=""),
    ]
    insert(store, "alerts", events)

    assert [one.alert_id for one in _found(store)] == [_RAISED.alert_id, "c", "b"]
    assert [one.alert_id for one in _found(store, kinds=("overdue",))] == ["c"]
    assert [one.alert_id for one in _found(store, places=("hn-city-02",))] == ["b"]
    assert _found(store, places=()) == ()
    told = alerts(store, AlertQuestion(from_ms=START_MS, until_ms=START_MS + HOUR_MS, limit=1))
    assert len(told.alerts) == 1
    assert [(one.kind, one.alerts) for one in told.by_kind] == [("overdue", 1), ("repeat_scan", 2)]


@pytest.mark.parametrize("missing", ["alert_id", "citizen_id", "kind", "known_since_ms", "version"])
def test_a_line_without_a_required_field_is_no_alert(store: Store, missing: str) -> None:
    """As for every other reader of the topic."""
    line = msgspec.to_builtins(_RAISED) | {"kafka_partition": 0, "kafka_offset": 0}
    del line[missing]

    with pytest.raises(RefusedLines):
        store.insert_lines("alerts", msgspec.json.encode(line), token="")


def test_the_loader_brings_both_events_from_the_topic(lane: Lane) -> None:
    """Two events in one table."""
    lines = [msgspec.json.encode(event) for event in (_raised(), _withdrawn(4))]
    lane.send("alerts", [(0, b"\n".join(lines)), (1, msgspec.json.encode(_raised(alert_id="b")))])

    with lane.loading():
        wait_until(
            lambda: len(_found(lane.store, withdrawn_too=True)) == 2, 60, "both alerts are there"
        )
        wait_until(lambda: len(_found(lane.store)) == 1, 60, "one of them is withdrawn")


_MANY = f"""
INSERT INTO alerts (
    type, alert_id, citizen_id, kind, happened_ms, known_since_ms, version, place_id,
    kafka_partition, kafka_offset, recorded_ms
)
SELECT
    'AlertRaised', concat('repeat_scan:', toString(number)), hex(sipHash64(number % 30000)),
    'repeat_scan', {START_MS} + number * 1000, {START_MS} + number * 1000, 1, 'hn-city-01',
    0, number, {START_MS}
FROM numbers(200000)
"""  # noqa: S608  # our own figures


@pytest.fixture
def crowded(tmp_path: Path) -> Iterator[Store]:
    """Two hundred thousand alerts, one a second."""
    with Store.open(Settings(data=tmp_path)) as store:
        migrate(store)
        store.change(_MANY)
        for table in ("alerts", "alerts_by_time"):
            store.change(f"OPTIMIZE TABLE {table} FINAL")
        yield store


def test_new_alerts_are_found_without_reading_all(crowded: Store) -> None:
    """What is read grows with what is told, not with what is kept."""
    from_ms = START_MS + 100 * HOUR_MS // 2
    asked = AlertQuestion(from_ms=from_ms, until_ms=from_ms + 10_000, limit=100)

    told = alerts(crowded, asked)

    assert len(told.alerts) == 10
    # Twice over (tally and list): the span twice, and a granule for each alert twice.
    assert told.rows_read <= 2 * (2 * 2 + 2 * 10) * _GRANULE
