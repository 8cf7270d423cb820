"""From what was typed to one declaration for each traveller, with every fault at its field.

What a form of several people means is decided here; what a good declaration is, in
`ingest/declaration_checks.py`, whose faults are given the names of the page's fields.
"""

from typing import TypeVar, get_args

import msgspec

from contracts.errors import Fault, FixRequest
from contracts.events import ContactKind, Symptom, Transport
from contracts.identity import DocumentKind
from ingest.declaration_checks import check_declaration
from ingest.form import moments
from ingest.form.addresses import read_address
from ingest.form.names import on_page, place_on_page
from ingest.form.typed import Typed
from ingest.forms import AddressForm, DeclarationForm, DocumentForm, Sex
from service.doors import Caller

SEXES: tuple[Sex, ...] = get_args(Sex)
DOCUMENT_KINDS: tuple[DocumentKind, ...] = get_args(DocumentKind)
TRANSPORTS: tuple[Transport, ...] = get_args(Transport)
SYMPTOMS: tuple[Symptom, ...] = get_args(Symptom)
CONTACTS: tuple[ContactKind, ...] = get_args(ContactKind)

YES, NO = "yes", "no"
# Stands for a time that can't be read, so that its day is checked all the same.
_ANY_TIME = "12:00"
# Stands for a number that is missing, which is told at the first traveller.
_ANY_PHONE = "0900000000"

Choice = TypeVar("Choice", bound=str)


class Journey(msgspec.Struct, frozen=True, kw_only=True):
    """A declaration for each traveller; they are good only if there are no faults."""

    forms: tuple[DeclarationForm, ...]
    faults: tuple[Fault, ...]


def read_journey(typed: Typed, caller: Caller, received_ms: int) -> Journey:
    """Read the form and check it. A field's first fault is told, in the order of the page."""
    faults: list[Fault] = []
    forms = []
    for number in typed.travellers:
        reading = _Traveller(typed, number)
        form = reading.declaration()
        forms.append(form)
        owner = address_owner(typed, number)
        checked = _faults_in(form, caller, received_ms)
        faults += [*reading.faults, *(on_page(fault, number, owner) for fault in checked)]
    first_of_field = {fault.field: fault for fault in reversed(faults)}
    in_order = sorted(first_of_field.values(), key=lambda fault: place_on_page(fault.field))
    return Journey(forms=tuple(forms), faults=tuple(in_order))


def address_owner(typed: Typed, number: int) -> int:
    """Return whose address fields count: people who live together fill them in once."""
    first = typed.travellers[0]
    return first if typed.has(f"t{number}_residence_same", YES) else number


def _faults_in(form: DeclarationForm, caller: Caller, received_ms: int) -> tuple[Fault, ...]:
    try:
        check_declaration(form, caller, received_ms)
    except FixRequest as refused:
        return refused.faults
    return ()


class _Traveller:
    """Reads one traveller's declaration; what can't be read gets a fault and a stand-in."""

    def __init__(self, typed: Typed, number: int) -> None:
        self._typed = typed
        self._number = number
        self.faults: list[Fault] = []

    def declaration(self) -> DeclarationForm:
        """Return the declaration."""
        typed = self._typed
        owner = f"t{address_owner(typed, self._number)}"
        residence = self._address(f"{owner}_residence", needs_text=True)
        stay = self._optional(f"{owner}_stay", wanted=not typed.has(f"{owner}_stay_same", YES))
        on_behalf = typed.has("on_behalf", YES)
        return DeclarationForm(
            declaration_id=f"{typed.text('form_id')}.{self._number}",
            journey_id=typed.text("form_id"),
            full_name=self._needed(self._name("name")),
            birth_date=moments.day_or_year(self._needed(self._name("birth"))),
            sex=self._choice(self._name("sex"), SEXES, "other"),
            nationality=self._own("nationality"),
            document=DocumentForm(
                self._choice(self._name("document_kind"), DOCUMENT_KINDS, "other"),
                self._needed(self._name("document_number")),
            ),
            phone=self._phone(),
            residence=residence,
            temporary=self._optional(
                f"{owner}_temporary", wanted=typed.has(f"{owner}_temporary_too", YES)
            ),
            stay=stay,
            origin=self._origin(stay or residence),
            destination=self._address("destination"),
            transport=self._choice("transport", TRANSPORTS, "on_foot"),
            plate=typed.text("plate"),
            trailer_plate=typed.text("trailer"),
            seat=self._own("seat"),
            departs_at=self._departs_at(),
            visited=self._visited(),
            visited_note=self._own("visited_note") if self._said("visited", YES) else "",
            symptoms=self._symptoms(),
            contacts=self._contacts(),
            truthful=typed.has("truthful", YES),
            on_behalf=on_behalf,
            declarant_phone=self._needed("declarant_phone") if on_behalf else "",
            # A pass belongs to one person: the first, for whom the form was opened.
            replaces=typed.text("replaces") if self._number == typed.travellers[0] else "",
        )

    def _name(self, suffix: str) -> str:
        return f"t{self._number}_{suffix}"

    def _own(self, suffix: str) -> str:
        return self._typed.text(self._name(suffix))

    def _said(self, suffix: str, answer: str) -> bool:
        return self._own(suffix) == answer

    def _refuse(self, field: str, reason: str) -> None:
        self.faults.append(Fault(field=field, reason=reason))

    def _needed(self, field: str) -> str:
        typed = self._typed.text(field)
        if not typed:
            self._refuse(field, "required")
        return typed

    def _choice(self, field: str, allowed: tuple[Choice, ...], stand_in: Choice) -> Choice:
        typed = self._typed.text(field)
        chosen = next((value for value in allowed if value == typed), None)
        if chosen is None:
            self._refuse(field, "choose")
        return chosen or stand_in

    def _phone(self) -> str:
        """Return the own number; children and old people may be reached by another's."""
        first = f"t{self._typed.travellers[0]}_phone"
        others = self._typed.text("declarant_phone") if self._typed.has("on_behalf", YES) else ""
        return (
            self._own("phone")
            or self._typed.text(first)
            or others
            or self._needed(first)
            or _ANY_PHONE
        )

    def _address(self, name: str, *, needs_text: bool = False) -> AddressForm:
        found = read_address(self._typed, name, needs_text=needs_text)
        self.faults += found.faults
        return found.address

    def _optional(self, name: str, *, wanted: bool) -> AddressForm | None:
        return self._address(name) if wanted else None

    def _origin(self, home: AddressForm) -> AddressForm:
        return home if self._typed.has("origin_same", YES) else self._address("origin")

    def _departs_at(self) -> str:
        day = self._needed("departs_date")
        time = self._needed("departs_time")
        if not moments.is_time(time):
            self._refuse("departs_time", "bad_clock")
            time = _ANY_TIME
        return moments.moment(day, time)

    def _visited(self) -> tuple[str, ...]:
        """Return the units visited in the last 14 days; a note may name what has no code."""
        if not self._answered("visited"):
            return ()
        units = self._typed.texts(self._name("visited_units"))
        if not units and not self._own("visited_note"):
            self._refuse(self._name("visited_units"), "say_where")
        return units

    def _symptoms(self) -> tuple[Symptom, ...]:
        if not self._answered("symptoms"):
            return ()
        ticked = self._typed.texts(self._name("symptom"))
        found = tuple(symptom for symptom in SYMPTOMS if symptom in ticked)
        if not found:
            self._refuse(self._name("symptom"), "say_which")
        return found

    def _contacts(self) -> tuple[ContactKind, ...]:
        return tuple(kind for kind in CONTACTS if self._answered(f"contact_{kind}"))

    def _answered(self, suffix: str) -> bool:
        """Tell whether a question was answered with yes; it has to be answered."""
        if self._own(suffix) not in (YES, NO):
            self._refuse(self._name(suffix), "answer")
        return self._said(suffix, YES)
