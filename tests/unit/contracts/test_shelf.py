"""Passes put away for whoever names the document."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.identity import Document, Pseudonyms
from contracts.shelf import KeptPass, put_away, take_out
from tests.builders.contracts import NOW_MS, PSEUDONYMS

_OTHER_HOUSE = Pseudonyms(b"another house's key, made for tests")
_DOCUMENT = Document("cccd", "001099990001")
_KEPT = KeptPass("CT1:TOKEN", "0912345678", "1999-08-15")


def _sealed(kept: KeptPass = _KEPT, document: Document = _DOCUMENT) -> bytes:
    put = put_away(kept, document, PSEUDONYMS, pass_id="00" * 10, expires_ms=NOW_MS)
    return base64.b64decode(put.sealed)


@given(
    token=st.text(max_size=300), phone=st.text(max_size=20), number=st.text(min_size=4, max_size=20)
)
def test_what_was_put_away_comes_out_again(token: str, phone: str, number: str) -> None:
    """For the same document, whatever it holds."""
    document, kept = Document("other", number), KeptPass(token, phone, "1999")

    assert take_out(_sealed(kept, document), document, PSEUDONYMS) == kept


def test_another_document_opens_nothing() -> None:
    """Neither another number nor the same digits on a paper of another kind."""
    for other in (Document("cccd", "001099990002"), Document("passport", "001099990001")):
        assert take_out(_sealed(), other, PSEUDONYMS) is None


def test_a_number_is_the_same_on_both_papers_that_carry_it() -> None:
    """A twelve-digit CMND names its holder as the CCCD does."""
    assert take_out(_sealed(), Document("cmnd", "001099990001"), PSEUDONYMS) == _KEPT


def test_another_house_opens_nothing() -> None:
    """The document alone is not enough: numbers can be guessed."""
    assert take_out(_sealed(), _DOCUMENT, _OTHER_HOUSE) is None


@given(
    position=st.integers(min_value=0, max_value=60), flip=st.integers(min_value=1, max_value=255)
)
def test_a_changed_box_opens_for_nobody(position: int, flip: int) -> None:
    """Nobody can put another token in."""
    changed = bytearray(_sealed())
    changed[position] ^= flip

    assert take_out(bytes(changed), _DOCUMENT, PSEUDONYMS) is None


@pytest.mark.parametrize("box", [b"", b"short", b"\0" * 100])
def test_what_is_no_box_opens_for_nobody(box: bytes) -> None:
    """Damage is no error of whoever asks."""
    assert take_out(box, _DOCUMENT, PSEUDONYMS) is None


def test_nothing_of_it_can_be_read_from_outside() -> None:
    """Token, phone and day of birth are inside only."""
    put = put_away(_KEPT, _DOCUMENT, PSEUDONYMS, pass_id="00" * 10, expires_ms=NOW_MS)

    box = base64.b64decode(put.sealed)
    assert not [text for text in ("CT1", "0912345678", "1999-08-15") if text.encode() in box]


@pytest.mark.parametrize(
    ("declared", "phone", "birth_date", "is_holder"),
    [
        ("1999-08-15", "0912345678", "", True),
        ("1999-08-15", "", "1999-08-15", True),
        ("1999-08-15", "0912345678", "1990-01-01", True),
        ("1999-08-15", "", "1999", False),
        ("1999", "", "1999", False),
        ("1999", "", "1999-08-15", False),
        ("1999-08-15", "", "", False),
        ("1999-08-15", "0912345679", "1999-08-16", False),
    ],
)
def test_phone_or_day_of_birth_proves_the_holder(
    declared: str, phone: str, birth_date: str, is_holder: bool
) -> None:
    """A year alone stands in the document's number and proves nothing."""
    kept = KeptPass("CT1:TOKEN", "0912345678", declared)

    assert kept.belongs_to(phone=phone, birth_date=birth_date) is is_holder


def test_an_unknown_phone_is_not_proven_by_an_empty_one() -> None:
    """Nothing equals nothing, and proves nothing."""
    assert not KeptPass("CT1:TOKEN", "", "1999").belongs_to(phone="", birth_date="")
