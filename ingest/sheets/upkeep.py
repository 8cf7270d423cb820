"""Photographs go when their time is over, and what should not be there is found."""

import asyncio
from collections.abc import Callable

import msgspec
from prometheus_client import CollectorRegistry, Gauge

from contracts.durations import DAY_MS
from contracts.errors import TryAgain
from ingest.sheets.photos import PhotoStore
from ingest.sheets.queue import SheetQueue
from ingest.sheets.view import SheetsView
from service.clock import now_ms
from service.logs import log_of

_EVERY_S = 3600.0
_LOOK_EVERY_S = 1.0
# A photograph without its sheet: its sender was told to try again, and does so for days if it
# has to.
_ORPHAN_KEPT_MS = 3 * DAY_MS

_log = log_of("sheets")


class Swept(msgspec.Struct, frozen=True):
    """What one look at the store found: photographs dropped, and those no sheet is known for."""

    dropped: int
    orphans: int


class SheetUpkeep:
    """Sweeps the store every hour and shows the queue to the metrics."""

    def __init__(
        self,
        view: SheetsView,
        photos: PhotoStore,
        keep_ms: int,
        metrics: CollectorRegistry,
        *,
        erased: Callable[[], frozenset[str]] = frozenset,
    ) -> None:
        """Keep photographs `keep_ms` after their sheet was entered or rejected.

        Those of `erased` sheets are not kept at all.
        """
        self._erased = erased
        self._view = view
        self._photos = photos
        self._keep_ms = keep_ms
        waiting = Gauge("chot_sheets_waiting", "paper sheets that await entry", registry=metrics)
        waiting.set_function(lambda: view.queue.length)
        oldest = Gauge(
            "chot_sheets_oldest_age_seconds",
            "age of the paper sheet that waits longest, 0 where none waits",
            registry=metrics,
        )
        oldest.set_function(lambda: oldest_age_s(view.queue, now_ms()))
        self._orphans = Gauge(
            "chot_sheets_orphans", "photographs that no known sheet belongs to", registry=metrics
        )

    async def run(self) -> None:
        """Sweep for ever."""
        while True:
            try:
                await self._sweep()
            except OSError as fault:
                _log.error("photos_not_swept", fault=str(fault))
            except TryAgain:
                await asyncio.sleep(_LOOK_EVERY_S)
                continue
            await self._rest()

    async def _rest(self) -> None:
        """Return when the next look is due, or as soon as more sheets are erased."""
        known, looks = self._erased(), int(_EVERY_S / _LOOK_EVERY_S)
        for _ in range(looks):
            await asyncio.sleep(_LOOK_EVERY_S)
            if self._erased() != known:
                return

    async def _sweep(self) -> None:
        # Whoever knows only half of the sheets would drop the photographs of the rest.
        self._view.require_ready()
        at_ms = now_ms()
        queue = self._view.queue
        for sheet_id in self._erased():
            await asyncio.to_thread(self._photos.drop, sheet_id)
        swept = await asyncio.to_thread(sweep, self._photos, queue, at_ms, self._keep_ms)
        queue.forget(at_ms)
        self._orphans.set(swept.orphans)
        _log.info("photos_swept", dropped=swept.dropped, orphans=swept.orphans)


def sweep(photos: PhotoStore, queue: SheetQueue, at_ms: int, keep_ms: int) -> Swept:
    """Drop photographs of sheets that were done with long ago, and of no sheet at all."""
    dropped = orphans = 0
    for kept in list(photos.all()):
        done = queue.done(kept.sheet_id)
        if done is not None:
            is_over = done.at_ms < at_ms - keep_ms
        elif queue.knows(kept.sheet_id):
            is_over = False
        else:
            orphans += 1
            is_over = kept.kept_ms < at_ms - _ORPHAN_KEPT_MS
        if is_over:
            photos.drop(kept.sheet_id)
            dropped += 1
    return Swept(dropped, orphans)


def oldest_age_s(queue: SheetQueue, at_ms: int) -> float:
    """Return how long the sheet in front has waited, 0 where none waits."""
    oldest_ms = queue.oldest_ms()
    return 0.0 if oldest_ms is None else max(0.0, (at_ms - oldest_ms) / 1000)
