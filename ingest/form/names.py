"""The names of the form's fields, in the order of the page.

A traveller's field is `t`, the traveller's number, `_` and a name of `OF_TRAVELLER`; an address is
four fields, its name with `_province`, `_district`, `_ward` and `_text`.
"""

import re

import msgspec

from contracts.errors import Fault

ADDRESS_PARTS = ("province", "district", "ward", "text")
_FIRST, _LAST = 0, 1000

OF_TRAVELLER = (
    "name",
    "birth",
    "sex",
    "nationality",
    "document_kind",
    "document_number",
    "phone",
    "seat",
    "residence",
    "temporary",
    "stay",
    "visited",
    "visited_units",
    "visited_note",
    "symptoms",
    "symptom",
    "contact_patient",
    "contact_affected_country",
    "contact_symptomatic",
)
OF_JOURNEY = (
    "declarant_phone",
    "origin",
    "destination",
    "transport",
    "plate",
    "trailer",
    "departs_date",
    "departs_time",
    "truthful",
    "captcha",
)

# A declaration's fields by their names on the page.
_TRAVELLERS_OWN = {
    "full_name": "name",
    "birth_date": "birth",
    "document.number": "document_number",
    "residence.text": "residence_text",
    "temporary.text": "temporary_text",
    "stay.text": "stay_text",
    "visited": "visited_units",
}
_JOURNEYS_OWN = {
    "origin.text": "origin_text",
    "destination.text": "destination_text",
    "trailer_plate": "trailer",
    "departs_at": "departs_date",
    "plate": "plate",
    "declarant_phone": "declarant_phone",
    "truthful": "truthful",
}
_OF_ONE = re.compile(r"^t([0-9]+)_(.+)\Z")


class FieldName(msgspec.Struct, frozen=True):
    """A field's name taken apart; `number` is 0 for the journey, `part` empty but for addresses."""

    number: int
    name: str
    part: str


def taken_apart(field: str) -> FieldName:
    """Return what a field's name is made of."""
    owned = _OF_ONE.match(field)
    number, rest = (int(owned[1]), owned[2]) if owned else (0, field)
    name, _, part = rest.rpartition("_")
    is_address = part in ADDRESS_PARTS and name in {*OF_TRAVELLER, *OF_JOURNEY}
    return FieldName(number, name, part) if is_address else FieldName(number, rest, "")


def place_on_page(field: str) -> tuple[int, int, int]:
    """Return a key that sorts fields as they stand on the page.

    Who declares comes first, then the travellers, then their journey.
    """
    apart = taken_apart(field)
    order = OF_TRAVELLER if apart.number else OF_JOURNEY
    position = order.index(apart.name) if apart.name in order else len(order)
    part = ADDRESS_PARTS.index(apart.part) if apart.part else 0
    journey = _FIRST if apart.name == "declarant_phone" else _LAST
    return (apart.number or journey, position, part)


def on_page(fault: Fault, number: int, address_owner: int) -> Fault:
    """Return a declaration's fault under the name of the page's field.

    `address_owner` is the traveller whose address fields count for this one.
    """
    bare = fault.field.partition("[")[0]
    field = _JOURNEYS_OWN.get(bare)
    if field is None:
        owner = address_owner if bare.endswith(".text") else number
        field = f"t{owner}_{_TRAVELLERS_OWN.get(bare, bare)}"
    return msgspec.structs.replace(fault, field=field)
