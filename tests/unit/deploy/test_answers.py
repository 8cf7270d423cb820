"""Answers as tables."""

import msgspec
from rich.console import Console
from rich.table import Table

from deploy.answers import (
    Alerts,
    Contacts,
    Departures,
    Spread,
    Timeline,
    VehicleTimeline,
    alerts_table,
    contacts_table,
    departures_table,
    spread_table,
    timeline_table,
    vehicle_table,
)

CITIZEN = "0123456789abcdef0123456789abcdef"
FRESHNESS = {"data_up_to": "2021-08-24T07:31:00+07:00"}


def shown(table: Table) -> str:
    """Return the table as text."""
    console = Console(width=140)
    with console.capture() as captured:
        console.print(table)
    return captured.get()


def test_a_contacts_id_stays_whole_for_the_next_question() -> None:
    """It is copied from the table."""
    contact = {
        "citizen_id": CITIZEN,
        "meetings": 2,
        "closest_gap_s": 75.5,
        "because": ["met_again", "same_lane"],
        "first_met_at": "2021-08-24T00:30:00Z",
        "nearest": [{"place_id": "hn-city-01"}],
    }
    found = msgspec.convert({"total": 1, "contacts": [contact], "freshness": FRESHNESS}, Contacts)

    text = shown(contacts_table(found, 10))

    assert CITIZEN in text
    assert "0:01:16" in text
    assert "met again, same lane" in text
    assert "2021-08-24 07:30:00" in text
    assert "1 contacts; data up to 2021-08-24 07:31:00" in text


def test_a_spread_tells_levels_marks_and_what_was_cut() -> None:
    """Whoever reads it knows that there are more."""
    person = {
        "level": 1,
        "citizen_id": CITIZEN,
        "exposed_by": CITIZEN[::-1],
        "first_met_at": "2021-08-24T00:30:00Z",
        "because": [],
        "also_met_as": ["F2"],
    }
    levels = [{"level": 1, "total": 1200, "told": 1000}, {"level": 2, "total": 0, "told": 0}]
    found = msgspec.convert({"levels": levels, "persons": [person], "freshness": FRESHNESS}, Spread)

    text = shown(spread_table(found, 10))

    assert f"F1 (also F2)   {CITIZEN}   {CITIZEN[::-1]}" in text
    assert "same place" in text
    assert "F1: 1,200, the likeliest 1,000 told" in text
    assert "F2: 0" in text


def test_a_timeline_tells_what_the_stream_has_not_judged_yet() -> None:
    """A scan may be loaded before the worker has looked at it."""
    stop = {
        "place_id": "hn-city-01",
        "direction": "in",
        "happened_at": "2021-08-24T00:30:00Z",
        "category": "refuse",
        "reason": "expired",
        "judgement": None,
        "leg": None,
    }
    found = msgspec.convert({"stops": [stop] * 3, "freshness": {"data_up_to": None}}, Timeline)

    text = shown(timeline_table(found, 2))

    assert "refuse: expired" in text
    assert "not judged yet" in text
    assert "2 of 3 scans" in text


def test_alerts_are_told_with_their_kinds() -> None:
    """The person's id stays whole here too."""
    alert = {
        "kind": "impossible_travel",
        "citizen_id": CITIZEN,
        "place_id": "hn-city-01",
        "from_place_id": "hn-city-02",
        "happened_at": "2021-08-24T00:30:00Z",
        "known_since_at": "2021-08-24T05:30:00Z",
        "withdrawn_at": None,
    }
    tally = {"kind": "impossible_travel", "alerts": 1}
    answer = {"alerts": [alert], "by_kind": [tally], "freshness": FRESHNESS}

    text = shown(alerts_table(msgspec.convert(answer, Alerts), 10))

    assert CITIZEN in text
    assert "2021-08-24 12:30:00" in text
    assert "1 impossible_travel" in text


def test_departures_are_told_with_where_they_were_last_seen() -> None:
    """All are counted, however few are shown."""
    gone = {
        "citizen_id": CITIZEN,
        "how": "gate",
        "left_at": "2021-08-24T00:30:00Z",
        "inside_place_id": "hn-city-01",
        "last_place_id": "hn-city-02",
        "last_direction": "visit",
        "last_seen_at": "2021-08-24T05:30:00Z",
        "is_back": True,
    }
    answer = {"departures": [gone], "total": 70, "freshness": FRESHNESS}

    text = shown(departures_table(msgspec.convert(answer, Departures), 1))

    assert CITIZEN in text
    assert "hn-city-02 visit" in text
    assert "1 of 70 persons" in text


def test_a_vehicle_s_stops_tell_legs_stays_and_silence() -> None:
    """How many people, not who: the JSON form tells that."""
    stop = {
        "place_id": "hn-city-01",
        "direction": "in",
        "role": "trailer",
        "first_at": "2021-08-24T00:30:00Z",
        "citizen_ids": [CITIZEN, "f" * 32],
        "leg_s": 61,
        "dwell_s": 3600,
    }
    answer = {"stops": [stop], "gaps": [{"seconds": 90_000}], "freshness": FRESHNESS}

    text = shown(vehicle_table(msgspec.convert(answer, VehicleTimeline), 10))

    for part in ("trailer", "0:01:01", "1:00:00", "out of sight 1 times, 25:00:00"):
        assert part in text
    assert CITIZEN not in text
