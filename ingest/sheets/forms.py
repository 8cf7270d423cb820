"""The bodies of requests about sheets, and of their answers."""

from datetime import datetime

import msgspec

from contracts.events import Direction
from contracts.sheets import RejectionReason
from contracts.verdicts import Category, Reason


class SheetForm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What goes with a photograph. `serial` is the text of the sheet's code, if it was read."""

    sheet_id: str
    place_id: str
    direction: Direction
    taken_at: str
    identity_compared: bool
    serial: str = ""
    lane: str = ""
    offline: bool = False


class RejectionForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why a sheet can't become a declaration."""

    reason: RejectionReason


class SheetAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """The sheet is in the queue and its bearer may go on, as `category` says."""

    sheet_id: str
    category: Category
    reason: Reason
    text: str


class WaitingSheet(msgspec.Struct, frozen=True, kw_only=True):
    """A sheet that awaits entry; `opened_by` is the officer who has it, empty for nobody."""

    sheet_id: str
    serial: str
    place_id: str
    place: str
    lane: str
    direction: Direction
    taken_at: datetime
    age_s: int
    is_alarm: bool
    identity_compared: bool
    taken_by: str
    opened_by: str


class QueueAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """The sheets that this officer may enter, the one that waits longest in front."""

    waiting: int
    oldest_age_s: int
    alarm_after_s: int
    sheets: tuple[WaitingSheet, ...]
