"""GET /v1/counts: scans per place and minute of a span of time."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from analytics.questions.place_counts import PlaceCounts, place_counts
from analytics.store import Store
from api.answers import answer
from api.jurisdiction import places_within
from api.persons import read_span
from contracts.durations import DAY_MS
from contracts.errors import Fault, FixRequest
from contracts.jurisdiction import Jurisdiction
from service.doors import Caller, require
from service.parts import Parts

_MOST_DAYS_OF_ALL = 1
_MOST_DAYS_OF_ONE = 31


class CountDesk:
    """Answers how many people were scanned where. Blocking: the route calls it from a thread."""

    def __init__(self, parts: Parts, store: Store) -> None:
        """Work with these."""
        self._parts = parts
        self._store = store

    def counts(
        self, from_text: str, until_text: str, place_id: str, within: Jurisdiction
    ) -> PlaceCounts:
        """Return the counts of one place, or of all within a jurisdiction.

        Raises:
            FixRequest: the span can't be read or is too long, or the place is unknown or outside.
            TryAgain: ClickHouse is away.

        """
        # A plus sign in an address means a space to those who did not encode it.
        span = read_span(from_text.replace(" ", "+"), until_text.replace(" ", "+"))
        most = _MOST_DAYS_OF_ONE if place_id else _MOST_DAYS_OF_ALL
        if span.until_ms - span.from_ms > most * DAY_MS:
            raise FixRequest(Fault(field="until", reason="too_large", detail=f"{most} d"))
        places = places_within(self._parts.registry.lists, place_id, "", within)
        return place_counts(
            self._store, from_ms=span.from_ms, until_ms=span.until_ms, places=places
        )


def count_routes(desk: CountDesk) -> APIRouter:
    """Return the route of the counts."""
    router = APIRouter()

    @router.get("/v1/counts")
    async def ask_counts(
        caller: Annotated[Caller, Depends(require("official", "epidemiologist").weighing(25))],
        from_: Annotated[str, Query(alias="from", description="RFC 3339, with a zone")],
        until: Annotated[str, Query(description="RFC 3339, with a zone")],
        place_id: str = "",
    ) -> Response:
        """How many were scanned, per place, minute, direction and verdict at the gate?"""
        within = caller.jurisdiction
        found = await asyncio.to_thread(desk.counts, from_, until, place_id, within)
        return answer(found, within)

    return router
