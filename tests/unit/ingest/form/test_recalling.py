"""What was declared stands in the form as its maker would type it."""

from collections.abc import Mapping

import msgspec
import pytest

from ingest.form.reading import read_journey
from ingest.form.recalling import recalled
from ingest.form.typed import Typed
from ingest.forms import DeclarationForm
from ingest.renewing import declared_before, renewable
from service.doors import Caller
from tests.builders.forms import FORM_ID, traveller_pairs, typed_form

_NOW_MS = 1_629_784_800_000
_ELSEWHERE = {
    "stay_same": "",
    "stay_province": "31",
    "stay_district": "303",
    "stay_ward": "11296",
    "stay_text": "Nhà trọ",
    "temporary_too": "yes",
    "temporary_province": "01",
    "temporary_district": "001",
    "temporary_ward": "00004",
    "birth": "1999",
    "seat": "12A",
}
_AWAY = {
    "origin_same": "",
    "origin_province": "31",
    "origin_district": "303",
    "origin_ward": "11296",
}
_FOR_ANOTHER = {"on_behalf": "yes", "declarant_phone": "0987654321", "trailer": "51R-001.23"}


def _declared(person: Mapping[str, str], journey: Mapping[str, str]) -> DeclarationForm:
    typed = typed_form([traveller_pairs(1, person)], journey=journey)
    return read_journey(typed, Caller(), _NOW_MS).forms[0]


@pytest.mark.parametrize("person", [{}, _ELSEWHERE, {"visited": "yes", "visited_note": "Lào"}])
@pytest.mark.parametrize("journey", [{}, _AWAY, _FOR_ANOTHER])
def test_what_was_declared_is_read_back_as_it_was(
    person: Mapping[str, str], journey: Mapping[str, str]
) -> None:
    """Whatever the addresses; only answers about health have to be given anew."""
    declared = _declared(person, journey)
    kept = declared_before(renewable(declared))

    filled = Typed([("form_id", FORM_ID), ("traveller", "1"), *recalled(kept, 1)])
    again = read_journey(filled, Caller(), _NOW_MS).forms[0]

    lost = {"truthful": declared.truthful}
    assert msgspec.structs.replace(again, **lost) == declared


def test_answers_about_health_are_not_filled_in() -> None:
    """They are of the day on which they are given."""
    kept = declared_before(renewable(_declared({"symptoms": "yes", "symptom": "fever"}, {})))

    names = {name for name, value in recalled(kept, 1) if value}

    assert not names & {"t1_symptoms", "t1_symptom", "t1_contact_patient", "truthful"}
