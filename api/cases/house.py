"""All about cases, put together for a read side."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

from fastapi import APIRouter

from analytics.store import Store
from api.cases.desk import CaseDesk
from api.cases.following import FollowUpDesk
from api.cases.people import People
from api.cases.questions import SavedDesk
from api.cases.reasking import Reasker
from api.cases.routes import case_routes
from api.cases.view import CasesView, CaseWriter
from api.cases.writing import Cases
from service.doors import Caller
from service.parts import Parts


class CaseHouse:
    """The view, the desks, and the thread that asks saved questions again."""

    def __init__(self, parts: Parts, store: Store) -> None:
        """Build everything; nothing runs yet."""
        self._view = CasesView(parts.kafka)
        self._writer = CaseWriter(parts.kafka, self._view)
        self._reasker = Reasker(parts, store, self._view, self._writer)
        cases = Cases(parts, self._view, self._writer)
        people = People(store, cases)
        self._desk = CaseDesk(parts, cases, people, self._reasker)
        self._saved = SavedDesk(parts, cases, people, self._reasker)
        self._following = FollowUpDesk(cases, people)

    def routes(self) -> APIRouter:
        """Return the routes."""
        return case_routes(self._desk, self._saved, self._following)

    def numbers(self) -> frozenset[str]:
        """Return the numbers of all cases, in small letters."""
        cases = list(self._view.book.cases.values())
        return frozenset(case.named.number.casefold() for case in cases)

    def open_numbers(self, caller: Caller) -> frozenset[str]:
        """Return the numbers of the open cases of the caller's units, in small letters."""
        cases = list(self._view.book.cases.values())
        return frozenset(
            case.named.number.casefold()
            for case in cases
            if not case.closed and caller.jurisdiction.has_unit(case.named.unit)
        )

    def is_known(self) -> bool:
        """Tell whether the cases were read to the end once, and somebody asks their questions."""
        return self._view.age_s() >= 0 and self._reasker.is_running

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Read the topic and ask again while the context lasts."""
        self._view.start()
        self._reasker.start()
        try:
            yield
        finally:
            await asyncio.to_thread(self._stop)

    def _stop(self) -> None:
        self._reasker.stop()
        self._view.stop()
        self._writer.close()
