"""Paper sheets that wait for their entry: photographed, and neither entered nor rejected.

Who stood at a gate on paper is in no answer until the sheet is entered. A sheet waits for as long
as its topic keeps it (`SHEETS_KEPT_MS`); later nothing may be declared with it any more.
"""

import msgspec

from analytics.store import Store
from contracts.topics import SHEETS_KEPT_MS

# Taken and done with are two events, which come in either order: FINAL makes one row of them. Where
# parts are merged already that costs a quarter of grouping by sheet.
_WAITING = """
SELECT place_id, toInt64(count()) AS sheets_waiting, min(taken_ms) AS oldest_sheet_ms
FROM sheet_states FINAL
WHERE taken_ms > {since_ms:Int64} AND taken_ms <= {at_ms:Int64}
    AND (done_ms = 0 OR done_ms > {at_ms:Int64})
GROUP BY place_id
ORDER BY place_id
"""


class PlaceBacklog(msgspec.Struct, frozen=True, kw_only=True):
    """How many sheets of a place wait, and when the oldest of them was taken."""

    place_id: str
    sheets_waiting: int
    oldest_sheet_ms: int


class PaperBacklog(msgspec.Struct, frozen=True, kw_only=True):
    """What waits at each place where anything does."""

    places: tuple[PlaceBacklog, ...]
    rows_read: int

    @property
    def sheets_waiting(self) -> int:
        """How many sheets wait in all."""
        return sum(place.sheets_waiting for place in self.places)

    @property
    def oldest_sheet_ms(self) -> int:
        """When the sheet was taken that waits longest; 0 where none waits."""
        return min((place.oldest_sheet_ms for place in self.places), default=0)


def paper_backlog(store: Store, at_ms: int) -> PaperBacklog:
    """Return what waited at a moment, as far as is known by now."""
    asked = {"at_ms": at_ms, "since_ms": at_ms - SHEETS_KEPT_MS}
    found = store.ask(_WAITING, asked, row=PlaceBacklog)
    return PaperBacklog(places=found.rows, rows_read=found.rows_read)
