"""How long rows are kept: the house's setting, brought into the tables at every start."""

import msgspec

from analytics.store import Store
from contracts.durations import DAY_MS
from contracts.topics import SHEETS_KEPT_MS

# Rows leave by when the scan was received or, where a row has no such time, by when its record was
# written to the topic: imported history is kept as long after its arrival as anything else.
_CLOCKS = {
    "scans": "received_ms",
    "scans_by_person": "received_ms",
    "scans_by_plate": "received_ms",
    "scans_by_day": "received_ms",
    "annulments": "received_ms",
    "annulments_by_person": "received_ms",
    "annulments_by_place": "received_ms",
    "judged": "recorded_ms",
    "movements": "recorded_ms",
    "counts": "recorded_ms",
    "declarations": "recorded_ms",
    "journeys": "recorded_ms",
    "passes": "recorded_ms",
    "passes_by_origin": "recorded_ms",
    "declared_departures": "recorded_ms",
    "alerts": "recorded_ms",
    "alerts_by_time": "recorded_ms",
    # By what happened to the sheet: that it was done with never goes before that it was taken.
    "sheets": "greatest(taken_ms, at_ms)",
    "sheet_states": "greatest(taken_ms, done_ms)",
}

# A sheet that still may be entered is known to wait.
_AT_LEAST_DAYS = dict.fromkeys(("sheets", "sheet_states"), SHEETS_KEPT_MS // DAY_MS)


class _Definition(msgspec.Struct, frozen=True):
    name: str
    engine_full: str


def keeps(table: str, days: int) -> str:
    """Return the condition that a row of this table has not outlived `days` yet."""
    if table not in _CLOCKS:
        return "true"
    return (
        f"{_CLOCKS[table]} >= toUnixTimestamp(now() - toIntervalDay({_days(table, days)})) * 1000"
    )


def keep_for(store: Store, days: int) -> tuple[str, ...]:
    """Let rows expire after `days`, and return the tables for which this was something new."""
    wanted = {table: f"toIntervalDay({_days(table, days)})" for table in _CLOCKS}
    found = store.ask(
        "SELECT name, engine_full FROM system.tables WHERE database = currentDatabase()",
        row=_Definition,
    )
    other = [t.name for t in found.rows if wanted.get(t.name, "") not in t.engine_full]
    for table in sorted(other):
        moment = f"toDateTime(intDiv({_CLOCKS[table]}, 1000))"
        store.change(f"ALTER TABLE {table} MODIFY TTL {moment} + {wanted[table]}")
    return tuple(sorted(other))


def _days(table: str, days: int) -> int:
    return max(days, _AT_LEAST_DAYS.get(table, 0))


class _Part(msgspec.Struct, frozen=True):
    name: str
    part: str


def expire(store: Store) -> int:
    """Let go of rows whose time was over a day ago and that no merge took; return how many parts.

    The engine removes rows when it merges. A part that nothing is merged with any more, because
    nothing comes in beside it, would keep its rows for as long as it lies there.

    Raises:
        TryAgain: ClickHouse is away.

    """
    found = store.ask(
        """
        SELECT table AS name, name AS part
        FROM system.parts
        WHERE database = currentDatabase() AND active AND rows > 0
            AND delete_ttl_info_min > toDateTime(86400)
            AND delete_ttl_info_min < now() - toIntervalDay(1)
        """,
        row=_Part,
    ).rows
    for table in sorted({part.name for part in found}):
        store.change(f"ALTER TABLE {table} MATERIALIZE TTL SETTINGS mutations_sync = 2")
    return len(found)
