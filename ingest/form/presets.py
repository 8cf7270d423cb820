"""How the form looks before anything was typed."""

import re
import uuid
from datetime import datetime

from contracts.places import Place, units_of_2021
from contracts.sealing import HANOI
from ingest.form.typed import MOST_TRAVELLERS, Pair, Typed

_FIRST = 1
_FORM_ID = re.compile(r"^form-[0-9a-f]{32}\Z")


def fresh_form(now_ms: int, place: Place | None) -> Typed:
    """Return a new form with an id of its own, for a journey that begins now.

    Whoever comes by the poster of a place is on the way into its district.
    """
    now = datetime.fromtimestamp(now_ms / 1000, HANOI)
    pairs = [
        ("form_id", new_form_id()),
        ("traveller", str(_FIRST)),
        ("departs_date", f"{now:%d/%m/%Y}"),
        ("departs_time", f"{now:%H:%M}"),
        *traveller_presets(str(_FIRST)),
    ]
    if place is not None:
        pairs += [("place", place.place_id), *_destination(place)]
    return Typed(pairs)


def new_form_id() -> str:
    """Return an id from which those of the declarations follow."""
    return f"form-{uuid.uuid4().hex}"


def is_form_id(text: str) -> bool:
    """Tell whether this is an id that `new_form_id` may have made."""
    return _FORM_ID.match(text) is not None


def traveller_presets(number: str) -> tuple[Pair, ...]:
    """Return what is usual for a traveller: Vietnamese, at home, living with the first one."""
    usual: tuple[Pair, ...] = (
        (f"t{number}_nationality", "VN"),
        (f"t{number}_document_kind", "cccd"),
        (f"t{number}_stay_same", "yes"),
    )
    return usual if number == str(_FIRST) else (*usual, (f"t{number}_residence_same", "yes"))


def with_one_more(typed: Typed) -> Typed:
    """Return the form with one more traveller, or as it is where there are too many."""
    numbers = typed.travellers
    if len(numbers) >= MOST_TRAVELLERS:
        return typed
    added = str(numbers[-1] + 1)
    named = [("traveller", str(number)) for number in numbers]
    return typed.replaced([*named, ("traveller", added), *traveller_presets(added)])


def _destination(place: Place) -> list[Pair]:
    if not place.district:
        return []
    province = units_of_2021()[place.district].parent
    return [("destination_province", province), ("destination_district", place.district)]
