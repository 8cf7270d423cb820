"""Which scans a body asks about."""

from typing import Any

import msgspec
import pytest

from analytics.questions.filters import ALL_SCANS
from api.asking.timeline import TimelineBody
from contracts.errors import FixRequest
from contracts.lists import Lists
from service.bodies import decode

_DECODER = msgspec.json.Decoder(TimelineBody)
_USUAL = {"from": "2021-08-23T00:00:00+07:00", "until": "2021-08-24T00:00:00+07:00"}


def _body(**changes: Any) -> TimelineBody:
    return decode(msgspec.json.encode({**_USUAL, "purpose": "case 7", **changes}), _DECODER)


def test_a_body_that_names_no_filter_asks_about_every_scan() -> None:
    """Everywhere, also at places nobody listed."""
    assert _body().scan_filter(Lists()) == ALL_SCANS


def test_kind_unit_and_place_narrow_the_places_together() -> None:
    """A district of a kind; one place of them; none where they contradict one another."""
    lists = Lists()
    kinds = {p.place_id: p.kind for p in lists.places.values() if p.district == "001"}
    of_district = _body(unit="001", place_kinds=["police"]).scan_filter(lists).places
    gate = _body(place_id="hn-city-01", place_kinds=["city_checkpoint"]).scan_filter(lists)
    none = _body(place_id="hn-city-01", place_kinds=["police"]).scan_filter(lists)

    assert of_district is not None
    assert sorted(of_district) == sorted(p for p, kind in kinds.items() if kind == "police")
    assert gate.places == ("hn-city-01",)
    assert none.places == ()


def test_directions_and_verdicts_are_taken_as_they_are() -> None:
    """Verdicts by their category."""
    only = _body(directions=["in", "out"], verdicts=["refuse"]).scan_filter(Lists())

    assert (only.places, only.directions, only.categories) == (None, ("in", "out"), ("refuse",))


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"unit": "nowhere"}, ("unit", "unknown_unit")),
        ({"place_id": "nowhere"}, ("place_id", "unknown_place")),
        ({"place_kinds": ["school"]}, ("place_kinds[0]", "choice")),
        ({"directions": ["up"]}, ("directions[0]", "choice")),
        ({"verdicts": ["expired"]}, ("verdicts[0]", "choice")),
        ({"unit": 1}, ("unit", "wrong_type")),
    ],
)
def test_a_filter_that_is_not_in_order_names_its_fault(
    changes: dict[str, Any], fault: tuple[str, str]
) -> None:
    """By the field's own name."""
    with pytest.raises(FixRequest) as refused:
        _body(**changes).scan_filter(Lists())

    assert [(f.field, f.reason) for f in refused.value.faults] == [fault]
