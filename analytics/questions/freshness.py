"""How late the data behind an answer is."""

import msgspec

from analytics.questions.paper_backlog import paper_backlog
from analytics.store import Store
from service.clock import now_ms


class Freshness(msgspec.Struct, frozen=True, kw_only=True):
    """When a question was asked, when the newest scan known to it had been received, what waits.

    `data_up_to_ms` is 0 before the first scan. `sheets_waiting` paper sheets await their entry, so
    their bearers are in no answer yet; the oldest was taken at `oldest_sheet_ms`, 0 for none.
    """

    asked_ms: int
    data_up_to_ms: int
    sheets_waiting: int
    oldest_sheet_ms: int


class _Newest(msgspec.Struct, frozen=True):
    received_ms: int


def freshness(store: Store) -> Freshness:
    """Return how fresh an answer given from now on is; ask before the question itself."""
    found = store.ask("SELECT max(received_ms) AS received_ms FROM newest_scan", row=_Newest)
    asked_ms = now_ms()
    paper = paper_backlog(store, asked_ms)
    return Freshness(
        asked_ms=asked_ms,
        data_up_to_ms=found.rows[0].received_ms,
        sheets_waiting=paper.sheets_waiting,
        oldest_sheet_ms=paper.oldest_sheet_ms,
    )
