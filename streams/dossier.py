"""What is kept of a citizen: a dossier, and one page of visits for each day.

Pages are small, so that a late scan rewrites a day and not a whole history. What cannot be said to
belong to a citizen lies on pages of its own, by place and hour.
"""

import msgspec

from contracts.durations import DAY_MS
from contracts.events import Direction
from contracts.history import Journey
from contracts.verdicts import Category, Reason

PAGE_MS = DAY_MS

# A page must fit into one Kafka batch; nobody passes checkpoints this often in a day.
MAX_VISITS_A_PAGE = 2000
# Nobody declares this often in the time that is kept; the oldest are forgotten first.
MAX_PASSES = 64


class Visit(msgspec.Struct, array_like=True, gc=False):
    """One scan on a page.

    `position` is where the scan was first seen in its partition (`streams/positions.py`). `raised`
    is every finding ever said of it, as bits (`contracts/history.py`); `version` is that of the
    last statement, 0 before the first; `counts` whether it is counted at its place.
    """

    happened_ms: int
    scan_id: str
    place_id: str
    direction: Direction
    category: Category
    reason: Reason
    received_ms: int
    position: int
    vehicle_id: str = ""
    pass_id: str = ""
    origin: str = ""
    raised: int = 0
    version: int = 0
    counts: bool = True


class Page(msgspec.Struct, array_like=True):
    """A day of visits, by time and scan id, and when the newest of them was received."""

    received_ms: int = 0
    visits: list[Visit] = []


class KnownPass(msgspec.Struct, array_like=True, gc=False):
    """A pass that was issued to the citizen."""

    pass_id: str
    declaration_id: str
    issued_ms: int
    expires_ms: int


class Declared(msgspec.Struct, array_like=True):
    """A journey the citizen declared, when that reached us, and whether they are overdue.

    `overdue` is 0 as long as it was never said, 1 while the alert stands, 2 once it was withdrawn
    because of the scan `explained_by`.
    """

    journey: Journey
    received_ms: int
    overdue: int = 0
    explained_by: str = ""
    version: int = 0


class Departure(msgspec.Struct, array_like=True, gc=False):
    """The citizen left an area that was declared epidemic: the scan that shows it.

    `inside_…` is the last scan inside, empty where the pass alone tells where they came from.
    `corrected_by` is the annulled scan because of which this was said anew; with `scan_id` empty,
    nothing shows the departure any more.
    """

    zone_id: str
    scan_id: str
    place_id: str
    happened_ms: int
    known_ms: int
    inside_scan_id: str = ""
    inside_place_id: str = ""
    inside_ms: int = 0
    version: int = 0
    corrected_by: str = ""


class Annulled(msgspec.Struct, array_like=True, gc=False):
    """A scan of the citizen that was taken back at a place, and when that reached us."""

    scan_id: str
    place_id: str
    received_ms: int


class Dossier(msgspec.Struct, array_like=True):
    """What is known of a citizen beside the visits; `days` says which pages there are."""

    days: list[int] = []
    passes: list[KnownPass] = []
    declared: list[Declared] = []
    departures: list[Departure] = []
    annulled: list[Annulled] = []

    def knows(self, pass_id: str) -> bool:
        """Tell whether a pass was issued to the citizen."""
        return self.pass_named(pass_id) is not None

    def pass_named(self, pass_id: str) -> KnownPass | None:
        """Return the pass of that id; mostly it is the newest."""
        if self.passes and self.passes[-1].pass_id == pass_id:
            return self.passes[-1]
        for known in reversed(self.passes):
            if known.pass_id == pass_id:
                return known
        return None

    def declared_as(self, declaration_id: str) -> Declared | None:
        """Return the declaration of that id; mostly it is the newest."""
        if self.declared and self.declared[-1].journey.declaration_id == declaration_id:
            return self.declared[-1]
        for declared in reversed(self.declared):
            if declared.journey.declaration_id == declaration_id:
                return declared
        return None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is worth keeping."""
        return not (self.days or self.passes or self.declared or self.departures or self.annulled)

    def has_annulled(self, visit: Visit) -> bool:
        """Tell whether a visit was taken back."""
        return any(
            one.scan_id == visit.scan_id and one.place_id == visit.place_id for one in self.annulled
        )
