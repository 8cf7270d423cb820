"""How late the data behind an answer is."""

import msgspec

from analytics.store import Store
from service.clock import now_ms


class Freshness(msgspec.Struct, frozen=True, kw_only=True):
    """When a question was asked, and when the newest scan known to it had been received.

    Both are milliseconds since 1970 UTC; `data_up_to_ms` is 0 before the first scan.
    """

    asked_ms: int
    data_up_to_ms: int


class _Newest(msgspec.Struct, frozen=True):
    received_ms: int


def freshness(store: Store) -> Freshness:
    """Return how fresh an answer given from now on is; ask before the question itself."""
    found = store.ask("SELECT max(received_ms) AS received_ms FROM newest_scan", row=_Newest)
    return Freshness(asked_ms=now_ms(), data_up_to_ms=found.rows[0].received_ms)
