"""A citizen while a group of lines is worked on: pages taken out, changed, and put back.

Pure but for the state it reads from. Nothing is written before `changes`.
"""

from bisect import bisect_left, insort
from collections.abc import Iterator
from operator import attrgetter

import msgspec

from contracts.events import ScanRecorded
from streams.dossier import MAX_VISITS_A_PAGE, PAGE_MS, Dossier, Page, Visit
from streams.keys import dossier_key, page_key
from streams.state import State

_BY_TIME = attrgetter("happened_ms", "scan_id")

_ENCODER = msgspec.msgpack.Encoder()
_DOSSIERS = msgspec.msgpack.Decoder(Dossier)
_PAGES = msgspec.msgpack.Decoder(Page)


class Spot(msgspec.Struct, frozen=True, gc=False):
    """Where a visit stands: the day of its page, the visits there, and its number among them."""

    day: int
    visits: list[Visit]
    number: int


class Citizen:
    """One citizen's dossier and the pages looked at so far."""

    __slots__ = ("_changed_days", "_pages", "_state", "citizen_id", "dossier", "dossier_changed")

    def __init__(self, citizen_id: str, state: State) -> None:
        """Take the dossier out of the state."""
        self.citizen_id = citizen_id
        self._state = state
        kept = state.get(dossier_key(citizen_id))
        self.dossier = _DOSSIERS.decode(kept) if kept else Dossier()
        self.dossier_changed = False
        self._pages: dict[int, Page] = {}
        self._changed_days: set[int] = set()

    def page(self, day: int) -> Page:
        """Return the page of a day, an empty one where there is none."""
        page = self._pages.get(day)
        if page is None:
            kept = self._state.get(page_key(self.citizen_id, day))
            page = self._pages[day] = _PAGES.decode(kept) if kept else Page()
        return page

    def record(self, scan: ScanRecorded, position: int) -> tuple[Visit, Spot] | None:
        """Return the scan's visit, which is new, or as it was first seen; None if the day is full.

        A visit whose `position` is not this line's has been seen before.
        """
        day = scan.happened_ms // PAGE_MS
        page = self.page(day)
        recorded = record_on(page, scan, position)
        if recorded is None:
            return None
        visit, number = recorded
        if day not in self.dossier.days:
            insort(self.dossier.days, day)
            self.dossier_changed = True
        return visit, Spot(day, page.visits, number)

    def before(self, spot: Spot) -> Visit | None:
        """Return the visit just before this one, on its page or an earlier one."""
        if self.dossier.annulled:
            return self._standing_before(spot)
        if spot.number > 0:
            return spot.visits[spot.number - 1]
        days = self.dossier.days
        for index in range(bisect_left(days, spot.day) - 1, -1, -1):
            # After a crash a page may be missing that the dossier knows: its lines come again.
            if visits := self.page(days[index]).visits:
                return visits[-1]
        return None

    def after(self, spot: Spot) -> tuple[Visit, Spot] | None:
        """Return the visit just after this one, and where it stands."""
        if self.dossier.annulled:
            return self._standing_after(spot)
        visits, number = spot.visits, spot.number + 1
        if number < len(visits):
            return visits[number], Spot(spot.day, visits, number)
        days = self.dossier.days
        if days[-1] == spot.day:
            return None
        for index in range(bisect_left(days, spot.day) + 1, len(days)):
            if later := self.page(days[index]).visits:
                return later[0], Spot(days[index], later, 0)
        return None

    def visits(self, since_ms: int = 0) -> Iterator[tuple[Visit, Spot]]:
        """Yield all visits of the days from that moment on, in order."""
        first = since_ms // PAGE_MS
        for day in [day for day in self.dossier.days if day >= first]:
            visits = self.page(day).visits
            for number, visit in enumerate(visits):
                if not (self.dossier.annulled and self.dossier.has_annulled(visit)):
                    yield visit, Spot(day, visits, number)

    def visit_named(self, scan_id: str, place_id: str) -> tuple[Visit, Spot] | None:
        """Return a scan's visit, taken back or not, and where it stands."""
        for day in self.dossier.days:
            visits = self.page(day).visits
            for number, visit in enumerate(visits):
                if visit.scan_id == scan_id and visit.place_id == place_id:
                    return visit, Spot(day, visits, number)
        return None

    def _standing_before(self, spot: Spot) -> Visit | None:
        """Return the visit before this one that was not taken back."""
        this = _BY_TIME(spot.visits[spot.number])
        earlier = [visit for visit, _ in self.visits() if _BY_TIME(visit) < this]
        return earlier[-1] if earlier else None

    def _standing_after(self, spot: Spot) -> tuple[Visit, Spot] | None:
        """Return the visit after this one that was not taken back."""
        this = _BY_TIME(spot.visits[spot.number])
        later = (found for found in self.visits() if _BY_TIME(found[0]) > this)
        return next(later, None)

    def keep(self, spot: Spot) -> None:
        """Note that a visit's page was changed."""
        self._changed_days.add(spot.day)

    def drop(self, day: int) -> None:
        """Forget a day."""
        self.page(day).visits.clear()
        self._changed_days.add(day)
        self.dossier.days.remove(day)
        self.dossier_changed = True

    def leave_out(self, day: int, until_ms: int) -> None:
        """Forget what happened on a day up to a moment."""
        page = self.page(day)
        page.visits = [visit for visit in page.visits if visit.happened_ms > until_ms]
        self._changed_days.add(day)

    def changes(self) -> Iterator[tuple[bytes, bytes | None]]:
        """Yield the state entries that keep what was changed."""
        for day in self._changed_days:
            page = self._pages[day]
            key = page_key(self.citizen_id, day)
            yield key, _ENCODER.encode(page) if page.visits else None
        if self.dossier_changed:
            kept = None if self.dossier.is_empty else _ENCODER.encode(self.dossier)
            yield dossier_key(self.citizen_id), kept


def record_on(page: Page, scan: ScanRecorded, position: int) -> tuple[Visit, int] | None:
    """Return the scan's visit on a page and its number there; None if the page is full."""
    visits = page.visits
    if not visits or (visits[-1].happened_ms, visits[-1].scan_id) < (
        scan.happened_ms,
        scan.scan_id,
    ):
        number = len(visits)
    else:
        number = bisect_left(visits, (scan.happened_ms, scan.scan_id), key=_BY_TIME)
        if visits[number].scan_id == scan.scan_id:
            return visits[number], number
    if len(visits) >= MAX_VISITS_A_PAGE:
        return None
    visit = Visit(
        scan.happened_ms,
        scan.scan_id,
        scan.place_id,
        scan.direction,
        scan.category,
        scan.reason,
        scan.received_ms,
        position,
        scan.vehicle_id,
        scan.pass_id,
        scan.origin,
        counts=scan.counts,
    )
    visits.insert(number, visit)
    if scan.received_ms > page.received_ms:
        page.received_ms = scan.received_ms
    return visit, number
