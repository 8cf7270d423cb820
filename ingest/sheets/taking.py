"""A photographed sheet is taken in: the picture kept, the passage recorded, the sheet queued."""

import asyncio

from contracts.errors import Fault, FixRequest
from contracts.lines import encode_line
from contracts.lists import Lists
from contracts.serials import read_serial
from contracts.sheets import PaperSheetTaken
from contracts.verdicts import CATEGORY_OF
from contracts.words import Language, say
from ingest.checking import Checks
from ingest.publisher import Publisher
from ingest.scan_checks import AHEAD_MS, BACK_MS, LANE_CHARS
from ingest.sheets.forms import SheetAnswer, SheetForm
from ingest.sheets.photos import ClosedPhotos
from ingest.sheets.pictures import tidy_picture
from ingest.sheets.scans import scan_at_gate, verdict_at_gate
from ingest.sheets.view import SheetsView
from service.clock import now_ms
from service.doors import Caller
from service.parts import Parts

# Unpacking a photograph takes 40 MB and a third of a second.
_PICTURES_AT_ONCE = 2


class TakingDesk:
    """Takes sheets in."""

    def __init__(
        self, parts: Parts, publisher: Publisher, view: SheetsView, photos: ClosedPhotos
    ) -> None:
        """Work with these."""
        self._parts = parts
        self._publisher = publisher
        self._view = view
        self._photos = photos
        self._pictures = asyncio.Semaphore(_PICTURES_AT_ONCE)

    async def take(
        self, form: SheetForm, photo: bytes, caller: Caller, spoken: Language
    ) -> SheetAnswer:
        """Return when picture, passage and sheet are kept. The same sheet again changes nothing.

        The sheet's own event comes last, so that a sheet that is known is known entirely.

        Raises:
            FixRequest: with every fault found.
            TryAgain: Kafka is away, or the queue is not known yet.

        """
        self._view.require_ready()
        registry = self._parts.registry
        taken = check_sheet(form, caller, registry.lists, now_ms())
        if not self._view.queue.knows(taken.sheet_id):
            await self._keep(taken.sheet_id, photo)
            scan = scan_at_gate(taken, lists_age_s=registry.age_s(), offline=form.offline)
            await self._publisher.publish("scans", [(scan.scan_id, encode_line(scan))])
            await self._view.write(taken, lambda queue: queue.knows(taken.sheet_id))
        reason = verdict_at_gate(identity_compared=taken.identity_compared)
        return SheetAnswer(
            sheet_id=taken.sheet_id,
            category=CATEGORY_OF[reason],
            reason=reason,
            text=say(f"verdict-{reason}", spoken),
        )

    async def _keep(self, sheet_id: str, photo: bytes) -> None:
        async with self._pictures:
            picture = await asyncio.to_thread(tidy_picture, photo)
        await asyncio.to_thread(self._photos.put, sheet_id, picture)


def check_sheet(form: SheetForm, caller: Caller, lists: Lists, received_ms: int) -> PaperSheetTaken:
    """Read what goes with a photograph.

    Raises:
        FixRequest: with every fault found.

    """
    checks = Checks()
    checks.identifier(form.sheet_id, "sheet_id")
    checks.refuse_if(form.place_id not in lists.places, "place_id", "unknown_place")
    taken_ms = checks.moment(
        form.taken_at,
        "taken_at",
        earliest_ms=received_ms - BACK_MS,
        latest_ms=received_ms + AHEAD_MS,
    )
    lane = checks.short(form.lane, "lane", LANE_CHARS)
    checks.settle()
    return PaperSheetTaken(
        sheet_id=form.sheet_id,
        place_id=form.place_id,
        direction=form.direction,
        taken_ms=taken_ms,
        received_ms=received_ms,
        identity_compared=form.identity_compared,
        # A code that is none of ours is no reason to keep somebody waiting.
        serial=read_serial(form.serial) or "",
        lane=lane,
        device_id=caller.device_id,
        officer_id=caller.account,
    )


def photo_missing() -> FixRequest:
    """Return the refusal of a sheet without its photograph."""
    return FixRequest(Fault(field="photo", reason="required"))
