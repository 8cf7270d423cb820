"""What becomes of a paper sheet: photographed at a gate, entered later.

Events of the topic `sheets`. The photograph itself is on no topic. Of each kind the sheet's newest
record is kept, and no kind replaces another: a photograph that a device hands in once more after
the sheet was entered opens nothing again.
"""

import hashlib
from typing import Literal

from contracts.events import Direction, Event

RejectionReason = Literal["unreadable", "not_a_form", "duplicate", "incomplete"]

# An officer who opened a sheet has it alone for so long.
LEASE_MS = 10 * 60 * 1000


class PaperSheetTaken(Event, frozen=True, kw_only=True, gc=False):
    """A sheet was photographed, and its bearer went on. `serial` is empty where nobody read it."""

    sheet_id: str
    place_id: str
    direction: Direction
    taken_ms: int
    received_ms: int
    identity_compared: bool
    serial: str = ""
    lane: str = ""
    device_id: str = ""
    officer_id: str = ""


class PaperSheetClaimed(Event, frozen=True, kw_only=True, gc=False):
    """An officer opened a sheet (`released` false) or put it back."""

    sheet_id: str
    account: str
    at_ms: int
    released: bool = False


class PaperSheetEntered(Event, frozen=True, kw_only=True, gc=False):
    """A sheet became a declaration and a pass."""

    sheet_id: str
    account: str
    at_ms: int
    declaration_id: str
    pass_id: str


class PaperSheetRejected(Event, frozen=True, kw_only=True, gc=False):
    """A sheet can't become a declaration."""

    sheet_id: str
    account: str
    at_ms: int
    reason: RejectionReason


SheetEvent = PaperSheetTaken | PaperSheetClaimed | PaperSheetEntered | PaperSheetRejected


def key_of(event: SheetEvent) -> str:
    """Return an event's key on the topic: what was done with the sheet, and its id."""
    match event:
        case PaperSheetTaken():
            return f"taken/{event.sheet_id}"
        case PaperSheetClaimed():
            return f"claim/{event.sheet_id}"
        case PaperSheetEntered() | PaperSheetRejected():
            return f"done/{event.sheet_id}"


def declaration_id_of(sheet_id: str) -> str:
    """Return the id of the declaration that a sheet becomes, however often it is entered."""
    return f"sheet-{_digest('declaration', sheet_id)}"


def entered_scan_id(sheet_id: str) -> str:
    """Return the id under which a sheet's passage joins the timeline of its bearer.

    The passage was recorded as nobody's at the gate, under the sheet's own id.
    """
    return f"sheet-{_digest('scan', sheet_id)}"


def _digest(of: str, sheet_id: str) -> str:
    return hashlib.sha256(f"{of}:{sheet_id}".encode()).hexdigest()[:32]
