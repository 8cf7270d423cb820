"""Filling the form in from the population database."""

from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest

from contracts.errors import TryAgain
from contracts.identity import Document
from ingest.form.prefill import SAID, Prefill
from ingest.form.typed import Typed
from ingest.identity_source import Card, Confirmation, KnownPerson, NoSource

PERSON = KnownPerson(
    full_name="Nguyễn Văn Thử",
    birth_date="1999-08-15",
    sex="male",
    nationality="VN",
    residence="00001",
    residence_text="Số 1, ngõ 2",
)
RIGHT = {
    "prefill_number": "001 099 990 001",
    "prefill_birth": "15/8/1999",
    "prefill_issued": "01072021",
}


class _Database:
    """Knows one card; is away on demand."""

    def __init__(self, *, is_away: bool = False) -> None:
        self.asked = 0
        self._is_away = is_away

    async def confirm(self, document: Document, full_name: str, birth_date: str) -> Confirmation:
        raise AssertionError((document, full_name, birth_date))

    async def prefill(self, card: Card) -> KnownPerson | None:
        self.asked += 1
        if self._is_away:
            raise TryAgain("the population database")
        right = Card(number="001099990001", birth_date="1999-08-15", issued_on="2021-07-01")
        return PERSON if card == right else None


def _typed(**changes: str) -> Typed:
    return Typed([("traveller", "1"), ("t1_phone", "0912"), *(RIGHT | changes).items()])


def _word(typed: Typed) -> str:
    return typed.text(SAID)


async def test_what_is_known_is_filled_in_and_the_rest_stays() -> None:
    """As the person would type it, the address down to the ward."""
    filled = await Prefill(_Database()).into(_typed())

    assert _word(filled) == "done"
    names = ("name", "birth", "sex", "document_number", "residence_text", "phone")
    assert [filled.text(f"t1_{name}") for name in names] == [
        "Nguyễn Văn Thử",
        "15/08/1999",
        "male",
        "001099990001",
        "Số 1, ngõ 2",
        "0912",
    ]
    levels = ("province", "district", "ward")
    assert [filled.text(f"t1_residence_{level}") for level in levels] == ["01", "001", "00001"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"prefill_number": "001099990009"},
        {"prefill_birth": "16/08/1999"},
        {"prefill_issued": "02/07/2021"},
        {"prefill_issued": "yesterday"},
        {"prefill_number": ""},
    ],
)
async def test_whatever_is_wrong_the_same_is_said(wrong: dict[str, str]) -> None:
    """Nobody learns whether a number exists; what was typed stays."""
    told = await Prefill(_Database()).into(_typed(**wrong))

    assert _word(told) == "wrong"
    assert not told.text("t1_name")
    assert told.text("t1_phone") == "0912"


async def test_a_card_gets_few_tries() -> None:
    """Right ones count too, or a wrong one could be told by its waiting time."""
    database = _Database()
    seconds: Iterator[Any] = count()
    prefill = Prefill(database, clock=lambda: float(next(seconds)))

    words = [_word(await prefill.into(_typed(prefill_issued="02/07/2021"))) for _ in range(6)]

    assert words == ["wrong"] * 5 + ["often"]
    assert _word(await prefill.into(_typed())) == "often"
    assert database.asked == 5


async def test_without_the_database_the_form_is_filled_in_by_hand() -> None:
    """It says so; and where there is none, nothing is offered."""
    assert _word(await Prefill(_Database(is_away=True)).into(_typed())) == "away"
    assert not Prefill(NoSource()).is_possible
    assert Prefill(_Database()).is_possible
