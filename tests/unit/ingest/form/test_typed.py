"""What was typed, exactly as it came."""

import pytest

from contracts.errors import FixRequest
from ingest.form.presets import fresh_form, with_one_more
from ingest.form.typed import MOST_TRAVELLERS, Typed
from tests.builders.contracts import NOW_MS
from tests.builders.forms import body_of, traveller_pairs, typed_form


def test_a_form_survives_the_way_of_a_browser() -> None:
    """Marks, spaces inside and empty fields included."""
    typed = typed_form(journey={"plate": "29Đ 1 & 2 = +"})

    assert Typed.read(body_of(typed)).pairs == typed.pairs


@pytest.mark.parametrize("body", [b"\xff", b"a=%ff", b"&".join([b"a=1"] * 3000)])
def test_what_is_no_form_is_refused(body: bytes) -> None:
    """Not text, or more fields than any form has."""
    with pytest.raises(FixRequest):
        Typed.read(body)


def test_travellers_keep_their_numbers() -> None:
    """So that ids of declarations stay with their people."""
    three = typed_form([traveller_pairs(n) for n in (1, 2, 3)])

    left = three.without_traveller(2)

    assert left.travellers == (1, 3)
    assert left.text("t2_name") == ""
    assert with_one_more(left).travellers == (1, 3, 4)
    assert with_one_more(left).has("t4_residence_same", "yes")


@pytest.mark.parametrize("said", ["", "0", "abc", "100", "-1"])
def test_a_form_without_travellers_has_the_first(said: str) -> None:
    """Whatever else stands in that field."""
    assert Typed([("traveller", said)]).travellers == (1,)


def test_travellers_are_bounded() -> None:
    """A coach declares in several forms."""
    full = typed_form([traveller_pairs(n) for n in range(1, MOST_TRAVELLERS + 1)])

    assert with_one_more(full) is full
    assert len(typed_form([traveller_pairs(n) for n in range(1, 30)]).travellers) == MOST_TRAVELLERS


def test_the_same_declaration_has_the_same_digest_with_any_code() -> None:
    """The code that was copied belongs to sending, not to what is declared."""
    one = typed_form(journey={"captcha": "1", "action": "send"})
    again = typed_form(journey={"captcha": "2"})

    assert one.digest() == again.digest()
    assert one.digest() != typed_form(journey={"plate": "30A-123.45"}).digest()


def test_every_fresh_form_has_an_id_of_its_own() -> None:
    """And begins now, in Hà Nội's time."""
    one, other = fresh_form(NOW_MS, None), fresh_form(NOW_MS, None)

    assert one.text("form_id") != other.text("form_id")
    assert (one.text("departs_date"), one.text("departs_time")) == ("24/08/2021", "13:00")
