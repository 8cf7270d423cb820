"""Fills in what the population database knows, for whoever shows that they hold the card.

Number, birth date and the card's day of issue have to be right together; what is wrong, or whether
the number exists at all, is never told. A card's number gets few tries a day, right or wrong.
"""

import time
from collections.abc import Callable
from datetime import date

from contracts.errors import TryAgain
from contracts.identity import read_document
from ingest.form.addresses import unit_fields
from ingest.form.moments import day_or_year
from ingest.form.typed import Pair, Typed
from ingest.identity_source import Card, IdentitySource, KnownPerson, NoSource
from service.limiter import Limiter

ACTION = "prefill"
SAID = "prefill_said"
_PROOF = ("prefill_number", "prefill_birth", "prefill_issued")

# Cards were issued on some two hundred days: whoever knows the rest needs weeks to guess the day.
_TRIES, _ONE_BACK_EVERY_S = 5, 6 * 3600.0
# Together all cards get so many tries at one gateway, so that nobody goes through numbers.
_TRIES_OF_ALL, _ONE_OF_ALL_BACK_EVERY_S = 120, 0.5
_ALL = ""


class Prefill:
    """Asks the database, and counts the tries."""

    def __init__(self, source: IdentitySource, clock: Callable[[], float] = time.monotonic) -> None:
        """Ask this database."""
        self._source = source
        self._clock = clock
        self._by_card = Limiter(tries=_TRIES, every_s=_ONE_BACK_EVERY_S)
        self._of_all = Limiter(tries=_TRIES_OF_ALL, every_s=_ONE_OF_ALL_BACK_EVERY_S)

    @property
    def is_possible(self) -> bool:
        """Whether there is a database to ask."""
        return not isinstance(self._source, NoSource)

    async def into(self, typed: Typed) -> Typed:
        """Return the form with what is known of the first traveller, and a word about it."""
        card = _card(typed)
        if card is None:
            return _with_word(typed, "wrong")
        now_s = self._clock()
        if self._by_card.wait_s(card.number, now_s) or self._of_all.wait_s(_ALL, now_s):
            return _with_word(typed, "often")
        try:
            known = await self._source.prefill(card)
        except TryAgain:
            return _with_word(typed, "away")
        if known is None:
            return _with_word(typed, "wrong")
        return _with_word(typed.replaced(_filled(typed.travellers[0], card, known)), "done")


def _card(typed: Typed) -> Card | None:
    """Return what was typed of the card, None where it can't be a card's."""
    number, born, issued = (typed.text(name) for name in _PROOF)
    try:
        document = read_document("cccd", number)
        days = [date.fromisoformat(day_or_year(day)).isoformat() for day in (born, issued)]
    except ValueError:
        return None
    return Card(number=document.number, birth_date=days[0], issued_on=days[1])


def _filled(number: int, card: Card, known: KnownPerson) -> list[Pair]:
    born = date.fromisoformat(known.birth_date)
    own = {
        "name": known.full_name,
        "birth": f"{born:%d/%m/%Y}",
        "sex": known.sex,
        "nationality": known.nationality,
        "document_kind": "cccd",
        "document_number": card.number,
        "residence_text": known.residence_text,
        **dict(unit_fields("residence", known.residence)),
    }
    proof = [(name, "") for name in _PROOF]
    return [*proof, *((f"t{number}_{name}", value) for name, value in own.items())]


def _with_word(typed: Typed, word: str) -> Typed:
    return typed.replaced([(SAID, word)])
