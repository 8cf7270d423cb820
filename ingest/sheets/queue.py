"""The queue of sheets as the topic tells it. Pure: no clock, no Kafka.

Every gateway reads the same events in the same order, so all agree on who opened a sheet first.
"""

import msgspec

from contracts.durations import DAY_MS
from contracts.sheets import (
    LEASE_MS,
    PaperSheetClaimed,
    PaperSheetEntered,
    PaperSheetRejected,
    PaperSheetTaken,
    SheetEvent,
)

Done = PaperSheetEntered | PaperSheetRejected

# An officer whose answer was lost asks again within a day; a device may be offline for longer.
_TAKEN_KEPT_MS = DAY_MS
_DONE_KEPT_MS = 40 * DAY_MS


class Lease(msgspec.Struct, frozen=True):
    """Who opened a sheet, and until when nobody else may."""

    account: str
    until_ms: int


class SheetQueue:
    """What is known of sheets. Taking an event twice changes nothing."""

    def __init__(self) -> None:
        """Know of none."""
        self._taken: dict[str, PaperSheetTaken] = {}
        self._waiting: dict[str, PaperSheetTaken] = {}
        self._done: dict[str, Done] = {}
        self._leases: dict[str, Lease] = {}

    def apply(self, event: SheetEvent) -> None:
        """Take one event in."""
        match event:
            case PaperSheetTaken():
                self._taken.setdefault(event.sheet_id, event)
                if event.sheet_id not in self._done:
                    self._waiting.setdefault(event.sheet_id, event)
            case PaperSheetClaimed():
                self._claim(event)
            case PaperSheetEntered() | PaperSheetRejected():
                self._done.setdefault(event.sheet_id, event)
                self._waiting.pop(event.sheet_id, None)
                self._leases.pop(event.sheet_id, None)

    def knows(self, sheet_id: str) -> bool:
        """Tell whether the sheet was taken in, whatever became of it."""
        return sheet_id in self._taken or sheet_id in self._done

    def taken(self, sheet_id: str) -> PaperSheetTaken | None:
        """Return how a sheet was taken; None if unknown, or done with long ago."""
        return self._taken.get(sheet_id)

    def done(self, sheet_id: str) -> Done | None:
        """Return what became of a sheet, None while it waits."""
        return self._done.get(sheet_id)

    def holder(self, sheet_id: str, at_ms: int) -> str:
        """Return the account that has opened the sheet, empty for nobody."""
        lease = self._leases.get(sheet_id)
        return lease.account if lease is not None and at_ms < lease.until_ms else ""

    def waiting(self) -> list[PaperSheetTaken]:
        """Return the sheets that await entry, the one that was taken first in front."""
        return sorted(self._waiting.values(), key=lambda sheet: (sheet.taken_ms, sheet.sheet_id))

    @property
    def length(self) -> int:
        """How many await entry."""
        return len(self._waiting)

    def oldest_ms(self) -> int | None:
        """Return when the sheet that waits longest was taken."""
        return min((sheet.taken_ms for sheet in list(self._waiting.values())), default=None)

    def forget(self, now_ms: int) -> None:
        """Let go of sheets that nobody asks about any more."""
        for sheet_id, done in list(self._done.items()):
            if done.at_ms < now_ms - _TAKEN_KEPT_MS:
                self._taken.pop(sheet_id, None)
            if done.at_ms < now_ms - _DONE_KEPT_MS:
                del self._done[sheet_id]

    def _claim(self, event: PaperSheetClaimed) -> None:
        holder = self.holder(event.sheet_id, event.at_ms)
        if holder not in ("", event.account) or event.sheet_id in self._done:
            return
        if event.released:
            self._leases.pop(event.sheet_id, None)
        else:
            self._leases[event.sheet_id] = Lease(event.account, event.at_ms + LEASE_MS)
