"""Which topic goes into which table, and what its lines must be."""

from typing import Any

import msgspec

from contracts.events import (
    AlertEvent,
    DeclarationFiled,
    MovementSeen,
    PassIssued,
    PlaceMinuteCount,
    ScanAnnulled,
    ScanJudged,
    ScanRecorded,
)
from contracts.lines import LineDecoder
from contracts.reviews import ReviewEvent
from contracts.sheets import SheetEvent


class Target(msgspec.Struct, frozen=True):
    """A topic, the table its lines are rows of, and the events a line may be."""

    topic: str
    table: str
    events: Any

    def decoder(self) -> LineDecoder[Any]:
        """Return what reads the topic's lines one by one."""
        return LineDecoder(self.events)


TARGETS: tuple[Target, ...] = (
    Target("scans", "scans", ScanRecorded),
    Target("annulments", "annulments", ScanAnnulled),
    Target("judged", "judged", ScanJudged),
    Target("movements", "movements", MovementSeen),
    Target("counts", "counts", PlaceMinuteCount),
    Target("declarations", "declarations", DeclarationFiled | PassIssued),
    Target("alerts", "alerts", AlertEvent),
    Target("sheets", "sheets", SheetEvent),
    Target("reviews", "reviews", ReviewEvent),
)
