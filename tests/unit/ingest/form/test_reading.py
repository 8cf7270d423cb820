"""What was typed becomes a declaration for each traveller, or faults at the page's fields."""

from dataclasses import dataclass

import pytest

from contracts.places import units_of_2021
from ingest.form.reading import read_journey
from ingest.form.typed import Typed
from service.doors import Caller
from tests.builders.contracts import NOW_MS
from tests.builders.forms import FORM_ID, traveller_pairs, typed_form

NOBODY = Caller()
SECOND = {
    "name": "Trần Thị Ví Dụ",
    "birth": "2015",
    "sex": "female",
    "document_kind": "other",
    "document_number": "GKS 12/2015",
    "phone": "",
    "residence_same": "yes",
    "residence_province": "",
}


@dataclass(frozen=True)
class _Case:
    """A field of the only traveller, what is typed, and the faults."""

    field: str
    typed: str
    faults: list[tuple[str, str]]


def _faults(typed: Typed) -> list[tuple[str, str]]:
    journey = read_journey(typed, NOBODY, NOW_MS)
    return [(fault.field, fault.reason) for fault in journey.faults]


def test_a_filled_form_is_one_declaration() -> None:
    """Dates as people write them, an address by its smallest unit, ids from the form's own."""
    journey = read_journey(typed_form(), NOBODY, NOW_MS)

    assert journey.faults == ()
    (form,) = journey.forms
    assert (form.declaration_id, form.journey_id) == (f"{FORM_ID}.1", FORM_ID)
    assert form.birth_date == "1999-08-15"
    assert form.departs_at == "2021-08-24T13:00:00+07:00"
    assert form.residence == form.origin
    assert (form.residence.unit, form.destination.unit) == ("00001", "11296")
    assert (form.stay, form.temporary, form.on_behalf) == (None, None, False)
    assert (form.visited, form.symptoms, form.contacts) == ((), (), ())


def test_people_who_live_together_fill_in_their_home_once() -> None:
    """And a child without a phone is reached by the first traveller's."""
    both = typed_form([traveller_pairs(), traveller_pairs(3, SECOND)])

    journey = read_journey(both, NOBODY, NOW_MS)

    assert journey.faults == ()
    first, second = journey.forms
    assert second.residence == first.residence
    assert second.phone == first.phone
    assert second.journey_id == first.journey_id
    assert second.declaration_id == f"{FORM_ID}.3"


def test_an_empty_form_tells_every_required_field_once_in_the_order_of_the_page() -> None:
    """Nobody mends one thing to be told the next."""
    empty = Typed([("form_id", FORM_ID), ("traveller", "1"), ("t1_nationality", "VN")])

    faults = _faults(empty)

    assert [field for field, _ in faults] == [
        "t1_name",
        "t1_birth",
        "t1_sex",
        "t1_document_kind",
        "t1_document_number",
        "t1_phone",
        "t1_residence_province",
        "t1_residence_text",
        "t1_stay_province",
        "t1_visited",
        "t1_symptoms",
        "t1_contact_patient",
        "t1_contact_affected_country",
        "t1_contact_symptomatic",
        "origin_province",
        "destination_province",
        "transport",
        "departs_date",
        "departs_time",
        "truthful",
    ]
    assert {reason for _, reason in faults} == {"required", "choose", "answer", "not_truthful"}


@pytest.mark.parametrize(
    "case",
    [
        _Case("birth", "31/02/1999", [("t1_birth", "bad_date")]),
        _Case("birth", "1/1/2099", [("t1_birth", "in_the_future")]),
        _Case("phone", "no phone", [("t1_phone", "bad_phone")]),
        _Case("document_number", "12", [("t1_document_number", "bad_document")]),
        _Case("nationality", "", [("t1_nationality", "choice")]),
        _Case("residence_ward", "11296", [("t1_residence_ward", "choose")]),
        _Case("residence_district", "303", [("t1_residence_district", "choose")]),
        _Case("visited", "yes", [("t1_visited_units", "say_where")]),
        _Case("symptoms", "yes", [("t1_symptom", "say_which")]),
        _Case("stay_same", "", [("t1_stay_province", "choose")]),
        _Case("temporary_too", "yes", [("t1_temporary_province", "choose")]),
    ],
)
def test_a_fault_stands_at_its_field(case: _Case) -> None:
    """Under the name the page gives to the field."""
    typed = typed_form([traveller_pairs(changes={case.field: case.typed})])

    assert _faults(typed) == case.faults


@pytest.mark.parametrize(
    ("field", "typed", "fault"),
    [
        ("plate", "", ("plate", "plate_required")),
        ("transport", "broom", ("transport", "choose")),
        ("departs_date", "tomorrow", ("departs_date", "bad_time")),
        ("departs_date", "24/08/2031", ("departs_date", "in_the_future")),
        ("departs_time", "soon", ("departs_time", "bad_clock")),
        ("on_behalf", "yes", ("declarant_phone", "required")),
    ],
)
def test_a_fault_of_the_journey_is_told_once(
    field: str, typed: str, fault: tuple[str, str]
) -> None:
    """However many people travel."""
    two = typed_form([traveller_pairs(), traveller_pairs(2, SECOND)], journey={field: typed})

    assert _faults(two) == [fault]


def test_who_is_on_foot_needs_no_plate_and_who_answers_yes_says_which() -> None:
    """Answers of the last 14 days come with what they mean."""
    said = {"visited": "yes", "symptoms": "yes", "contact_patient": "yes"}
    more = [("t1_visited_units", "48"), ("t1_visited_units", "79"), ("t1_symptom", "cough")]
    typed = typed_form(
        [traveller_pairs(changes=said)], more=more, journey={"transport": "on_foot", "plate": ""}
    )

    journey = read_journey(typed, NOBODY, NOW_MS)

    assert journey.faults == ()
    (form,) = journey.forms
    assert (form.visited, form.symptoms, form.contacts) == (("48", "79"), ("cough",), ("patient",))


def test_what_was_ticked_under_a_no_does_not_count() -> None:
    """The page hides it then."""
    more = [("t1_visited_units", "48"), ("t1_symptom", "cough")]

    (form,) = read_journey(typed_form(more=more), NOBODY, NOW_MS).forms

    assert (form.visited, form.symptoms) == ((), ())


def test_whoever_declares_for_others_leaves_a_phone() -> None:
    """Which reaches the traveller too, if that one has none."""
    typed = typed_form(
        [traveller_pairs(changes={"phone": ""})],
        journey={"on_behalf": "yes", "declarant_phone": "0987 654 321"},
    )

    journey = read_journey(typed, NOBODY, NOW_MS)

    assert journey.faults == ()
    (form,) = journey.forms
    assert (form.on_behalf, form.phone) == (True, "0987 654 321")


def test_an_island_district_has_no_wards_to_choose() -> None:
    """The district is enough there."""
    units = units_of_2021()
    island = next(u for u in units if u.level == "district" and units.is_smallest(u.code))
    chosen = {"province": island.parent, "district": island.code, "ward": ""}
    typed = typed_form(journey={f"destination_{part}": code for part, code in chosen.items()})

    (form,) = read_journey(typed, NOBODY, NOW_MS).forms

    assert form.destination.unit == island.code
