"""All about sheets, put together for a gateway."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

from fastapi import APIRouter

from contracts.durations import DAY_MS
from ingest.declarations import DeclarationDesk
from ingest.pages.paper import paper_routes
from ingest.publisher import Publisher
from ingest.sheets.entering import EntryDesk
from ingest.sheets.photos import ClosedPhotos, FolderPhotos
from ingest.sheets.routes import sheet_routes
from ingest.sheets.taking import TakingDesk
from ingest.sheets.upkeep import SheetUpkeep, oldest_age_s
from ingest.sheets.view import SheetsView
from service.clock import now_ms
from service.parts import Parts
from web.pages import Pages


class SheetHouse:
    """The desks, the view and the upkeep."""

    def __init__(self, parts: Parts, publisher: Publisher, declarations: DeclarationDesk) -> None:
        """Build everything; nothing runs yet."""
        settings = parts.settings
        photos = ClosedPhotos(FolderPhotos(settings.sheets), parts.secrets.photo_key())
        self._view = SheetsView(parts.kafka)
        self._taking = TakingDesk(parts, publisher, self._view, photos)
        self._entering = EntryDesk(parts, publisher, declarations, self._view, photos)
        self._upkeep = SheetUpkeep(
            self._view,
            photos,
            settings.sheet_photo_days * DAY_MS,
            parts.metrics,
            erased=parts.registry.lists.erased_sheets,
        )

    def routes(self, pages: Pages) -> APIRouter:
        """Return the routes and the page."""
        router = APIRouter()
        router.include_router(sheet_routes(self._taking, self._entering))
        router.include_router(paper_routes(pages, self._entering))
        return router

    def is_known(self) -> bool:
        """Tell whether the queue was read to its end once."""
        return self._view.age_s() >= 0

    def wait_s(self) -> int:
        """Return for how many seconds the first sheet of the queue has waited, 0 for none."""
        return int(oldest_age_s(self._view.queue, now_ms()))

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Read the queue and sweep the photographs meanwhile."""
        self._view.start()
        upkeep = asyncio.create_task(self._upkeep.run())
        try:
            yield
        finally:
            upkeep.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await upkeep
            await asyncio.to_thread(self._view.stop)
