"""Challenges that need no session."""

import pytest

from ingest.captcha.challenges import DIGITS, LIFE_S, Challenges, as_copied

NOW_S = 1_629_784_800
OURS = Challenges(b"a secret for tests, 32 bytes long")


def test_a_challenge_can_be_read_back_by_every_gateway_of_the_house() -> None:
    """The code follows from the secret; the text alone does not hold it."""
    made = OURS.make(NOW_S)

    assert OURS.read(made.text) == made
    assert made.ends_s == NOW_S + LIFE_S
    assert len(made.code) == DIGITS
    assert made.code.isdigit()


@pytest.mark.parametrize("text", ["", "abc", "ä", "A" * 27, "=" * 27])
def test_what_is_no_challenge_is_not_read(text: str) -> None:
    """Whatever somebody sends in its place."""
    assert OURS.read(text) is None


def test_a_challenge_of_another_house_or_a_changed_one_is_not_read() -> None:
    """Nobody moves the end of a challenge."""
    made = OURS.make(NOW_S)

    assert Challenges(b"another secret, just as long as..").read(made.text) is None
    assert OURS.read("B" + made.text[1:]) is None


@pytest.mark.parametrize("typed", [" 1 2 3ab ", "123AB", "１２３ab", "12-3.aB"])
def test_how_a_code_is_typed_does_not_matter(typed: str) -> None:
    """Spaces, small letters and wide digits are as good."""
    assert as_copied(typed) == "123AB"
