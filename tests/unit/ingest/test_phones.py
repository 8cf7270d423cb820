"""Phone numbers."""

import pytest

from ingest.phones import looks_wrong, read_phone


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0912 345 678", "0912345678"),
        ("(091) 234-56.78", "0912345678"),
        ("+84 912 345 678", "0912345678"),
        ("84912345678", "0912345678"),
        ("024 3825 1234", "02438251234"),
        ("+44 20 7946 0958", "+442079460958"),
        ("12345", None),
        ("", None),
        ("call my son", None),
        ("٠٩١٢٣٤٥٦٧٨", None),
        ("1" * 16, None),
    ],
)
def test_a_number_is_read_without_its_decoration(typed: str, number: str | None) -> None:
    """The country's own code is read as 0; what is no number anywhere is none."""
    assert read_phone(typed) == number


@pytest.mark.parametrize(
    ("number", "wrong"),
    [
        ("0912345678", False),
        ("0321234567", False),
        ("0592345678", False),
        ("02438251234", False),
        ("0112345678", True),
        ("0952345678", True),
        ("01201234567", True),
        ("+442079460958", True),
    ],
)
def test_a_number_from_elsewhere_looks_wrong(number: str, wrong: bool) -> None:
    """Foreign, out of use since 2018, or never assigned."""
    assert looks_wrong(number) is wrong
