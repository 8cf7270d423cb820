"""The simulated city's scans and declarations as a gateway writes them: events, line by line.

Ids and hashes are made up and of the right length; sealed fields are as long as real ones. Who is
scanned where and when, what they show, and how late it arrives is the city's.
"""

import hashlib
import itertools
import zlib
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple, cast

from contracts.events import (
    DeclarationFiled,
    PassIssued,
    ScanRecorded,
    Transport,
)
from contracts.lines import encode_line
from contracts.places import units_of_2021
from contracts.verdicts import CATEGORY_OF, Reason
from simulation.city import City, build_city
from simulation.days import happenings
from simulation.happenings import IDENTIFIES, Declare, Scan, Shows, Upload
from simulation.mix import Mix
from simulation.passbook import PASS_MS

SEED = 20210824
START_MS = 1_629_738_000_000
_KID = "5d41402abc4b2a76"
_SEALED_CHARACTERS = 420
_REASONS: dict[Shows, Reason] = {
    "pass": "ok",
    "expired": "expired",
    "foreign_key": "unknown_key",
    "altered": "bad_signature",
    "not_ours": "not_our_code",
    "malformed": "malformed",
}


class Line(NamedTuple):
    """A line and where it goes; `key` is what a plain sender would give it as its record's key.

    `scan_id` is empty in a declaration's; `is_known` says whether it is known whose scan it is.
    """

    topic: str
    key: str
    body: bytes
    scan_id: str = ""
    is_known: bool = False


def city_lines(people: int, scans: int) -> list[Line]:
    """Return a city's first scans, so many with those sent twice, and the declarations among them.

    They stand in the order of sending.
    """
    lines: list[Line] = []
    taken = 0
    for event in _events(build_city(SEED, people)):
        if isinstance(event, ScanRecorded):
            if taken == scans:
                break
            taken += 1
        lines.append(_line(event))
    return lines


def some_citizens(lines: Sequence[Line], most: int) -> Sequence[Line]:
    """Return all lines of some of the citizens, about as many lines as that at most.

    So what each of them does stays the same, and with it how many scans there are to a declaration.
    """
    if len(lines) <= most:
        return lines
    limit = most * 2**32 // len(lines)
    return [line for line in lines if zlib.crc32(line.key.encode()) < limit]


def _line(event: ScanRecorded | DeclarationFiled | PassIssued) -> Line:
    body = encode_line(event)
    if isinstance(event, ScanRecorded):
        key = event.citizen_id or event.scan_id
        return Line("scans", key, body, event.scan_id, bool(event.citizen_id))
    return Line("declarations", event.citizen_id, body)


def _events(city: City) -> Iterator[ScanRecorded | DeclarationFiled | PassIssued]:
    for happening in itertools.chain.from_iterable(happenings(city, Mix(), START_MS)):
        match happening:
            case Declare():
                yield from _declared(happening, city)
            case Upload():
                for scan in happening.scans:
                    yield _scanned(scan, happening, city)


def _declared(declare: Declare, city: City) -> Iterator[DeclarationFiled | PassIssued]:
    citizen_id, home = _id("citizen", declare.person), city.people[declare.person].home
    yield DeclarationFiled(
        declaration_id=declare.declaration_id,
        citizen_id=citizen_id,
        declared_ms=declare.declared_ms,
        received_ms=declare.send_ms,
        channel="web",
        origin=home,
        destination=declare.destination,
        residence=home,
        stay=declare.destination,
        transport=cast("Transport", declare.vehicle.transport),
        departs_ms=declare.departs_ms,
        vehicle_id=_vehicle_id(declare.vehicle.plate),
        trailer_id=_vehicle_id(declare.vehicle.trailer),
        symptoms=declare.symptoms,
        contacts=declare.contacts,
        sealed=_SEALED,
        sealed_day="2021-08-24",
    )
    yield PassIssued(
        pass_id=_pass_id(declare.declaration_id),
        declaration_id=declare.declaration_id,
        citizen_id=citizen_id,
        issued_ms=declare.send_ms,
        expires_ms=declare.send_ms + PASS_MS,
        kid=_KID,
        token_hash=_token_hash(declare.declaration_id),
        risk=0,
        origin=_district_of(home),
    )


def _scanned(scan: Scan, upload: Upload, city: City) -> ScanRecorded:
    reason = _REASONS[scan.shows]
    is_known = scan.shows in IDENTIFIES
    declaration_id = scan.declaration_id
    return ScanRecorded(
        scan_id=scan.scan_id,
        citizen_id=_id("citizen", scan.owner) if is_known else "",
        place_id=scan.place_id,
        direction=scan.direction,
        happened_ms=scan.happened_ms,
        received_ms=upload.send_ms,
        category=CATEGORY_OF[reason],
        reason=reason,
        lane=scan.lane,
        pass_id=_pass_id(declaration_id) if is_known else "",
        token_hash=_token_hash(declaration_id) if is_known else "",
        kid=_KID if is_known else "",
        origin=_district_of(city.people[scan.owner].home) if is_known else "",
        vehicle_id=_vehicle_id(scan.vehicle.plate),
        trailer_id=_vehicle_id(scan.vehicle.trailer),
        device_id=upload.device,
        offline=scan.offline,
        lists_age_s=2,
        rule_version=1,
    )


@cache
def _id(kind: str, what: object) -> str:
    return hashlib.sha256(f"{kind}:{what}".encode()).hexdigest()[:32]


def _pass_id(declaration_id: str) -> str:
    return _id("pass", declaration_id)[:20]


def _token_hash(declaration_id: str) -> str:
    return _id("token", declaration_id)


def _vehicle_id(plate: str) -> str:
    return _id("vehicle", plate) if plate else ""


@cache
def _district_of(unit: str) -> str:
    return units_of_2021().district_of(unit)


_SEALED = ("c2VhbGVk" * _SEALED_CHARACTERS)[:_SEALED_CHARACTERS]
