"""The report of a review for the authority: evidence, decision, who and when; no names."""

import asyncio

import msgspec

from api.reviews.facts import Ground, in_words
from api.reviews.told import ReviewTold
from contracts.words import Language
from service.clock import now_ms
from service.doors import Caller
from service.parts import Parts
from web.moments import said_moment
from web.pages import Pages
from web.press import Press


class ReviewPrinter:
    """Puts reviews into words, and prints them."""

    def __init__(self, parts: Parts, pages: Pages, press: Press) -> None:
        """Print with these."""
        self._parts = parts
        self._pages = pages
        self._press = press

    def worded(self, told: ReviewTold, spoken: Language) -> ReviewTold:
        """Return a review with both sides in words as well."""
        ground = Ground(self._parts.registry.lists.places, spoken)
        return msgspec.structs.replace(told, in_words=in_words(told, ground))

    async def print(self, told: ReviewTold, caller: Caller, spoken: Language) -> bytes:
        """Return a review as PDF.

        Raises:
            TryAgain: too many wait for the printer already.

        """
        ground = Ground(self._parts.registry.lists.places, spoken)
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
        words=in_words(told, ground),
        known_since=said_moment(told.finding.known_since_ms, spoken),
        decisions=[(said_moment(one.at_ms, spoken), one) for one in told.decisions],
    )
