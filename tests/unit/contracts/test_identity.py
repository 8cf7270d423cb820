"""Identity papers and the ids made of them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.identity import Document, Pseudonyms, birth_year_in, looks_wrong, read_document
from tests.builders.contracts import PSEUDONYMS

OTHER_HOUSE = Pseudonyms(b"another house's key, made for tests")


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("001099990001", "001099990001"),
        (" 001 0999.90001 ", "001099990001"),
        ("z9900001", "Z9900001"),
        ("z 990-0001", "Z9900001"),
    ],
)
def test_a_number_has_one_form_however_it_is_typed(typed: str, normal: str) -> None:
    """Spaces, dots, hyphens, small and full-width letters don't matter."""
    assert read_document("passport", typed).number == normal


@pytest.mark.parametrize("typed", ["", "---", "123", "Ơ Ư Ê", "1" * 21])
def test_what_can_be_no_number_is_refused(typed: str) -> None:
    """Too little or too much is left."""
    with pytest.raises(ValueError, match=re.escape(typed) + "$"):
        read_document("cccd", typed)


@pytest.mark.parametrize(
    ("kind", "number", "wrong"),
    [
        ("cccd", "001099990001", False),
        ("cccd", "031187990002", False),
        ("cccd", "096399999999", False),
        ("cccd", "003099990001", True),
        ("cccd", "097099990001", True),
        ("cccd", "001499990001", True),
        ("cccd", "00109999000", True),
        ("cmnd", "990000002", False),
        ("cmnd", "001099990001", False),
        ("cmnd", "9900000021", True),
        ("passport", "Z9900001", False),
        ("passport", "C01X00T47", False),
        ("passport", "Z99", True),
        ("other", "ANYTHING", False),
    ],
)
def test_a_number_that_cannot_be_looks_wrong(kind: str, number: str, wrong: bool) -> None:
    """By the rules of its kind; it is a warning only."""
    assert looks_wrong(Document(kind, number)) is wrong  # type: ignore[arg-type]  # from the table


@pytest.mark.parametrize(
    ("number", "year"),
    [
        ("001099990001", 1999),
        ("031187990002", 1987),
        ("001205990003", 2005),
        ("001310990004", 2010),
        ("990000002", None),
    ],
)
def test_a_long_number_tells_the_year_of_birth(number: str, year: int | None) -> None:
    """Century and sex are one digit."""
    assert birth_year_in(read_document("cccd", number)) == year


def test_one_person_has_one_id_on_both_long_papers() -> None:
    """A twelve-digit CMND bears the number of the later CCCD."""
    number = "001099990001"

    cccd = PSEUDONYMS.citizen_id(read_document("cccd", number))

    assert cccd == PSEUDONYMS.citizen_id(read_document("cmnd", number))
    assert cccd != PSEUDONYMS.citizen_id(read_document("passport", number))


def test_another_key_makes_other_ids() -> None:
    """Ids of two houses can't be joined."""
    document = read_document("cccd", "001099990001")

    assert PSEUDONYMS.citizen_id(document) != OTHER_HOUSE.citizen_id(document)


def test_a_short_key_is_refused() -> None:
    """It could be found by trying."""
    with pytest.raises(ValueError, match="32 bytes"):
        Pseudonyms(b"short")


@given(st.from_regex(r"[0-9]{12}", fullmatch=True))
def test_ids_are_32_hexadecimal_digits(number: str) -> None:
    """128 bits, whatever goes in, and citizens never look like vehicles."""
    citizen = PSEUDONYMS.citizen_id(read_document("cccd", number))
    vehicle = PSEUDONYMS.vehicle_id(number)

    assert len(bytes.fromhex(citizen)) == len(bytes.fromhex(vehicle)) == 16
    assert citizen != vehicle


def test_no_plate_has_no_id() -> None:
    """An empty plate is not a vehicle that everybody shares."""
    assert PSEUDONYMS.vehicle_id("") == ""


def test_the_last_four_are_what_an_officer_compares() -> None:
    """The end of the number in its normal form."""
    assert read_document("passport", "z-990 0001").last_four == "0001"
