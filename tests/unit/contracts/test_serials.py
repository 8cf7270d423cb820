"""Serial numbers of paper sheets."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from contracts.serials import _LETTERS, code_of, new_serial, read_serial, said_serial, with_check

_SERIALS = st.text(_LETTERS, min_size=10, max_size=10).map(with_check)


@given(serial=_SERIALS)
def test_a_serial_is_read_from_its_code_and_by_eye(serial: str) -> None:
    """Also in small letters, with spaces for hyphens."""
    said = said_serial(serial)
    for text in (code_of(serial), said, f" {said.lower()} ", said.replace("-", " ")):
        assert read_serial(text) == serial


@given(serial=_SERIALS, place=st.integers(0, 10), other=st.sampled_from(_LETTERS))
def test_a_wrong_character_is_noticed(serial: str, place: int, other: str) -> None:
    """Wherever it is."""
    assume(serial[place] != other)

    assert read_serial(serial[:place] + other + serial[place + 1 :]) is None


@given(serial=_SERIALS, one=st.integers(0, 10), two=st.integers(0, 10))
def test_exchanged_characters_are_noticed(serial: str, one: int, two: int) -> None:
    """Neighbours or not."""
    assume(serial[one] != serial[two])
    letters = list(serial)
    letters[one], letters[two] = letters[two], letters[one]

    assert read_serial("".join(letters)) is None


@pytest.mark.parametrize("text", ["", "CS1:", "CT1:7KQ2M9XHPAC", "0123456789A", "7KQ2M9XHPA"])
def test_what_is_no_serial_is_refused(text: str) -> None:
    """A pass, a serial cut short, letters that are not used."""
    assert read_serial(text) is None


def test_new_serials_can_be_read_and_differ() -> None:
    """A thousand of them."""
    made = {new_serial() for _ in range(1000)}

    assert len(made) == 1000
    assert all(read_serial(serial) == serial for serial in made)
