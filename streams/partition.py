"""What a worker knows of one partition, and how a scan changes it. Pure: no clock, no Kafka.

Reading a line twice has the effect of once. A line whose scan is on its page already, at the very
same position, was read before a crash: its state may be kept while what it said was not sent, so it
is said again. A line whose scan stands there with another position is the sender's repeat.
"""

from collections.abc import Iterator, Mapping

import msgspec

from contracts.durations import MINUTE_MS
from contracts.events import MovementSeen, ScanJudged, ScanRecorded
from contracts.history import Leg, Stop, findings_of, leg_between
from contracts.places import Place
from streams.counts import CellId, Counts
from streams.timeline import PageId, Timelines, Visit, is_citizen


class Changes(msgspec.Struct):
    """What one group of lines touched: visits to be told, pages and cells to be kept."""

    visits: dict[tuple[str, str], tuple[PageId, Visit]] = {}
    pages: set[PageId] = set()
    cells: set[CellId] = set()

    def touch(self, page_id: PageId, visit: Visit) -> None:
        """Note a visit whose outputs must be sent."""
        self.visits[page_id.owner, visit.scan_id] = (page_id, visit)
        self.pages.add(page_id)


class Partition:
    """Timelines and counts of one input partition."""

    def __init__(self, number: int) -> None:
        """Start empty; a recovered partition is filled by `streams/changelog.py`."""
        self.number = number
        self.timelines = Timelines()
        self.counts = Counts()
        self.newest_received_ms = 0
        self.swept_ms = 0

    def take(self, scan: ScanRecorded, position: int, changes: Changes) -> bool:
        """Take one line in; False if the citizen's day is full and the line was not taken."""
        recorded = self.timelines.record(scan, position)
        if recorded is None:
            return False
        page_id, visit = recorded
        self.newest_received_ms = max(self.newest_received_ms, scan.received_ms)
        if visit.position != position:
            return True
        cell_id = CellId(
            scan.place_id,
            scan.happened_ms - scan.happened_ms % MINUTE_MS,
            scan.direction,
            scan.category,
            scan.reason,
        )
        self.counts.count(cell_id, position, scan.received_ms)
        changes.cells.add(cell_id)
        self._settle(page_id, visit, changes)
        if is_citizen(page_id.owner) and (following := self.timelines.after(page_id, visit)):
            self._settle(*following, changes)
        return True

    def judged(
        self, changes: Changes, places: Mapping[str, Place]
    ) -> Iterator[tuple[ScanJudged, MovementSeen | None]]:
        """Yield what is to be said of every touched visit, as the timelines stand now."""
        for page_id, visit in changes.visits.values():
            if not is_citizen(page_id.owner):
                yield _judged("", visit, None), None
                continue
            before = self.timelines.before(page_id, visit)
            leg = leg_between(_stop(before), _stop(visit), places) if before else None
            yield _judged(page_id.owner, visit, leg), _moved(page_id.owner, visit, before, leg)

    def outdated(self, keep_ms: int, every_ms: int) -> tuple[list[PageId], list[CellId]]:
        """Return, once in `every_ms` of received time, what is older than `keep_ms`."""
        if self.newest_received_ms - self.swept_ms < every_ms:
            return [], []
        self.swept_ms = self.newest_received_ms
        limit = self.newest_received_ms - keep_ms
        return list(self.timelines.older_than(limit)), list(self.counts.older_than(limit))

    def _settle(self, page_id: PageId, visit: Visit, changes: Changes) -> None:
        """Give the visit's leg its next version if it comes from somewhere else than last told."""
        before = self.timelines.before(page_id, visit) if is_citizen(page_id.owner) else None
        leg_from = before.scan_id if before else ""
        if visit.version == 0 or visit.leg_from != leg_from:
            visit.leg_from = leg_from
            visit.version += 1
        changes.touch(page_id, visit)


def _stop(visit: Visit) -> Stop:
    return Stop(visit.place_id, visit.direction, visit.happened_ms)


def _judged(citizen_id: str, visit: Visit, leg: Leg | None) -> ScanJudged:
    return ScanJudged(
        scan_id=visit.scan_id,
        citizen_id=citizen_id,
        place_id=visit.place_id,
        direction=visit.direction,
        happened_ms=visit.happened_ms,
        category=visit.category,
        reason=visit.reason,
        findings=findings_of(leg) if leg else (),
        version=visit.version,
    )


def _moved(citizen_id: str, visit: Visit, before: Visit | None, leg: Leg | None) -> MovementSeen:
    return MovementSeen(
        scan_id=visit.scan_id,
        citizen_id=citizen_id,
        place_id=visit.place_id,
        direction=visit.direction,
        happened_ms=visit.happened_ms,
        from_scan_id=before.scan_id if before else "",
        from_place_id=before.place_id if before else "",
        from_ms=before.happened_ms if before else 0,
        seconds=leg.lasted_ms // 1000 if leg else 0,
        km=round(leg.km, 3) if leg and leg.km is not None else -1.0,
        vehicle_id=visit.vehicle_id,
        version=visit.version,
    )
