"""All about reviews, put together for a read side."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

from fastapi import APIRouter

from analytics.store import Store
from api.asking.desk import QuestionDesk
from api.reviews.desk import ReviewDesk
from api.reviews.report import ReviewPrinter
from api.reviews.routes import review_routes
from api.reviews.view import ReviewsView, ReviewWriter
from service.parts import Parts
from web.pages import Pages
from web.press import Press


class ReviewHouse:
    """The view, the desk and the printer."""

    def __init__(
        self, parts: Parts, store: Store, questions: QuestionDesk, pages: Pages, press: Press
    ) -> None:
        """Build everything; nothing runs yet."""
        self._view = ReviewsView(parts.kafka)
        self._writer = ReviewWriter(parts.kafka, self._view)
        self._desk = ReviewDesk(parts, store, questions, self._view, self._writer)
        self._printer = ReviewPrinter(parts, pages, press)

    def routes(self) -> APIRouter:
        """Return the routes."""
        return review_routes(self._desk, self._printer)

    def is_known(self) -> bool:
        """Tell whether the reviews were read to the end once."""
        return self._view.age_s() >= 0

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Read the topic while the context lasts."""
        self._view.start()
        try:
            yield
        finally:
            await asyncio.to_thread(self._stop)

    def _stop(self) -> None:
        self._view.stop()
        self._writer.close()
