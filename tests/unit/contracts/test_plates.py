"""Plates under the rules of 2021."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.plates import PlateKind, normal_plate, plate_kind

VALID: tuple[tuple[str, PlateKind], ...] = (
    ("29A-123.45", "car"),
    ("30F-987.60", "car"),
    ("14C-001.23", "car"),
    ("80A-345.67", "car"),
    ("29H-1234", "car"),
    ("99LD-012.34", "special"),
    ("29KT-012.34", "special"),
    ("61DA-001.12", "special"),
    ("35MK-004.56", "special"),
    ("29HC-012.34", "special"),
    ("34TĐ-001.23", "special"),
    ("29-MĐ1 234.56", "electric_motorbike"),
    ("51R-012.34", "trailer"),
    ("15R-1234", "trailer"),
    ("T29-012.34", "temporary"),
    ("80-011-NG-01", "diplomatic"),
    ("29-B1 123.45", "motorbike"),
    ("59-X3 678.90", "motorbike"),
    ("15-AA 123.45", "moped"),
    ("TM-12-34", "army"),
)

INVALID = (
    ("13A-123.45", "locality not assigned"),
    ("10C-000.01", "locality not assigned"),
    ("42B-123.45", "locality not assigned"),
    ("87A-123.45", "locality not assigned"),
    ("96C-123.45", "locality not assigned"),
    ("00A-123.45", "locality not assigned"),
    ("29I-123.45", "letter not used"),
    ("29J-123.45", "letter not used"),
    ("29O-123.45", "letter not used"),
    ("29Q-123.45", "letter not used"),
    ("29W-123.45", "letter not used"),
    ("29Đ-123.45", "letter not used alone"),
    ("29A-12", "too short"),
    ("29A0-123.45", "series digit 0"),
    ("291A-123.45", "three digits before the letter"),
    ("A29-123.45", "letter before the locality"),
    ("29-AG 123.45", "second letter not used on mopeds"),
    ("T13-012.34", "temporary, locality not assigned"),
    ("80-11-NG-01", "country code too short"),
    ("29A-12B.45", "letter inside the number"),
)


@pytest.mark.parametrize(("typed", "kind"), VALID)
def test_a_plate_has_its_kind(typed: str, kind: PlateKind) -> None:
    """One of each and more."""
    assert plate_kind(normal_plate(typed)) == kind


@pytest.mark.parametrize(("typed", "why"), INVALID)
def test_a_plate_that_cannot_be_is_unknown(typed: str, why: str) -> None:
    """It is a warning only."""
    assert plate_kind(normal_plate(typed)) == "unknown", why


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("29a-123.45", "29A12345"),
        (" 29 A 123 45 ", "29A12345"),
        ("29-mđ1 234.56", "29MĐ123456"),
        ("", ""),
        ("???", ""),
    ],
)
def test_a_plate_has_one_form_however_it_is_typed(typed: str, normal: str) -> None:
    """Hyphens, dots, spaces and small letters don't matter."""
    assert normal_plate(typed) == normal


@given(st.text(max_size=30))
def test_the_normal_form_is_its_own(typed: str) -> None:
    """Doing it twice changes nothing."""
    assert normal_plate(normal_plate(typed)) == normal_plate(typed)
