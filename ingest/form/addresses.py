"""An address of four fields: province, district, ward, and house and street in words."""

import msgspec

from contracts.errors import Fault
from contracts.places import units_of_2021
from ingest.form.typed import Pair, Typed
from ingest.forms import AddressForm

# Stands for a unit that could not be read, so that it is not found faulty a second time.
_STAND_IN = "00001"


class ReadAddress(msgspec.Struct, frozen=True):
    """An address and the faults of its fields."""

    address: AddressForm
    faults: tuple[Fault, ...]


def unit_fields(name: str, code: str) -> tuple[Pair, ...]:
    """Return the fields that choose a unit and those it lies in; none for an unknown unit."""
    units = units_of_2021()
    chosen: list[Pair] = []
    while code in units:
        chosen.append((f"{name}_{units[code].level}", code))
        code = units[code].parent
    return tuple(chosen)


def typed_address(name: str, address: AddressForm) -> tuple[Pair, ...]:
    """Return an address as somebody would fill it in."""
    return (*unit_fields(name, address.unit), (f"{name}_text", address.text))


def read_address(typed: Typed, name: str, *, needs_text: bool) -> ReadAddress:
    """Read the address of this name: the smallest unit that was chosen, and the words."""
    text = typed.text(f"{name}_text")
    unit, missing = _smallest_unit(typed, name)
    faults = [Fault(field=f"{name}_{missing}", reason="choose")] if missing else []
    if needs_text and not text:
        faults.append(Fault(field=f"{name}_text", reason="required"))
    return ReadAddress(AddressForm(unit or _STAND_IN, text), tuple(faults))


def _smallest_unit(typed: Typed, name: str) -> tuple[str, str]:
    """Return the unit's code, or the first of the three fields in which the choice is missing.

    A ward counts only inside the chosen district: who changes the district chooses anew.
    """
    units = units_of_2021()
    inside = ""
    for level in ("province", "district", "ward"):
        code = typed.text(f"{name}_{level}")
        if code not in units or units[code].parent != inside or units[code].level != level:
            return "", level
        if units.is_smallest(code):
            return code, ""
        inside = code
    return "", "ward"
