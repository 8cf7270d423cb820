"""Which contact is the likelier one, and why: an order whose parts are told with each contact.

Contacts are compared by the first of these in which they differ, so that the order can be said in a
sentence:

1. whoever declared one journey with somebody they met (a household, most often) comes first,
2. then whoever came in one vehicle, by its plate or because officers scanned them as one group,
3. then whoever met more often (pairs of scans),
4. then whoever was in one lane more often,
5. then whoever came closer in time.

The citizen id decides what is left, so that the same contacts always stand in the same order.
"""

from typing import Literal

import msgspec

Because = Literal["same_journey", "same_vehicle", "met_again", "same_lane", "close_in_time"]

CLOSE_S = 60.0
"""Two scans no further apart than this are told to be close in time."""

# What `ORDER` needs of each contact, out of the pairs of `meeting_sql.PAIRS`.
PARTS = """
    toInt64(count()) AS meetings,
    min(gap_ms) / 1000 AS closest_gap_s,
    toInt64(countIf(same_journey)) AS shared_journey,
    toInt64(countIf(same_vehicle)) AS shared_vehicle,
    toInt64(countIf(same_lane)) AS shared_lane,
    min(met_ms) AS first_met_ms,
    max(met_ms) AS last_met_ms"""

ORDER = """shared_journey > 0 DESC, shared_vehicle > 0 DESC, meetings DESC, shared_lane DESC,
    closest_gap_s, citizen_id"""


class Closeness(msgspec.Struct, frozen=True, kw_only=True):
    """What the meetings of somebody with those they may have it from amount to.

    `meetings` counts pairs of scans; `shared_journey`, `shared_vehicle` and `shared_lane` those of
    them with somebody of one declared journey, in one vehicle and in one lane. A meeting happens at
    the later of its two scans.
    """

    citizen_id: str
    meetings: int
    closest_gap_s: float
    shared_journey: int
    shared_vehicle: int
    shared_lane: int
    first_met_ms: int
    last_met_ms: int


def because(contact: Closeness) -> tuple[Because, ...]:
    """Return why somebody stands where they stand, the weightiest first; empty: one place only."""
    holds: dict[Because, bool] = {
        "same_journey": contact.shared_journey > 0,
        "same_vehicle": contact.shared_vehicle > 0,
        "met_again": contact.meetings > 1,
        "same_lane": contact.shared_lane > 0,
        "close_in_time": contact.closest_gap_s <= CLOSE_S,
    }
    return tuple(reason for reason, is_so in holds.items() if is_so)
