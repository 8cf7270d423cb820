"""The page's form, filled in as a person would."""

from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from ingest.form.typed import Pair, Typed

FORM_ID = "form-00000000000000000000000000000001"

_TRAVELLER: dict[str, str] = {
    "name": "Nguyễn Văn Thử",
    "birth": "15/08/1999",
    "sex": "male",
    "nationality": "VN",
    "document_kind": "cccd",
    "document_number": "001099990001",
    "phone": "0912 345 678",
    "residence_province": "01",
    "residence_district": "001",
    "residence_ward": "00001",
    "residence_text": "Số 1, ngõ 2",
    "stay_same": "yes",
    "visited": "no",
    "symptoms": "no",
    "contact_patient": "no",
    "contact_affected_country": "no",
    "contact_symptomatic": "no",
}
_JOURNEY: dict[str, str] = {
    "form_id": FORM_ID,
    "origin_same": "yes",
    "destination_province": "31",
    "destination_district": "303",
    "destination_ward": "11296",
    "destination_text": "Tổ 5",
    "transport": "car",
    "plate": "29A-123.45",
    "departs_date": "2021-08-24",
    "departs_time": "13:00",
    "truthful": "yes",
}


def traveller_pairs(number: int = 1, changes: Mapping[str, str] | None = None) -> list[Pair]:
    """Return a traveller as typed, with some fields changed and empty ones left out."""
    filled = _TRAVELLER | dict(changes or {})
    own = [(f"t{number}_{name}", value) for name, value in filled.items() if value]
    return [("traveller", str(number)), *own]


def typed_form(
    travellers: Iterable[list[Pair]] | None = None,
    *,
    more: Iterable[Pair] = (),
    journey: Mapping[str, str] | None = None,
) -> Typed:
    """Return a filled form of these travellers, with some fields of the journey changed."""
    people = [traveller_pairs()] if travellers is None else list(travellers)
    filled = _JOURNEY | dict(journey or {})
    own = [(name, value) for name, value in filled.items() if value]
    return Typed([*own, *(pair for person in people for pair in person), *more])


def body_of(typed: Typed, **more: str) -> bytes:
    """Return a form as a browser sends it."""
    return urlencode([*typed.pairs, *more.items()]).encode()
