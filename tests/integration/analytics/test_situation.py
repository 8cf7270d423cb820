"""The officials' figures."""

from typing import Any

import pytest

from analytics.questions.situation import Situation, SituationQuestion, situation
from analytics.store import Store
from contracts.events import ScanRecorded
from tests.builders.analytics import (
    HOUR_MS,
    MINUTE_MS,
    START_MS,
    declaration,
    insert,
    minute_counts,
    pass_of,
    scan,
)

pytestmark = pytest.mark.integration

# 13:40:30 in Hà Nội.
_AT_MS = START_MS + 10 * MINUTE_MS + 30_000


def _seen(number: int, ago_min: float, **changes: Any) -> ScanRecorded:
    at_ms = _AT_MS - round(ago_min * MINUTE_MS)
    return scan(number, happened_ms=at_ms, **{"place_id": "gate-1", **changes})


def _told(store: Store, **changes: Any) -> Situation:
    usual: dict[str, Any] = {
        "at_ms": _AT_MS,
        "lane_scans_per_minute": 4.0,
        "silent_after_min": 30,
    }
    return situation(store, SituationQuestion(**usual | changes))


def _load(store: Store, scans: list[ScanRecorded]) -> None:
    insert(store, "scans", scans)
    insert(store, "counts", minute_counts(scans))


def test_flows_are_told_by_direction_for_minute_quarter_and_day(store: Store) -> None:
    """The present minute belongs to the day only; yesterday to none of them."""
    scans = [
        _seen(1, 0.2),
        _seen(2, 1.0, direction="out"),
        _seen(3, 14.0, direction="visit"),
        _seen(4, 60.0),
        _seen(5, 14 * 60.0),
    ]
    _load(store, scans)

    (gate,) = _told(store).places

    assert (gate.minute.in_, gate.minute.out, gate.minute.visit) == (0, 1, 0)
    assert (gate.quarter.in_, gate.quarter.out, gate.quarter.visit) == (0, 1, 1)
    assert (gate.today.in_, gate.today.out, gate.today.visit) == (2, 1, 1)


def test_places_are_added_up_and_can_be_chosen(store: Store) -> None:
    """The sum is that of the places asked about."""
    _load(store, [_seen(1, 2), _seen(2, 2, place_id="gate-2", citizen_id="bob")])

    everywhere, at_one = _told(store), _told(store, places=("gate-2",))

    assert [gate.place_id for gate in everywhere.places] == ["gate-1", "gate-2"]
    assert (everywhere.total.today.in_, everywhere.total.inside) == (2, 2)
    assert [gate.place_id for gate in at_one.places] == ["gate-2"]
    assert (at_one.total.today.in_, at_one.total.inside) == (1, 1)


def test_inside_are_those_whose_last_passage_was_in(store: Store) -> None:
    """A visit, a refusal and an annulled scan are no passages; an override makes it one."""
    scans = [
        _seen(1, 50),
        _seen(2, 40, direction="visit"),
        _seen(3, 30, direction="out", category="refuse", reason="expired"),
        _seen(4, 20, direction="out", annulled=True),
        _seen(5, 50, citizen_id="bob"),
        _seen(6, 40, citizen_id="bob", direction="out"),
        _seen(7, 40, citizen_id="cat", category="refuse", reason="expired"),
        _seen(8, 40, citizen_id="dan", category="refuse", reason="expired", officer_override=True),
        _seen(9, 25 * 60, citizen_id="long ago"),
        _seen(10, 40, citizen_id=""),
    ]
    _load(store, scans)

    assert _told(store).total.inside == 2


def test_a_person_is_inside_at_one_place_only(store: Store) -> None:
    """At the gate of the last entry."""
    _load(store, [_seen(1, 50), _seen(2, 40, place_id="gate-2")])

    inside = {gate.place_id: gate.inside for gate in _told(store).places}

    assert inside == {"gate-1": 0, "gate-2": 1}


def test_repeats_count_once_and_late_scans_where_they_happened(store: Store) -> None:
    """An exit that arrives late ends being inside, unless an entry happened after it."""
    entry, late_exit = _seen(1, 50), _seen(2, 20, direction="out")
    _load(store, [entry])
    _load(store, [entry])
    before = _told(store).total
    insert(store, "scans", [late_exit], offset=2)
    after = _told(store).total
    insert(store, "scans", [_seen(3, 55, direction="out")], offset=3)
    insert(store, "scans", [_seen(4, 10)], offset=4)

    assert (before.inside, before.today.in_) == (1, 1)
    assert after.inside == 0
    assert _told(store).total.inside == 1


def test_load_is_scans_a_minute_over_the_lanes_in_use(store: Store) -> None:
    """Lanes of the last quarter of an hour; scans without a lane are one lane."""
    scans = [_seen(n, 2 + n % 10, lane=str(n % 2), citizen_id=f"c{n}") for n in range(60)]
    scans.append(_seen(99, 60, lane="an old lane"))
    _load(store, scans)

    total = _told(store).total

    assert total.lanes == 2
    assert total.scans_per_minute == 4.0
    assert (total.capacity_per_minute, total.load) == (8.0, 0.5)


def test_refusals_are_told_by_reason(store: Store) -> None:
    """Of the last quarter of an hour and of today."""
    refused = {"category": "refuse", "reason": "expired"}
    _load(
        store,
        [
            _seen(1, 2, **refused),
            _seen(2, 60, **refused),
            _seen(3, 2, category="refuse", reason="revoked"),
            _seen(4, 2),
        ],
    )

    told = {name: (r.quarter, r.today) for name, r in _told(store).total.refusals.items()}

    assert told == {"expired": (1, 2), "revoked": (1, 1)}


def test_passes_are_pre_declared_or_declared_at_the_gate(store: Store) -> None:
    """By web and before the scan, or not; each pass counts once."""
    shown = [_seen(n, 5, citizen_id=f"c{n}", pass_id=f"pass-{n}") for n in range(4)]
    again = _seen(9, 4, citizen_id="c0", pass_id="pass-0")
    _load(store, [*shown, again])
    said = [
        declaration(shown[0]),
        declaration(shown[1], channel="assisted"),
        declaration(shown[2], received_ms=_AT_MS),
    ]
    insert(store, "declarations", [*said, *map(pass_of, shown[:3])])

    total = _told(store).total

    assert (total.pre_declared, total.at_the_gate, total.unknown) == (1, 2, 1)


def test_a_device_that_scanned_today_and_fell_silent_is_named(store: Store) -> None:
    """One that was quiet all day is not, nor one that still sends."""
    scans = [
        _seen(1, 31, device_id="silent"),
        _seen(2, 5, device_id="busy"),
        _seen(3, 20 * 60, device_id="yesterday"),
        _seen(4, 90, device_id="caught up", received_ms=_AT_MS - MINUTE_MS),
    ]
    _load(store, scans)

    assert [one.device_id for one in _told(store).silent_devices] == ["silent"]


_CROWD = f"""
INSERT INTO scans (
    scan_id, citizen_id, place_id, direction, happened_ms, received_ms, category, reason,
    kafka_partition, kafka_offset, recorded_ms
)
SELECT
    hex(sipHash64(number)), concat('citizen-', toString(number % 25000)),
    concat('place-', toString(cityHash64(number) % 70)), 'in',
    {_AT_MS} - cityHash64(number, 1) % {14 * 24 * HOUR_MS} AS happened_ms,
    happened_ms, 'pass', 'ok', 0, number, happened_ms
FROM numbers(500000)
"""  # noqa: S608  # our own figures


def test_about_a_day_is_read_whatever_is_kept(store: Store) -> None:
    """A day of a fortnight's half million, at seventy places."""
    store.change(_CROWD)
    store.change("OPTIMIZE TABLE scans FINAL")

    told = _told(store)

    assert told.total.inside > 10_000
    assert told.rows_read <= 4 * 70 * 1024 * 2 + 2 * 36_000
