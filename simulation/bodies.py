"""What the city's people and scanners put into their requests."""

import zlib
from datetime import datetime

import msgspec

from contracts.passes import RISK_CONTACT, RISK_SYMPTOMS, peek
from contracts.plates import normal_plate
from contracts.rules import RULE_VERSION
from contracts.sealing import HANOI
from contracts.verdicts import CATEGORY_OF, Category, Reason
from simulation.city import Person
from simulation.codes import Forger
from simulation.happenings import Declare, Scan, Shows, Upload

_OLDEST_LISTS_S = 1800
_REFUSED_FOR: dict[Shows, Reason] = {
    "expired": "expired",
    "foreign_key": "unknown_key",
    "altered": "bad_signature",
    "not_ours": "not_our_code",
    "malformed": "malformed",
}


class _Given(msgspec.Struct, frozen=True):
    category: Category
    reason: Reason
    rule_version: int
    lists_age_s: int


class _ScanBody(msgspec.Struct, frozen=True, omit_defaults=True):
    scan_id: str
    code: str
    place_id: str
    direction: str
    happened_at: str
    lane: str
    plate: str = ""
    trailer_plate: str = ""
    offline: bool = False
    given: _Given | None = None


class VerdictSeen(msgspec.Struct, frozen=True):
    """What the gateway answers to one scan, as far as we look at it."""

    scan_id: str
    category: Category
    reason: Reason


class ScansAnswer(msgspec.Struct, frozen=True):
    """What the gateway answers to an upload."""

    scans: tuple[VerdictSeen, ...]


class DeclarationAnswer(msgspec.Struct, frozen=True):
    """What the gateway answers to a declaration, as far as we look at it."""

    declaration_id: str
    token: str


def moment(at_ms: int) -> str:
    """Return a time as RFC 3339 text in Hà Nội's zone."""
    return datetime.fromtimestamp(at_ms / 1000, HANOI).isoformat(timespec="milliseconds")


def declaration_body(declare: Declare, person: Person) -> bytes:
    """Return the form as an officer enters it for somebody."""
    home = {"unit": person.home, "text": person.address}
    return msgspec.json.encode(
        {
            "declaration_id": declare.declaration_id,
            "full_name": person.name,
            "birth_date": person.birth_date,
            "sex": person.sex,
            "nationality": "VN",
            "document": {"kind": person.document_kind, "number": person.document_number},
            "phone": person.phone,
            "residence": home,
            "stay": None,
            "origin": home,
            "destination": {"unit": declare.destination, "text": "trung tâm"},
            "transport": declare.vehicle.transport,
            "plate": declare.vehicle.plate,
            "trailer_plate": declare.vehicle.trailer,
            "departs_at": moment(declare.departs_ms),
            "visited": ["01"],
            "symptoms": declare.symptoms,
            "contacts": declare.contacts,
            "truthful": True,
            "declared_at": moment(declare.declared_ms),
        }
    )


def upload_body(upload: Upload, codes: list[str]) -> bytes:
    """Return one object, an array or JSON Lines, with the code that each scan's holder showed."""
    bodies = [_scan(scan, code) for scan, code in zip(upload.scans, codes, strict=True)]
    match upload.form:
        case "one":
            return msgspec.json.encode(bodies[0])
        case "array":
            return msgspec.json.encode(bodies)
        case "lines":
            return b"\n".join(map(msgspec.json.encode, bodies))


def codes_of(upload: Upload, tokens: list[str], forger: Forger) -> list[str]:
    """Return what each scanner of the upload reads."""
    return [forger.shown(scan, token) for scan, token in zip(upload.scans, tokens, strict=True)]


def is_surprising(shows: Shows, verdict: VerdictSeen) -> bool:
    """Tell whether a verdict can't be right for what was shown."""
    if shows == "pass":
        return verdict.category == "refuse"
    if shows == "expired":
        return verdict.category != "refuse"
    return verdict.reason != _REFUSED_FOR[shows]


def _scan(scan: Scan, code: str) -> _ScanBody:
    return _ScanBody(
        scan_id=scan.scan_id,
        code=code,
        place_id=scan.place_id,
        direction=scan.direction,
        happened_at=moment(scan.happened_ms),
        lane=scan.lane,
        plate=normal_plate(scan.vehicle.plate),
        trailer_plate=normal_plate(scan.vehicle.trailer),
        offline=scan.offline,
        given=_given(scan, code) if scan.offline else None,
    )


def _given(scan: Scan, code: str) -> _Given:
    """The verdict a scanner without network gave, by the rules it carries."""
    reason = _REFUSED_FOR.get(scan.shows) or _reason_of_pass(code)
    age_s = zlib.crc32(scan.scan_id.encode()) % _OLDEST_LISTS_S
    return _Given(CATEGORY_OF[reason], reason, RULE_VERSION, age_s)


def _reason_of_pass(code: str) -> Reason:
    claims = peek(code)
    risk = claims.risk if claims else 0
    if risk & RISK_CONTACT:
        return "contact_declared"
    return "symptoms_declared" if risk & RISK_SYMPTOMS else "ok"
