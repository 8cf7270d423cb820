"""Contact lists for other systems, read back as those read them."""

import csv
import io

import msgspec
import pytest

from analytics.questions.residences import Residence
from api.exports import godata, sormas
from api.exports.contact_lists import Home, contact_lines, home_of
from contracts.errors import FixRequest
from contracts.words import Language
from tests.builders.analytics import HOUR_MS, START_MS
from tests.builders.exports import (
    CASE,
    COMPANION,
    CONTACT,
    contact,
    contacts,
    meeting,
    reached,
    spread,
    tie,
)

_OTHER_CASE = "d" * 32
# Phú La, a ward of Hà Đông.
_HOMES = {CONTACT: Residence(citizen_id=CONTACT, residence="268", stay="")}
_COMPANION = contact(
    citizen_id=COMPANION,
    index_cases=(_OTHER_CASE, CASE),
    meetings=3,
    shared_vehicle=2,
    shared_lane=1,
    last_met_ms=START_MS + 24 * HOUR_MS,
    nearest=(meeting(same_vehicle=True), meeting(index_case=_OTHER_CASE)),
)


def _read(written: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written.decode("utf-8-sig"), newline="")))


def test_godata_gets_a_line_a_contact_with_the_nearest_case() -> None:
    """Under the names of its own fields, with the values of its own reference data."""
    lines = contact_lines(contacts(_COMPANION, contact()))
    companion, passer_by = _read(godata.godata_of(lines, _HOMES, START_MS, "en"))

    assert tuple(companion) == godata.HEADERS
    assert companion["visualId"] == companion["lastName"] == COMPANION
    assert companion["relationship.relatedId"] == CASE
    assert _OTHER_CASE in companion["relationship.comment"]
    assert companion["riskLevel"] == "LNG_REFERENCE_DATA_CATEGORY_RISK_LEVEL_3_HIGH"
    assert "in one vehicle at 2" in companion["riskReason"]
    assert companion["dateOfLastContact"] == "2021-08-24"
    assert companion["addresses[0].locationId"] == ""
    assert passer_by["riskLevel"].endswith("_1_LOW")
    assert passer_by["addresses[0].locationId"] == "Quận Hà Đông"
    assert passer_by["relationship.exposureTypeId"] == ""


def test_sormas_gets_a_line_for_each_case_that_was_met() -> None:
    """Under the names of its own fields; dates as its English users write them."""
    lines = contact_lines(contacts(_COMPANION, contact()))
    read = _read(sormas.sormas_of(lines, _HOMES, START_MS, "en"))

    assert tuple(read[0]) == sormas.HEADERS
    assert [(row["externalID"], row["caseIdExternalSystem"]) for row in read] == [
        (COMPANION, CASE),
        (COMPANION, _OTHER_CASE),
        (CONTACT, CASE),
    ]
    assert (read[0]["firstContactDate"], read[0]["lastContactDate"]) == ("08/23/2021", "08/24/2021")
    assert (read[0]["multiDayContact"], read[0]["contactProximity"]) == ("true", "CLOSE_CONTACT")
    assert (read[0]["contactCategory"], read[2]["contactCategory"]) == ("HIGH_RISK", "LOW_RISK")
    assert (read[2]["region"], read[2]["district"]) == ("Thành phố Hà Nội", "Quận Hà Đông")
    assert (read[2]["firstContactDate"], read[2]["person.sex"]) == ("", "UNKNOWN")


def test_people_reached_later_name_who_may_have_given_it_to_them() -> None:
    """The one by whom they were exposed comes first; the level is told."""
    (line,) = contact_lines(spread(reached(), tie(), tie(from_id=CASE, is_exposure=False)))
    (row,) = _read(godata.godata_of((line,), {}, START_MS, "en"))

    assert line.via == (CONTACT, CASE)
    assert (row["firstName"], row["relationship.relatedId"]) == ("F2", CONTACT)


@pytest.mark.parametrize("spoken", ["vi", "en"])
@pytest.mark.parametrize(
    "changes", [{}, {"shared_lane": 1}, {"meetings": 2}, {"shared_vehicle": 1}]
)
def test_each_risk_is_explained(spoken: Language, changes: dict[str, int]) -> None:
    """Low, medium twice, high twice."""
    (line,) = contact_lines(contacts(contact(**changes)))

    high = {"shared_vehicle", "shared_journey"} & set(changes)
    assert line.risk == ("high" if high else "medium" if changes else "low")
    assert "1 " in line.why(spoken)


def test_an_answer_without_contacts_is_no_contact_list() -> None:
    """A timeline can't be one."""

    class _Timeline(msgspec.Struct):
        stops: tuple[str, ...] = ()

    with pytest.raises(FixRequest):
        contact_lines(_Timeline())


def test_a_home_is_told_by_province_and_district() -> None:
    """Nothing where nobody declared, or where the unit is not known."""
    unknown = {CASE: Residence(citizen_id=CASE, residence="99999", stay="")}

    assert home_of(CONTACT, _HOMES) == Home("Thành phố Hà Nội", "Quận Hà Đông")
    assert home_of(CASE, unknown) == home_of(CASE, {}) == Home()
