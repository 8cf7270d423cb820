"""Which scans a body asks about."""

from typing import Any

import msgspec
import pytest

from analytics.questions.filters import ALL_SCANS
from api.asking.timeline import TimelineBody
from contracts.errors import FixRequest
from service.bodies import decode
from tests.builders.grounds import ground

_DECODER = msgspec.json.Decoder(TimelineBody)
_USUAL = {"from": "2021-08-23T00:00:00+07:00", "until": "2021-08-24T00:00:00+07:00"}


def _body(**changes: Any) -> TimelineBody:
    return decode(msgspec.json.encode({**_USUAL, "purpose": "case 7", **changes}), _DECODER)


def test_a_body_that_names_no_filter_asks_about_every_scan() -> None:
    """Everywhere, also at places nobody listed."""
    assert _body().scan_filter(ground()) == ALL_SCANS


def test_kind_unit_and_place_narrow_the_places_together() -> None:
    """A district of a kind; one place of them; none where they contradict one another."""
    here = ground()
    kinds = {p.place_id: p.kind for p in here.lists.places.values() if p.district == "001"}
    of_district = _body(unit="001", place_kinds=["police"]).scan_filter(here).places
    gate = _body(place_id="hn-city-01", place_kinds=["city_checkpoint"]).scan_filter(here)
    none = _body(place_id="hn-city-01", place_kinds=["police"]).scan_filter(here)

    assert of_district is not None
    assert sorted(of_district) == sorted(p for p, kind in kinds.items() if kind == "police")
    assert gate.places == ("hn-city-01",)
    assert none.places == ()


def test_directions_and_verdicts_are_taken_as_they_are() -> None:
    """Verdicts by their category."""
    only = _body(directions=["in", "out"], verdicts=["refuse"]).scan_filter(ground())

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
        _body(**changes).scan_filter(ground())

    assert [(f.field, f.reason) for f in refused.value.faults] == [fault]


def test_within_a_jurisdiction_no_scan_outside_is_asked_about() -> None:
    """Though the body names neither place nor unit; a kind narrows what is left."""
    here = ground("001")
    of_district = {p.place_id for p in here.lists.places.values() if p.district == "001"}
    stations = {p for p in of_district if here.lists.places[p].kind == "police"}

    assert set(_body().scan_filter(here).places or ()) == of_district
    assert set(_body(place_kinds=["police"]).scan_filter(here).places or ()) == stations


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"unit": "016"}, "unit"), ({"unit": "01"}, "unit"), ({"place_id": "hn-city-01"}, "place_id")],
)
def test_a_filter_that_leads_outside_the_jurisdiction_is_refused(
    changes: dict[str, Any], field: str
) -> None:
    """Another district, the province that holds one's own, a place in another district."""
    with pytest.raises(FixRequest) as refused:
        _body(**changes).scan_filter(ground("001"))

    faults = [(fault.field, fault.reason) for fault in refused.value.faults]
    assert faults == [(field, "outside_jurisdiction")]
