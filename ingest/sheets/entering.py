"""Officers work the queue off: open a sheet, look at it, type it in or reject it."""

import asyncio
from datetime import datetime

import msgspec

from contracts.errors import Fault, FixRequest, NotFound
from contracts.lines import encode_line
from contracts.places import Place
from contracts.sealing import HANOI
from contracts.serials import said_serial
from contracts.sheets import (
    PaperSheetClaimed,
    PaperSheetEntered,
    PaperSheetRejected,
    PaperSheetTaken,
    RejectionReason,
    declaration_id_of,
)
from contracts.words import Language
from ingest.declarations import DeclarationDesk
from ingest.declaring import Declared
from ingest.forms import DeclarationForm
from ingest.publisher import Publisher
from ingest.scanning import key_of
from ingest.sheets.forms import QueueAnswer, WaitingSheet
from ingest.sheets.photos import ClosedPhotos
from ingest.sheets.scans import scan_when_entered
from ingest.sheets.view import SheetsView
from service.clock import now_ms
from service.doors import Caller
from service.parts import Parts


class EntryDesk:
    """Lets officers enter what waits."""

    def __init__(
        self,
        parts: Parts,
        publisher: Publisher,
        declarations: DeclarationDesk,
        view: SheetsView,
        photos: ClosedPhotos,
    ) -> None:
        """Work with these."""
        self._parts = parts
        self._publisher = publisher
        self._declarations = declarations
        self._view = view
        self._photos = photos

    def queue(self, caller: Caller, spoken: Language) -> QueueAnswer:
        """Return what waits in the officer's units."""
        self._view.require_ready()
        at_ms = now_ms()
        alarm_s = self._parts.settings.sheet_alarm_min * 60
        shown = tuple(
            self._shown(sheet, at_ms, alarm_s, spoken)
            for sheet in self._view.queue.waiting()
            if self._may_see(sheet, caller)
        )
        return QueueAnswer(
            waiting=len(shown),
            oldest_age_s=shown[0].age_s if shown else 0,
            alarm_after_s=alarm_s,
            sheets=shown,
        )

    async def open(self, sheet_id: str, caller: Caller, spoken: Language) -> WaitingSheet:
        """Give a sheet to an officer alone, for some minutes; again lengthens the time.

        Raises:
            NotFound: no such sheet in the officer's units.
            FixRequest: another officer has it, or it is done with.
            TryAgain: Kafka is away.

        """
        sheet = self._waiting(sheet_id, caller)
        at_ms = now_ms()
        self._refuse_if_held(sheet_id, caller, at_ms)
        claim = PaperSheetClaimed(sheet_id=sheet_id, account=caller.account, at_ms=at_ms)
        # Whoever comes first on the topic has it, whichever gateway was asked.
        await self._view.write(claim, lambda queue: bool(queue.holder(sheet_id, at_ms)))
        self._refuse_if_held(sheet_id, caller, at_ms)
        alarm_s = self._parts.settings.sheet_alarm_min * 60
        return self._shown(sheet, at_ms, alarm_s, spoken)

    async def put_back(self, sheet_id: str, caller: Caller) -> None:
        """Let others have a sheet that was opened; nothing happens where somebody else has it."""
        self._view.require_ready()
        at_ms = now_ms()
        if self._view.queue.holder(sheet_id, at_ms) != caller.account:
            return
        back = PaperSheetClaimed(
            sheet_id=sheet_id, account=caller.account, at_ms=at_ms, released=True
        )
        await self._view.write(back, lambda queue: not queue.holder(sheet_id, at_ms))

    async def photo(self, sheet_id: str, caller: Caller) -> bytes:
        """Return the picture of a sheet that this officer has opened.

        Raises:
            NotFound: no such sheet, or no picture of it in this gateway's store.
            FixRequest: the officer has not opened it.

        """
        self._waiting(sheet_id, caller)
        self._require_held(sheet_id, caller)
        return await asyncio.to_thread(self._photos.get, sheet_id)

    async def check(self, sheet_id: str, form: DeclarationForm, caller: Caller) -> Declared:
        """Return what an entry would become, and keep nothing of it.

        Raises:
            NotFound: no such sheet in the officer's units.
            FixRequest: with every fault found.

        """
        return await self._declared(self._waiting(sheet_id, caller), form, caller)

    async def enter(self, sheet_id: str, form: DeclarationForm, caller: Caller) -> Declared:
        """Make a sheet a declaration with its pass, and its passage one of the bearer's timeline.

        The sheet's own event comes last: what fails before is done again, with the same ids.

        Raises:
            NotFound: no such sheet in the officer's units.
            FixRequest: with every fault found; or somebody else has the sheet or has done it.
            TryAgain: Kafka is away, or a key is missing.

        """
        repeated = await self._entered_before(sheet_id, form, caller)
        if repeated is not None:
            return repeated
        sheet = self._waiting(sheet_id, caller)
        self._require_held(sheet_id, caller)
        declared = await self._declared(sheet, form, caller)
        await self._declarations.publish([declared])
        at_ms = now_ms()
        scan = scan_when_entered(sheet, declared, at_ms)
        await self._publisher.publish("scans", [(key_of(scan), encode_line(scan))])
        entered = PaperSheetEntered(
            sheet_id=sheet_id,
            account=caller.account,
            at_ms=at_ms,
            declaration_id=declared.issued.declaration_id,
            pass_id=declared.issued.pass_id,
        )
        await self._view.write(entered, lambda queue: queue.done(sheet_id) is not None)
        return declared

    async def reject(self, sheet_id: str, reason: RejectionReason, caller: Caller) -> None:
        """Take a sheet out of the queue that can't be entered; again changes nothing.

        Raises:
            NotFound: no such sheet in the officer's units.
            FixRequest: somebody else has it, or it was entered.
            TryAgain: Kafka is away.

        """
        done = self._view.queue.done(sheet_id)
        if isinstance(done, PaperSheetRejected) and done.account == caller.account:
            return
        self._waiting(sheet_id, caller)
        self._require_held(sheet_id, caller)
        rejected = PaperSheetRejected(
            sheet_id=sheet_id, account=caller.account, at_ms=now_ms(), reason=reason
        )
        await self._view.write(rejected, lambda queue: queue.done(sheet_id) is not None)

    async def _entered_before(
        self, sheet_id: str, form: DeclarationForm, caller: Caller
    ) -> Declared | None:
        """An officer whose answer was lost sends the same entry again and gets the same pass."""
        self._view.require_ready()
        done, sheet = self._view.queue.done(sheet_id), self._view.queue.taken(sheet_id)
        if not isinstance(done, PaperSheetEntered) or sheet is None:
            return None
        if done.account != caller.account:
            return None
        declared = await self._declared(sheet, form, caller)
        return declared if declared.issued.pass_id == done.pass_id else None

    async def _declared(
        self, sheet: PaperSheetTaken, form: DeclarationForm, caller: Caller
    ) -> Declared:
        """The sheet's own time is the declaration's: the pass runs from the gate, not from here."""
        own = msgspec.structs.replace(
            form,
            declaration_id=declaration_id_of(sheet.sheet_id),
            declared_at=_moment(sheet.taken_ms).isoformat(),
        )
        return await self._declarations.made(own, caller, on_paper=True)

    def _waiting(self, sheet_id: str, caller: Caller) -> PaperSheetTaken:
        self._view.require_ready()
        sheet = self._view.queue.taken(sheet_id)
        if sheet is None or not self._may_see(sheet, caller):
            raise NotFound("sheet", sheet_id)
        if self._view.queue.done(sheet_id) is not None:
            raise FixRequest(Fault(field="sheet_id", reason="sheet_done"))
        return sheet

    def _refuse_if_held(self, sheet_id: str, caller: Caller, at_ms: int) -> None:
        if self._view.queue.holder(sheet_id, at_ms) not in ("", caller.account):
            raise FixRequest(Fault(field="sheet_id", reason="sheet_held"))

    def _require_held(self, sheet_id: str, caller: Caller) -> None:
        if self._view.queue.holder(sheet_id, now_ms()) != caller.account:
            raise FixRequest(Fault(field="sheet_id", reason="sheet_not_open"))

    def _may_see(self, sheet: PaperSheetTaken, caller: Caller) -> bool:
        place = self._parts.registry.lists.places.get(sheet.place_id)
        return caller.jurisdiction.has_place(place)

    def _shown(
        self, sheet: PaperSheetTaken, at_ms: int, alarm_s: int, spoken: Language
    ) -> WaitingSheet:
        lists = self._parts.registry.lists
        device = lists.devices.get(sheet.device_id)
        age_s = max(0, (at_ms - sheet.taken_ms) // 1000)
        return WaitingSheet(
            sheet_id=sheet.sheet_id,
            serial=said_serial(sheet.serial),
            place_id=sheet.place_id,
            place=_name_of(lists.places.get(sheet.place_id), spoken) or sheet.place_id,
            lane=sheet.lane,
            direction=sheet.direction,
            taken_at=_moment(sheet.taken_ms),
            age_s=age_s,
            is_alarm=age_s >= alarm_s,
            identity_compared=sheet.identity_compared,
            taken_by=sheet.officer_id or (device.name if device else sheet.device_id),
            opened_by=self._view.queue.holder(sheet.sheet_id, at_ms),
        )


def _name_of(place: Place | None, spoken: Language) -> str:
    if place is None:
        return ""
    return place.name_vi if spoken == "vi" else place.name_en


def _moment(at_ms: int) -> datetime:
    return datetime.fromtimestamp(at_ms / 1000, HANOI)
