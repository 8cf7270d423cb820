"""Answers about places and areas, as tables."""

from typing import Any

import msgspec

from deploy.area_answers import (
    Flows,
    Milestones,
    OverduePeople,
    Presence,
    Repeats,
    flows_table,
    milestones_table,
    overdue_table,
    presence_table,
    repeats_table,
)
from tests.unit.deploy.test_answers import CITIZEN, FRESHNESS, shown


def _answer(name: str, row: dict[str, Any], **facts: int) -> dict[str, Any]:
    return {name: [row], "freshness": FRESHNESS, **facts}


def test_people_who_had_only_entered_before_are_told_as_such() -> None:
    """They have no scan of the window, and the caption counts them."""
    present = {
        "citizen_id": CITIZEN,
        "scans": 0,
        "first_at": None,
        "last_at": None,
        "last_place_id": "",
        "last_direction": "",
        "last_category": "",
        "entered_at": "2021-08-24T00:30:00Z",
    }
    answer = _answer("people", present, total=70, total_entered_before=4)

    text = shown(presence_table(msgspec.convert(answer, Presence), 1))

    assert CITIZEN in text
    assert "2021-08-24 07:30:00" in text
    assert "1 of 70 persons; data up to 2021-08-24 07:31:00" in text
    assert "4 of them had only entered before" in text


def test_milestones_read_like_a_notice() -> None:
    """Both moments, the place by id and name, and nobody's id."""
    milestone = {
        "first_at": "2021-08-24T00:00:00Z",
        "last_at": "2021-08-24T01:00:00Z",
        "place_id": "hn-city-01",
        "name_en": "Checkpoint 1",
        "index_persons": 2,
        "other_people": 31,
    }

    text = shown(milestones_table(msgspec.convert(_answer("milestones", milestone), Milestones), 9))

    for part in ("2021-08-24 07:00:00", "2021-08-24 08:00:00", "Checkpoint 1", "31"):
        assert part in text
    assert "1 places and times" in text


def test_flows_are_told_by_name_and_code_with_their_sums() -> None:
    """The sums are of all pairs, also of those not shown."""
    flow = {
        "from_unit": "001",
        "from_name": "Quận Ba Đình",
        "to_unit": "002",
        "to_name": "Quận Hoàn Kiếm",
        "people": 1200,
        "journeys": 1500,
        "declared": 900,
    }
    answer = _answer("flows", flow, total=30, journeys=20_000, declared=15_000)

    text = shown(flows_table(msgspec.convert(answer, Flows), 1))

    assert "Quận Ba Đình (001)" in text
    assert "1,500" in text
    assert "1 of 30 pairs" in text
    assert "20,000 journeys seen, 15,000 declared" in text


def test_somebody_scanned_often_is_told_with_where_they_were_last() -> None:
    """The id stays whole for the next question."""
    often = {
        "citizen_id": CITIZEN,
        "scans": 40,
        "crossings": 38,
        "places": 3,
        "days": 2,
        "most_on_a_day": 25,
        "last_at": "2021-08-24T00:30:00Z",
        "last_place_id": "hn-city-01",
    }

    text = shown(repeats_table(msgspec.convert(_answer("people", often, total=1), Repeats), 9))

    assert CITIZEN in text
    assert "2021-08-24 07:30:00 hn-city-01" in text


def test_somebody_overdue_who_was_never_scanned_has_no_last_scan() -> None:
    """The declared route is told by its codes."""
    missing = {
        "citizen_id": CITIZEN,
        "departs_at": "2021-08-23T12:30:00Z",
        "known_since_at": "2021-08-24T00:30:00Z",
        "origin": "00001",
        "destination": "10348",
        "last_seen_at": None,
        "last_place_id": "",
        "last_direction": "",
    }
    answer = _answer("people", missing, total=1)

    text = shown(overdue_table(msgspec.convert(answer, OverduePeople), 9))

    for part in (CITIZEN, "2021-08-23 19:30:00", "2021-08-24 07:30:00", "00001", "10348"):
        assert part in text
