"""Fills the form in with what was declared for a pass, for a holder who wants it corrected.

The holder types the number of the document, which a code that somebody photographed does not tell.
Answers about health are not kept and have to be given anew.
"""

from datetime import date, datetime

from contracts.errors import FixRequest, TooMany, TryAgain
from contracts.keyring import KeyRing
from contracts.passes import ReadPass, read
from contracts.sealing import HANOI
from ingest.form.addresses import typed_address
from ingest.form.reading import NO, YES
from ingest.form.typed import Pair, Typed
from ingest.forms import AddressForm, DeclarationForm
from ingest.holder import HolderDesk, document_typed

ACTION = "recall"
SAID = "recall_said"
KIND, NUMBER = "recall_kind", "recall_number"


_WORDS: dict[type[Exception], str] = {FixRequest: "wrong", TooMany: "often", TryAgain: "away"}


class Recall:
    """Asks for what was declared for the pass that the form replaces."""

    def __init__(self, holders: HolderDesk) -> None:
        """Ask there."""
        self._holders = holders

    async def into(self, typed: Typed, ring: KeyRing) -> Typed:
        """Return the form with what was declared for the first traveller, and a word about it."""
        seen = read(typed.text("replaces"), ring)
        document = document_typed(typed.text(KIND), typed.text(NUMBER))
        if not isinstance(seen, ReadPass):
            return _with_word(typed, "over")
        if document is None:
            return _with_word(typed, "wrong")
        try:
            declared = await self._holders.declared(seen.claims, document)
        except (FixRequest, TooMany, TryAgain) as fault:
            return _with_word(typed, _WORDS[type(fault)])
        if declared is None:
            return _with_word(typed, "over")
        filled = typed.replaced([(NUMBER, ""), *recalled(declared, typed.travellers[0])])
        return _with_word(filled, "done")


def recalled(declared: DeclarationForm, number: int) -> list[Pair]:
    """Return a declaration as its maker would type it, as traveller `number`."""
    home = declared.stay or declared.residence
    own: list[Pair] = [
        ("name", declared.full_name),
        ("birth", _day(declared.birth_date)),
        ("sex", declared.sex),
        ("nationality", declared.nationality),
        ("document_kind", declared.document.kind),
        ("document_number", declared.document.number),
        ("phone", declared.phone),
        ("seat", declared.seat),
        *typed_address("residence", declared.residence),
        *_perhaps("temporary", declared.temporary),
        ("temporary_too", YES if declared.temporary else ""),
        *_perhaps("stay", declared.stay),
        ("stay_same", "" if declared.stay else YES),
        ("visited", YES if declared.visited or declared.visited_note else NO),
        *(("visited_units", unit) for unit in declared.visited),
        ("visited_note", declared.visited_note),
    ]
    departs = datetime.fromisoformat(declared.departs_at).astimezone(HANOI)
    return [
        *((f"t{number}_{name}", value) for name, value in own),
        ("on_behalf", YES if declared.on_behalf else ""),
        ("declarant_phone", declared.declarant_phone),
        ("origin_same", YES if declared.origin == home else ""),
        *typed_address("origin", declared.origin),
        *typed_address("destination", declared.destination),
        ("transport", declared.transport),
        ("plate", declared.plate),
        ("trailer", declared.trailer_plate),
        ("departs_date", f"{departs:%d/%m/%Y}"),
        ("departs_time", f"{departs:%H:%M}"),
    ]


def _perhaps(name: str, address: AddressForm | None) -> tuple[Pair, ...]:
    return typed_address(name, address) if address else ()


def _day(birth_date: str) -> str:
    """Return a day as people write it here, a year alone as it is."""
    return f"{date.fromisoformat(birth_date):%d/%m/%Y}" if "-" in birth_date else birth_date


def _with_word(typed: Typed, word: str) -> Typed:
    return typed.replaced([(SAID, word)])
