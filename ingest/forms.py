"""The HTTP bodies as they come in; what they mean is checked in `declaring` and `scanning`."""

from typing import Annotated, Literal

import msgspec

from contracts.events import ContactKind, Direction, Symptom, Transport
from contracts.identity import DocumentKind
from contracts.verdicts import Category, Reason
from ingest.captcha.guard import CaptchaForm

# What a scanner may say that it was shown.
ShownAtGate = Literal["pass", "document", "paper", "wave_through"]
# What of a pass was found to differ from the identity card.
ComparedField = Literal["name", "birth_year", "last_four"]
Sex = Literal["male", "female", "other"]


_MOST = 2**53
Count = Annotated[int, msgspec.Meta(ge=0, le=_MOST)]


class DocumentForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An identity paper as typed."""

    kind: DocumentKind
    number: str


class AddressForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A ward by its code, and house and street in words."""

    unit: str
    text: str = ""


class DeclarationForm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A citizen's declaration of health and journey.

    `birth_date` is a day or a year alone; `stay` is null where it is the residence, `temporary`
    where the citizen is registered nowhere else; `visited` and the two lists after it are about the
    last 14 days, `visited_note` names what no unit code can, as other countries; `declared_at` is
    for officers and devices that hand in what was declared earlier. People who travel together
    share a `journey_id`; who declares for somebody else gives the own `declarant_phone`. Whoever
    corrects a declaration gives the pass it brought as `replaces`: the new pass supersedes it.
    """

    declaration_id: str
    full_name: str
    birth_date: str
    sex: Sex
    nationality: str
    document: DocumentForm
    phone: str
    residence: AddressForm
    temporary: AddressForm | None = None
    stay: AddressForm | None = None
    origin: AddressForm
    destination: AddressForm
    transport: Transport
    plate: str = ""
    trailer_plate: str = ""
    seat: str = ""
    departs_at: str
    visited: tuple[str, ...] = ()
    visited_note: str = ""
    symptoms: tuple[Symptom, ...] = ()
    contacts: tuple[ContactKind, ...] = ()
    truthful: bool
    declared_at: str | None = None
    journey_id: str = ""
    on_behalf: bool = False
    declarant_phone: str = ""
    replaces: str = ""


class SubmittedDeclaration(DeclarationForm, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A declaration as it comes in by `/v1/declarations`; `captcha` is for unknown callers."""

    captcha: CaptchaForm | None = None


class GivenVerdict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The verdict a scanner gave while it had no network."""

    category: Category
    reason: Reason
    rule_version: Annotated[int, msgspec.Meta(ge=0, le=65535)]
    lists_age_s: Annotated[int, msgspec.Meta(ge=-1, le=2**31 - 1)]


class HealthForm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the officer asked at the gate: the temperature in °C, if it was taken, and symptoms."""

    temperature_c: Annotated[float, msgspec.Meta(ge=25, le=45)] | None = None
    symptoms: tuple[Symptom, ...] = ()


class ScanSubmitted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One attempt to pass a place; `code` is the text of the QR code, whatever it is.

    `source` says what was shown: a pass has a code; by a document the live pass is looked for; of a
    paper sheet there is a photograph, `sheet_id`; whoever was waved through showed nothing.
    `group_id`, made by the scanner, is the same for all people of one vehicle.
    `given` counts for a scan made offline and is then recorded instead of judging again;
    `identity_matches` and `route_agrees` are null where the officer has not looked.
    """

    scan_id: str
    code: str = ""
    place_id: str
    direction: Direction
    happened_at: str
    source: ShownAtGate = "pass"
    document: DocumentForm | None = None
    lane: str = ""
    plate: str = ""
    trailer_plate: str = ""
    offline: bool = False
    given: GivenVerdict | None = None
    identity_matches: bool | None = None
    route_agrees: bool | None = None
    override_reason: str = ""
    waved_through: bool = False
    group_id: str = ""
    sheet_id: str = ""
    health: HealthForm | None = None
    identity_differs: tuple[ComparedField, ...] = ()


class DeviceForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A scanner that shows its enrolment code and a key it has made.

    `public_key` is the raw key (32 bytes) and `proof` its signature of the code
    (`contracts/signatures.py`), both in base64.
    """

    code: str
    name: str
    version: str
    public_key: bytes
    proof: bytes


class StatusForm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a scanner is doing; the fields are those of `contracts.fleet.DeviceStatus`."""

    version: Annotated[str, msgspec.Meta(max_length=40)]
    waiting: Count
    refused: Count
    lists_age_s: Annotated[int, msgspec.Meta(ge=-1, le=_MOST)]
    skew_ms: Annotated[int, msgspec.Meta(ge=-_MOST, le=_MOST)]
    battery: Annotated[int, msgspec.Meta(ge=-1, le=100)] = -1
    wiped_ms: Annotated[int, msgspec.Meta(ge=0, le=_MOST)] = 0


class KeyForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A scanner's new key, and its signature of the device's id, both in base64."""

    public_key: bytes
    proof: bytes
