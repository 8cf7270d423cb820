"""The form as its template sees it."""

from typing import get_args

import pytest

from contracts.errors import Fault
from contracts.words import Language
from ingest.form.countries import countries
from ingest.form.names import ADDRESS_PARTS, OF_JOURNEY, OF_TRAVELLER
from ingest.form.options import country_options, province_boxes, province_options
from ingest.form.presets import fresh_form, is_form_id, new_form_id
from ingest.form.reading import CONTACTS
from ingest.form.view import FormView, error_text, label_of
from tests.builders.contracts import NOW_MS
from tests.builders.forms import traveller_pairs, typed_form

LANGUAGES = get_args(Language)
REASONS = ("required", "choose", "answer", "bad_date", "bad_time", "bad_clock", "bad_phone")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_has_a_label_that_errors_name(language: Language) -> None:
    """Of travellers, of the journey, and of every part of an address."""
    fields = [
        *(f"t1_{name}" for name in OF_TRAVELLER),
        *OF_JOURNEY,
        *(f"destination_{part}" for part in ADDRESS_PARTS),
    ]

    labels = [label_of(field, language) for field in fields]

    assert all(labels)
    assert {f"contact_{kind}" for kind in CONTACTS} <= set(OF_TRAVELLER)
    for reason in REASONS:
        assert error_text(Fault(field="t1_birth", reason=reason), language)


def test_errors_stand_by_whose_they_are() -> None:
    """What is only missing is told by its label, the rest in a sentence."""
    typed = typed_form([traveller_pairs(1), traveller_pairs(3)])
    faults = (
        Fault(field="t1_name", reason="required"),
        Fault(field="t3_birth", reason="bad_date"),
        Fault(field="plate", reason="plate_required"),
    )

    shown = FormView(typed, "en", faults=faults)

    (first, (name,)), (second, (birth,)), (journey, (plate,)) = shown.errors
    assert (first, second, journey) == ("Traveller 1", "Traveller 2", "Journey")
    assert (name.field, name.text) == ("t1_name", "Full name")
    assert birth.text.startswith("“Date of birth” is not a date")
    assert plate.field == "plate"
    assert shown.error_count == 3
    assert shown.error("t1_name") == "Fill in “Full name”."
    assert shown.error("t1_birth") == ""


def test_of_one_traveller_nobody_has_to_be_named() -> None:
    """The list is one."""
    faults = (Fault(field="t1_name", reason="required"), Fault(field="plate", reason="too_long"))

    assert [whose for whose, _ in FormView(typed_form(), "vi", faults=faults).errors] == [""]


def test_chosen_ones_are_marked_in_long_lists() -> None:
    """And what somebody made up is no option."""
    assert '<option value="VN" selected>Việt Nam</option>' in country_options("VN", "vi")
    assert '<option value="48" selected>' in province_options("48")
    boxes = province_boxes("t1_visited_units", ("01", "48"))
    assert boxes.count(" checked>") == 2
    assert boxes.count('name="t1_visited_units"') == 63
    assert "script" not in country_options('"><script>', "vi")


@pytest.mark.parametrize("language", LANGUAGES)
def test_countries_have_codes_of_two_letters(language: Language) -> None:
    """Unions and outlying islands left out."""
    codes = [code for code, _ in countries(language)]

    assert {"VN", "LA", "KH", "CN", "FR"} <= set(codes)
    assert not {"EU", "UN", "ZZ"} & set(codes)
    assert {len(code) for code in codes} == {2}


@pytest.mark.parametrize("text", ["", "form-1", "declaration-0001", f"form-{'g' * 32}"])
def test_an_id_that_is_none_of_a_form_is_told_apart(text: str) -> None:
    """The page gives such a form a new one."""
    assert not is_form_id(text)
    assert is_form_id(new_form_id())
    assert is_form_id(fresh_form(NOW_MS, None).text("form_id"))
