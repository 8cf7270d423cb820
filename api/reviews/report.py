"""The report of a review for the authority: evidence, decision, who and when; no names."""

import asyncio

from api.reviews.facts import Ground, declared_lines, finding_text, seen_lines
from api.reviews.told import ReviewTold
from contracts.words import Language
from service.clock import now_ms
from service.doors import Caller
from service.parts import Parts
from web.moments import said_moment
from web.pages import Pages
from web.press import Press


class ReviewPrinter:
    """Prints reviews."""

    def __init__(self, parts: Parts, pages: Pages, press: Press) -> None:
        """Print with these."""
        self._parts = parts
        self._pages = pages
        self._press = press

    async def print(self, told: ReviewTold, caller: Caller, spoken: Language) -> bytes:
        """Return a review as PDF.

        Raises:
            TryAgain: too many wait for the printer already.

        """
        places = self._parts.registry.lists.places
        ground = Ground(places, spoken)
        return await self._press.print(
            await asyncio.to_thread(report_of, told, caller.account, self._pages, ground)
        )


def report_of(told: ReviewTold, account: str, pages: Pages, ground: Ground) -> str:
    """Return a review as a page for the press."""
    spoken = ground.spoken
    return pages.text(
        "print/review.html",
        spoken,
        review=told,
        printed=said_moment(now_ms(), spoken),
        printed_by=account,
        opened=said_moment(told.opened_ms, spoken),
        why=finding_text(told.finding, ground),
        known_since=said_moment(told.finding.known_since_ms, spoken),
        declared=declared_lines(told.declared, ground) if told.declared else (),
        seen=seen_lines(told.seen, ground),
        decisions=[(said_moment(one.at_ms, spoken), one) for one in told.decisions],
    )
