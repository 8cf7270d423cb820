"""What lies within a jurisdiction."""

import pytest

from contracts.jurisdiction import EVERYWHERE, Jurisdiction
from contracts.lists import Lists
from contracts.places import Place, units_of_2021

HANOI, BA_DINH, TAY_HO, SOC_SON, HAI_PHONG = "01", "001", "003", "016", "31"
A_WARD_OF_BA_DINH = "00001"


@pytest.mark.parametrize(
    ("units", "code", "is_within"),
    [
        ((), HAI_PHONG, True),
        ((HANOI,), HANOI, True),
        ((HANOI,), BA_DINH, True),
        ((HANOI,), A_WARD_OF_BA_DINH, True),
        ((HANOI,), HAI_PHONG, False),
        ((BA_DINH,), HANOI, False),
        ((BA_DINH,), A_WARD_OF_BA_DINH, True),
        ((BA_DINH, SOC_SON), SOC_SON, True),
        ((BA_DINH, SOC_SON), TAY_HO, False),
        ((HANOI,), "", False),
        ((HANOI,), "nowhere", False),
    ],
)
def test_a_unit_lies_within_where_one_of_the_units_holds_it(
    units: tuple[str, ...], code: str, is_within: bool
) -> None:
    """A province holds its districts and communes; a district doesn't hold its province."""
    assert Jurisdiction(units).has_unit(code) == is_within


def test_a_place_that_nobody_can_place_lies_only_within_everywhere() -> None:
    """One without a district, and one that is not on the list at all."""
    adrift = Place(place_id="x", kind="imported", name_vi="x", name_en="x")

    for place in (adrift, None):
        assert EVERYWHERE.has_place(place)
        assert not Jurisdiction((HANOI,)).has_place(place)


def test_places_and_units_are_named_only_where_there_are_bounds() -> None:
    """None means all of them, which is not the same as a list of all that are known today."""
    lists, district = Lists(), Jurisdiction((BA_DINH,))

    assert EVERYWHERE.places(lists) is None
    assert EVERYWHERE.codes() is None
    assert {lists.places[name].district for name in district.places(lists) or ()} == {BA_DINH}
    assert {units_of_2021().district_of(code) for code in district.codes() or ()} == {BA_DINH}


@pytest.mark.parametrize(
    ("wide", "narrow", "covers"),
    [
        ((), (), True),
        ((), (BA_DINH,), True),
        ((HANOI,), (BA_DINH, SOC_SON), True),
        ((HANOI,), (BA_DINH, HAI_PHONG), False),
        ((BA_DINH,), (HANOI,), False),
        ((BA_DINH,), (), False),
    ],
)
def test_a_jurisdiction_covers_another_that_lies_within(
    wide: tuple[str, ...], narrow: tuple[str, ...], covers: bool
) -> None:
    """Everywhere is covered by nothing but everywhere."""
    assert Jurisdiction(wide).covers(Jurisdiction(narrow)) == covers


def test_a_district_is_touched_by_its_province_but_not_by_its_neighbour() -> None:
    """What is ordered for a province concerns each district in it."""
    district = Jurisdiction((BA_DINH,))

    touching = [unit for unit in (HANOI, BA_DINH, TAY_HO, HAI_PHONG) if district.touches(unit)]

    assert touching == [HANOI, BA_DINH]
