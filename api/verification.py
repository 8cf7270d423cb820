"""GET /v1/verification: does what the stream wrote follow from the scans?"""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from analytics.questions.verification import verify
from analytics.store import Store
from api.answers import answer
from api.jurisdiction import check_everywhere
from service.bodies import moment_ms
from service.doors import Caller, require


def verification_routes(store: Store) -> APIRouter:
    """Return the route of the verification."""
    router = APIRouter()
    one_at_a_time = asyncio.Lock()

    @router.get("/v1/verification")
    async def ask_verification(
        caller: Annotated[Caller, Depends(require("administrator").weighing(25))],
        since: Annotated[str, Query(description="RFC 3339; only what came later")] = "",
    ) -> Response:
        """Recompute timelines, movements and counts from the scans, and compare.

        Ask when nothing is on its way: a scan the worker has not reached yet is a difference.
        """
        check_everywhere(caller.jurisdiction)
        since_ms = moment_ms(since.replace(" ", "+"), "since") if since else 0
        async with one_at_a_time:
            return answer(await asyncio.to_thread(verify, store, since_ms=since_ms))

    return router
