"""What reaches the system: declarations and uploads of scans, each with the moment it is sent."""

import random
from typing import Literal

import msgspec

from contracts.events import ContactKind, Direction, Symptom
from simulation.papers import Vehicle

Shows = Literal["pass", "expired", "foreign_key", "altered", "not_ours", "malformed"]
Form = Literal["one", "array", "lines"]

# What a scanner shows tells whose it is only if the signature can be believed.
IDENTIFIES: frozenset[Shows] = frozenset({"pass", "expired"})


class Declare(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A person declares, `declared_ms` being what the form says and `send_ms` when it is sent."""

    send_ms: int
    declaration_id: str
    person: int
    declared_ms: int
    departs_ms: int
    destination: str
    vehicle: Vehicle
    symptoms: tuple[Symptom, ...] = ()
    contacts: tuple[ContactKind, ...] = ()


class Scan(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A scan as it happened: `person` stood there and showed something made from `owner`'s pass."""

    scan_id: str
    happened_ms: int
    person: int
    owner: int
    declaration_id: str
    shows: Shows
    place_id: str
    direction: Direction
    lane: str
    vehicle: Vehicle
    offline: bool = False


class Upload(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One request of one device; `again` if the same bytes were sent before."""

    send_ms: int
    device: str
    form: Form
    scans: tuple[Scan, ...]
    again: bool = False


Happening = Declare | Upload


def new_id(rng: random.Random) -> str:
    """Return an id in the form of a UUID."""
    drawn = f"{rng.getrandbits(128):032x}"
    return f"{drawn[:8]}-{drawn[8:12]}-{drawn[12:16]}-{drawn[16:20]}-{drawn[20:]}"
