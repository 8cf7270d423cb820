"""An area's part of the figures."""

from typing import Any

import msgspec
import pytest

from analytics.questions.alert_tallies import AlertTallies, PlaceAlert, PlaceTally
from analytics.questions.freshness import Freshness
from analytics.questions.place_curve import PlaceSteps, StepCount
from analytics.questions.situation import Flow, GateFigures, SilentDevice, Situation
from api.board_areas import Area
from api.board_figures import AreaFigures, Lateness, Reading, area_figures
from contracts.lists import Lists
from contracts.places import Place
from contracts.registry import PlaceAdded

_NOW_MS = 1_629_700_200_000
# In Sóc Sơn, in Phú Xuyên, in Yên Phong of another province, and in no district that is known.
_PLACES = {"hn-city-10": "016", "hn-city-01": "280", "bac-ninh": "258", "somewhere": ""}


def _lists() -> Lists:
    lists = Lists()
    for place_id in ("bac-ninh", "somewhere"):
        district = _PLACES[place_id]
        added = Place(
            place_id=place_id, kind="imported", name_vi=place_id, name_en="", district=district
        )
        lists.apply(PlaceAdded(place=added))
    return lists


def _gate(place_id: str, **figures: Any) -> GateFigures:
    return GateFigures(place_id=place_id, quarter=Flow(in_=30), **figures)


def _reading(*places: str) -> Reading:
    """Return a reading in which each place has 30 scans, 2 lanes, 4 inside and one of the rest."""
    gates = tuple(_gate(one, inside=4, lanes=2, capacity_per_minute=8.0) for one in places)
    fresh: dict[str, Any] = {
        field.name: 0 for field in msgspec.structs.fields(Freshness) if field.required
    }
    return Reading(
        situation=Situation(
            at_ms=_NOW_MS,
            counted_ms=_NOW_MS,
            total=GateFigures(),
            places=gates,
            silent_devices=tuple(
                SilentDevice(device_id=f"device at {one}", place_id=one, last_received_ms=1)
                for one in places
            ),
            freshness=Freshness(**fresh),
            rows_read=0,
        ),
        alerts=AlertTallies(
            tallies=tuple(
                PlaceTally(place_id=one, kind="overdue", alerts=3) for one in (*places, "")
            ),
            newest=tuple(
                PlaceAlert(place_id=one, kind="overdue", happened_ms=n, known_since_ms=n)
                for n, one in enumerate(places)
            ),
            rows_read=0,
        ),
        steps=PlaceSteps(
            from_ms=0,
            counts=tuple(
                StepCount(place_id=one, step=71, in_=5, out=0, refused=0, scans=5) for one in places
            ),
        ),
        lateness=Lateness(
            data_up_to_ms=1, counted_ms=1, stream_lag=0, loader_lag=0, loader_is_well=True
        ),
    )


def _told(area: Area, *places: str) -> AreaFigures:
    return area_figures(_reading(*places), _lists(), area)


def test_rows_are_of_districts_while_all_is_in_one_province() -> None:
    """Each adds up its places, with the load of their lanes together."""
    told = _told(Area(), "hn-city-10", "hn-city-11", "hn-city-01")

    rows = {row.name: (row.inside, row.lanes, row.load) for row in told.units}
    assert rows == {"016": (8, 4, 0.25), "280": (4, 2, 0.25)}
    assert (told.total.inside, told.total.quarter.in_) == (12, 90)
    assert (told.total.scans_per_minute, told.total.load) == (6.0, 0.25)


def test_rows_are_of_provinces_where_there_are_several() -> None:
    """A place in no district is in the sum and in no row."""
    told = _told(Area(), *_PLACES)

    assert {row.name: row.inside for row in told.units} == {"01": 8, "27": 4}
    assert told.total.inside == 16
    assert told.alerts == {"overdue": 15}


@pytest.mark.parametrize(
    ("area", "places"),
    [
        (Area(units=("016",)), ["hn-city-10"]),
        (Area(units=("01",)), ["hn-city-10", "hn-city-01"]),
        (Area(units=("280", "27")), ["hn-city-01", "bac-ninh"]),
        (Area(place_id="somewhere"), ["somewhere"]),
    ],
)
def test_an_area_has_what_lies_in_it(area: Area, places: list[str]) -> None:
    """Counts, devices, alerts and the curve alike; an alert of no place is everywhere's only."""
    told = _told(area, *_PLACES)

    assert [row.name for row in told.places] == places
    assert [one.place_id for one in told.silent] == places
    assert told.silent_devices == len(places)
    assert told.alerts == {"overdue": 3 * len(places)}
    assert {one.place_id for one in told.newest_alerts} == set(places)
    assert told.curve.in_[-1] == 5 * len(places)
