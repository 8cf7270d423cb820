"""Which topic goes into which table, and what its lines must be."""

from collections.abc import Iterable
from typing import Any

import msgspec

from contracts.audit import AuditEvent
from contracts.errors import Stop
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
    Target("audit", "audit", AuditEvent),
)


def targets_of(tables: Iterable[str]) -> tuple[Target, ...]:
    """Return what fills these tables, everything where none is named.

    Raises:
        Stop: no topic is loaded into a table of that name.

    """
    wanted = set(tables)
    unknown = wanted - {target.table for target in TARGETS}
    if unknown:
        known = ", ".join(target.table for target in TARGETS)
        raise Stop(f"no topic is loaded into {min(unknown)}; there are {known}")
    return tuple(target for target in TARGETS if not wanted or target.table in wanted)
