"""Base45 as RFC 9285 has it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts import base45


@pytest.mark.parametrize(
    ("data", "text"),
    [(b"AB", "BB8"), (b"Hello!!", "%69 VD92EX0"), (b"base-45", "UJCLQE7W581"), (b"", "")],
)
def test_the_examples_of_the_standard_hold(data: bytes, text: str) -> None:
    """Both ways."""
    assert base45.encode(data) == text
    assert base45.decode(text) == data


@given(st.binary(max_size=300))
def test_what_was_encoded_is_decoded(data: bytes) -> None:
    """Any bytes come back."""
    assert base45.decode(base45.encode(data)) == data


@pytest.mark.parametrize("text", ["A", "ABCD", "a00", "é00", "GGW", ":::", "::"])
def test_what_no_encoder_makes_is_refused(text: str) -> None:
    """A wrong length, a character outside the alphabet, a group that stands for too much."""
    with pytest.raises(ValueError, match=r"length|character|group"):
        base45.decode(text)


@given(st.text(max_size=40))
def test_any_text_is_decoded_or_refused(text: str) -> None:
    """And what is decoded has only one text."""
    try:
        data = base45.decode(text)
    except ValueError:
        return

    assert base45.encode(data) == text
