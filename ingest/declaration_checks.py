"""From a declaration as typed to values that can be used."""

import re
from datetime import date

import msgspec

from contracts.durations import DAY_MS
from contracts.identity import Document, birth_year_in, looks_wrong, read_document
from contracts.places import units_of_2021
from contracts.plates import normal_plate, plate_kind
from contracts.sealing import day_of
from contracts.visible import is_mixed
from ingest import phones
from ingest.checking import Checks, Warned
from ingest.forms import AddressForm, DeclarationForm
from service.doors import Caller

# A sender's clock may be this far ahead of ours.
AHEAD_MS = 2 * 60 * 1000
# Paper sheets are typed in days later; departures are planned days ahead.
BACK_MS = 30 * DAY_MS
DEPARTURE_AHEAD_MS = 30 * DAY_MS

_NAME_CHARS, _TEXT_CHARS, _PLATE_CHARS, _SEAT_CHARS, _VISITED = 100, 200, 30, 20, 100
_EARLIEST_BIRTH_YEAR = 1900

_YEAR = re.compile(r"^[0-9]{4}\Z")
_DAY = re.compile(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_COUNTRY = re.compile(r"^[A-Z]{2}\Z")

# Means of transport whose number is a road vehicle's plate, not a flight, train or ship.
_ON_ROADS = ("car", "motorbike", "coach", "lorry")


class CheckedDeclaration(msgspec.Struct, frozen=True, kw_only=True):
    """A declaration whose values were read and found possible."""

    form: DeclarationForm
    name: str
    birth_year: int
    document: Document
    phone: str
    declarant_phone: str
    plate: str
    trailer: str
    departs_ms: int
    declared_ms: int
    warnings: tuple[Warned, ...]

    @property
    def stay(self) -> AddressForm:
        """Where the citizen stays now."""
        return self.form.stay or self.form.residence


def check_declaration(
    form: DeclarationForm, caller: Caller, received_ms: int
) -> CheckedDeclaration:
    """Read a declaration.

    Raises:
        FixRequest: with every fault found.

    """
    checks = Checks()
    checks.identifier(form.declaration_id, "declaration_id")
    name = checks.filled(form.full_name, "full_name", _NAME_CHARS)
    checks.warn_if(is_mixed(name), "full_name", "mixed_alphabets")
    birth_year = _birth_year(form.birth_date, checks, received_ms)
    document = _document(form, birth_year, checks)
    phone = _phone(form.phone, "phone", checks)
    declarant_phone = _declarant_phone(form, checks)
    if form.journey_id:
        checks.identifier(form.journey_id, "journey_id")
    checks.short(form.seat, "seat", _SEAT_CHARS)
    checks.short(form.visited_note, "visited_note", _TEXT_CHARS)
    _addresses(form, checks)
    plate, trailer = _plates(form, checks)
    checks.refuse_if(_COUNTRY.match(form.nationality) is None, "nationality", "choice")
    checks.refuse_if(not form.truthful, "truthful", "not_truthful")
    declared_ms = _declared_ms(form, caller, checks, received_ms)
    departs_ms = checks.moment(
        form.departs_at,
        "departs_at",
        earliest_ms=received_ms - BACK_MS,
        latest_ms=received_ms + DEPARTURE_AHEAD_MS,
    )
    checks.settle()
    return CheckedDeclaration(
        form=form,
        name=name,
        birth_year=birth_year,
        document=document,
        phone=phone,
        declarant_phone=declarant_phone,
        plate=plate,
        trailer=trailer,
        departs_ms=departs_ms,
        declared_ms=declared_ms,
        warnings=tuple(checks.warnings),
    )


def _birth_year(typed: str, checks: Checks, received_ms: int) -> int:
    """Return the year of birth, 0 where the date can't be read."""
    today = day_of(received_ms)
    if not _YEAR.match(typed) and not _is_day(typed):
        checks.refuse("birth_date", "bad_date")
        return 0
    checks.refuse_if(typed > today[: len(typed)], "birth_date", "in_the_future")
    year = int(typed[:4])
    checks.refuse_if(year < _EARLIEST_BIRTH_YEAR, "birth_date", "too_long_ago")
    return year


def _is_day(typed: str) -> bool:
    if not _DAY.match(typed):
        return False
    try:
        date.fromisoformat(typed)
    except ValueError:
        return False
    return True


def _document(form: DeclarationForm, birth_year: int, checks: Checks) -> Document:
    try:
        document = read_document(form.document.kind, form.document.number)
    except ValueError:
        checks.refuse("document.number", "bad_document")
        return Document(form.document.kind, "")
    checks.warn_if(looks_wrong(document), "document.number", "document_form")
    if document.kind in ("cccd", "cmnd"):
        said = birth_year_in(document)
        differs = said is not None and said != birth_year
        checks.warn_if(differs, "document.number", "birth_year_differs")
    return document


def _phone(typed: str, field: str, checks: Checks) -> str:
    number = phones.read_phone(typed)
    if number is None:
        checks.refuse(field, "bad_phone")
        return ""
    checks.warn_if(phones.looks_wrong(number), field, "phone_form")
    return number


def _declarant_phone(form: DeclarationForm, checks: Checks) -> str:
    """Return the phone of whoever declares for somebody else, empty if nobody does."""
    return _phone(form.declarant_phone, "declarant_phone", checks) if form.on_behalf else ""


def _addresses(form: DeclarationForm, checks: Checks) -> None:
    units = units_of_2021()
    named = {"residence": form.residence, "origin": form.origin, "destination": form.destination}
    optional = {"stay": form.stay, "temporary": form.temporary}
    named |= {field: address for field, address in optional.items() if address is not None}
    for field, address in named.items():
        checks.short(address.text, f"{field}.text", _TEXT_CHARS)
        if address.unit not in units:
            checks.refuse(f"{field}.unit", "unknown_unit")
        elif not units.is_smallest(address.unit):
            checks.refuse(f"{field}.unit", "not_a_ward")
    if len(form.visited) > _VISITED:
        checks.refuse("visited", "too_many", str(_VISITED))
    for index, code in enumerate(form.visited):
        checks.refuse_if(code not in units, f"visited[{index}]", "unknown_unit")


def _plates(form: DeclarationForm, checks: Checks) -> tuple[str, str]:
    """Return plate and trailer plate in normal form, empty where there is none."""
    plate = normal_plate(checks.short(form.plate, "plate", _PLATE_CHARS))
    trailer = normal_plate(checks.short(form.trailer_plate, "trailer_plate", _PLATE_CHARS))
    checks.refuse_if(form.transport != "on_foot" and not plate, "plate", "plate_required")
    if form.transport in _ON_ROADS:
        checks.warn_if(bool(plate) and plate_kind(plate) == "unknown", "plate", "plate_form")
    odd_trailer = bool(trailer) and plate_kind(trailer) == "unknown"
    checks.warn_if(odd_trailer, "trailer_plate", "plate_form")
    return plate, trailer


def _declared_ms(form: DeclarationForm, caller: Caller, checks: Checks, received_ms: int) -> int:
    if form.declared_at is None:
        return received_ms
    if not (caller.device_id or "officer" in caller.roles):
        checks.refuse("declared_at", "not_allowed_here")
        return 0
    return checks.moment(
        form.declared_at,
        "declared_at",
        earliest_ms=received_ms - BACK_MS,
        latest_ms=received_ms + AHEAD_MS,
    )
