"""A citizen's scans in the order in which they happened, whatever order they arrive in.

Visits lie on pages of one day each, so that a late scan rewrites a small page and not a whole
history. A page belongs to an owner: a citizen, or, for scans nobody could be read from, a place.
"""

from bisect import bisect_left, insort
from collections.abc import Iterator
from operator import attrgetter

import msgspec

from contracts.durations import DAY_MS, HOUR_MS
from contracts.events import Direction, ScanRecorded
from contracts.verdicts import Category, Reason

PAGE_MS = DAY_MS

# A page must fit into one Kafka batch; nobody passes checkpoints this often in a day.
MAX_VISITS_A_PAGE = 2000

_BY_TIME = attrgetter("happened_ms", "scan_id")


class Visit(msgspec.Struct, array_like=True, gc=False):
    """One scan on a page.

    `position` is where the scan was first seen in its partition (`streams/positions.py`).
    `leg_from` is the scan this visit's leg was last said to come from, and `version` how often that
    was said; version 0 means never yet.
    """

    happened_ms: int
    scan_id: str
    place_id: str
    direction: Direction
    category: Category
    reason: Reason
    vehicle_id: str
    position: int
    leg_from: str = ""
    version: int = 0


class Page(msgspec.Struct, array_like=True):
    """A day of visits, by time and scan id, and when the newest of them was received."""

    visits: list[Visit] = []
    received_ms: int = 0


class PageId(msgspec.Struct, frozen=True, gc=False):
    """Whose page, and which day (days since 1970 UTC)."""

    owner: str
    day: int


class Timelines:
    """The pages of one partition."""

    def __init__(self) -> None:
        """Start empty."""
        self._pages: dict[str, dict[int, Page]] = {}
        self._days: dict[str, list[int]] = {}

    def put(self, page_id: PageId, page: Page) -> None:
        """Lay down a page as it was kept; replaces one of the same id."""
        self._page_at(page_id)
        self._pages[page_id.owner][page_id.day] = page

    def drop(self, page_id: PageId) -> None:
        """Forget a page."""
        pages = self._pages.get(page_id.owner, {})
        if pages.pop(page_id.day, None) is None:
            return
        self._days[page_id.owner].remove(page_id.day)
        if not pages:
            del self._pages[page_id.owner], self._days[page_id.owner]

    def page(self, page_id: PageId) -> Page:
        """Return a page that is there."""
        return self._pages[page_id.owner][page_id.day]

    def record(self, scan: ScanRecorded, position: int) -> tuple[PageId, Visit] | None:
        """Return the scan's visit, which is new, or as it was first seen; None if the page is full.

        A visit whose `position` is not this line's has been seen before.
        """
        page_id = PageId(owner_of(scan), scan.happened_ms // PAGE_MS)
        page = self._page_at(page_id)
        place = bisect_left(page.visits, (scan.happened_ms, scan.scan_id), key=_BY_TIME)
        if place < len(page.visits) and page.visits[place].scan_id == scan.scan_id:
            return page_id, page.visits[place]
        if len(page.visits) >= MAX_VISITS_A_PAGE:
            return None
        visit = Visit(
            happened_ms=scan.happened_ms,
            scan_id=scan.scan_id,
            place_id=scan.place_id,
            direction=scan.direction,
            category=scan.category,
            reason=scan.reason,
            vehicle_id=scan.vehicle_id,
            position=position,
        )
        page.visits.insert(place, visit)
        page.received_ms = max(page.received_ms, scan.received_ms)
        return page_id, visit

    def before(self, page_id: PageId, visit: Visit) -> Visit | None:
        """Return the visit just before this one, on its page or an earlier one."""
        visits, place = self._find(page_id, visit)
        if place > 0:
            return visits[place - 1]
        days = self._days[page_id.owner]
        index = bisect_left(days, page_id.day)
        return self._pages[page_id.owner][days[index - 1]].visits[-1] if index > 0 else None

    def after(self, page_id: PageId, visit: Visit) -> tuple[PageId, Visit] | None:
        """Return the visit just after this one and its page."""
        visits, place = self._find(page_id, visit)
        if place + 1 < len(visits):
            return page_id, visits[place + 1]
        days = self._days[page_id.owner]
        index = bisect_left(days, page_id.day) + 1
        if index >= len(days):
            return None
        later = PageId(page_id.owner, days[index])
        return later, self.page(later).visits[0]

    def older_than(self, received_ms: int) -> Iterator[PageId]:
        """Yield the pages that nothing was received for since then."""
        for owner, pages in self._pages.items():
            for day, page in pages.items():
                if page.received_ms < received_ms:
                    yield PageId(owner, day)

    def __len__(self) -> int:
        """How many pages there are."""
        return sum(map(len, self._pages.values()))

    def _page_at(self, page_id: PageId) -> Page:
        pages = self._pages.setdefault(page_id.owner, {})
        page = pages.get(page_id.day)
        if page is None:
            page = pages[page_id.day] = Page()
            insort(self._days.setdefault(page_id.owner, []), page_id.day)
        return page

    def _find(self, page_id: PageId, visit: Visit) -> tuple[list[Visit], int]:
        visits = self.page(page_id).visits
        return visits, bisect_left(visits, (visit.happened_ms, visit.scan_id), key=_BY_TIME)


def owner_of(scan: ScanRecorded) -> str:
    """Return whose page a scan belongs to; `~` marks an hour at a place instead of a citizen.

    By the hour, because a place may see more unreadable codes in a day than fit on a page.
    """
    return scan.citizen_id or f"~{scan.place_id}~{scan.happened_ms // HOUR_MS}"


def is_citizen(owner: str) -> bool:
    """Tell whether the owner of a page is a person."""
    return not owner.startswith("~")
