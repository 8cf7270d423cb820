"""The reviews as their topic tells them. Pure: no clock, no Kafka.

One thread applies the events; others read. A review is replaced as a whole with each event, so a
reader sees it before or after, never between.
"""

from typing import Literal

import msgspec

from contracts.reviews import Decision, ReviewDecided, ReviewEvent, ReviewOpened

Status = Literal["open"] | Decision


class Review(msgspec.Struct, frozen=True, kw_only=True):
    """A finding that is looked at, and what was decided, the last decision at the end."""

    opened: ReviewOpened
    decisions: tuple[ReviewDecided, ...] = ()

    @property
    def status(self) -> Status:
        """What stands: the last decision."""
        return self.decisions[-1].decision if self.decisions else "open"

    @property
    def changed_ms(self) -> int:
        """When it was opened or last decided on."""
        return self.decisions[-1].at_ms if self.decisions else self.opened.at_ms


class ReviewLedger:
    """All reviews. Taking an event twice changes nothing."""

    def __init__(self) -> None:
        """Know of none."""
        self.reviews: dict[str, Review] = {}
        self._seen: set[str] = set()

    def apply(self, event: ReviewEvent) -> None:
        """Take one event in; one that was there before, or of no review, does nothing."""
        if event.event_id in self._seen:
            return
        known = self.reviews.get(event.review_id)
        match event:
            case ReviewOpened() if known is None:
                self.reviews[event.review_id] = Review(opened=event)
            case ReviewDecided() if known is not None:
                decisions = (*known.decisions, event)
                self.reviews[event.review_id] = msgspec.structs.replace(known, decisions=decisions)
            case _:
                return
        # Last, because writers wait for it.
        self._seen.add(event.event_id)

    def has_seen(self, event_id: str) -> bool:
        """Tell whether an event was taken in."""
        return event_id in self._seen
