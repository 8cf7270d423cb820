"""How many people were scanned, per place and minute."""

import msgspec

from analytics.questions.freshness import Freshness, freshness
from analytics.store import Store

# A cell is counted by each input partition on its own; the newest count of each is what stands.
_SQL = """
SELECT minute_ms, place_id, direction, category, toInt64(sum(newest)) AS scans
FROM (
    SELECT
        minute_ms, place_id, direction, category, reason, `partition`,
        argMax(`count`, position) AS newest
    FROM counts
    WHERE minute_ms >= {from_ms:Int64} AND minute_ms < {until_ms:Int64}
        AND ({everywhere:Bool} OR place_id IN {places:Array(String)})
    GROUP BY minute_ms, place_id, direction, category, reason, `partition`
)
GROUP BY minute_ms, place_id, direction, category
HAVING scans > 0
ORDER BY minute_ms, place_id, direction, category
"""


class MinuteCount(msgspec.Struct, frozen=True, kw_only=True):
    """Scans of one direction and gate verdict at a place within one minute."""

    minute_ms: int
    place_id: str
    direction: str
    category: str
    scans: int


class PlaceCounts(msgspec.Struct, frozen=True, kw_only=True):
    """The minutes that begin at or after `from_ms` and before `until_ms`; empty ones are left out.

    `place_id` is empty where several were asked about.
    """

    from_ms: int
    until_ms: int
    place_id: str
    counts: tuple[MinuteCount, ...]
    freshness: Freshness
    rows_read: int


def place_counts(
    store: Store, *, from_ms: int, until_ms: int, places: tuple[str, ...] | None = None
) -> PlaceCounts:
    """Return the counts of some places, or of all."""
    fresh = freshness(store)
    asked = {
        "from_ms": from_ms,
        "until_ms": until_ms,
        "everywhere": places is None,
        "places": sorted(places or ()),
    }
    found = store.ask(_SQL, asked, row=MinuteCount)
    return PlaceCounts(
        from_ms=from_ms,
        until_ms=until_ms,
        place_id=places[0] if places is not None and len(places) == 1 else "",
        counts=found.rows,
        freshness=fresh,
        rows_read=found.rows_read,
    )
