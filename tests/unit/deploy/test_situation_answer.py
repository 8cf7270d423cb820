"""The officials' figures as a table."""

import msgspec

from deploy.situation_answer import Told, situation_table
from tests.unit.deploy.test_answers import FRESHNESS, shown

_FLOW = {"in": 1200, "out": 30, "visit": 4}
_GATE = {
    "place_id": "hn-city-01",
    "quarter": _FLOW,
    "today": _FLOW,
    "inside": 1170,
    "load": 0.874,
    "refusals": {"expired": {"today": 3}, "revoked": {"today": 5}},
    "pre_declared": 3,
    "at_the_gate": 1,
    "sheets_waiting": 12,
    "oldest_sheet_at": "2021-08-24T13:00:00.000+07:00",
}


def _told(*, is_well: bool) -> str:
    figures = {
        "total": _GATE | {"place_id": ""},
        "places": [_GATE],
        "silent_devices": [{"device_id": "d-1", "place_id": "hn-city-02"}],
        "freshness": FRESHNESS,
    }
    pipeline = {"loader_is_well": is_well, "loader_lag": {"scans": 7, "counts": 2}}
    answer = {"situation": figures, "pipeline": pipeline}
    return shown(situation_table(msgspec.convert(answer, Told), 10))


def test_a_gate_is_told_with_what_officials_ask_for() -> None:
    """The sum first; the commonest refusal first."""
    text = _told(is_well=True)

    assert text.index("all") < text.index("hn-city-01")
    for part in ("1,200, 30, 4", "1,170", "87%", "5 revoked, 3 expired", "75% of 4"):
        assert part in text
    assert "d-1 at hn-city-02" in text
    assert "9 records not loaded yet" in text
    assert "12 paper sheets wait, since 2021-08-24 13:00" in text


def test_a_loader_that_stands_still_is_told() -> None:
    """Else the figures would look fresh."""
    assert "stands still" in _told(is_well=False)
