"""Rows of erased persons leave every table that says whose a row is, whenever they came in.

Which tables those are is read from the engine, so that a new one is never forgotten. A row goes if
what it tells happened, or where it has no such time was recorded, up to the erasing: whoever
declares again afterwards is somebody new. The rows' parts are written anew without them, so their
bytes leave the disk as soon as the engine drops the old parts.
"""

from collections.abc import Iterable, Mapping

import msgspec

from analytics.store import Store

_TABLES = """
SELECT table, groupArray(name) AS columns
FROM system.columns
WHERE database = currentDatabase() AND table IN (
    SELECT name FROM system.tables
    WHERE database = currentDatabase() AND engine LIKE '%MergeTree'
)
GROUP BY table
HAVING has(columns, 'citizen_id')
ORDER BY table
"""

_CLOCKS = ("happened_ms", "recorded_ms", "at_ms", "received_ms")

# So many persons in one statement.
_AT_ONCE = 200


class _Table(msgspec.Struct, frozen=True):
    table: str
    columns: tuple[str, ...]

    @property
    def clock(self) -> str:
        """What tells when that came about which a row says; where nothing does, all rows go."""
        return next((column for column in _CLOCKS if column in self.columns), "0")


class _Number(msgspec.Struct, frozen=True):
    number: int


def tables_about_persons(store: Store) -> tuple[str, ...]:
    """Return the tables whose rows belong to a person."""
    return tuple(found.table for found in _tables(store))


def rows_of_erased(store: Store, erased: Mapping[str, int]) -> dict[str, int]:
    """Return how many rows of these persons, up to their moments, each table still holds."""
    return {
        table.table: found for table in _tables(store) if (found := _count(store, table, erased))
    }


def erase_persons(store: Store, erased: Mapping[str, int]) -> dict[str, int]:
    """Delete the rows of these citizens up to these moments; return how many went, by table.

    Doing it again deletes what came in since. Returns when the new parts are written. Blocking.

    Raises:
        TryAgain: ClickHouse is away; some tables may have been gone through.

    """
    gone: dict[str, int] = {}
    for table in _tables(store):
        for some in _by_some(erased):
            found = _count(store, table, some)
            if found:
                store.change(
                    f"ALTER TABLE {table.table} DELETE WHERE {_condition(table, some)}"
                    " SETTINGS mutations_sync = 2"
                )
                gone[table.table] = gone.get(table.table, 0) + found
    return gone


def _tables(store: Store) -> tuple[_Table, ...]:
    return store.ask(_TABLES, row=_Table).rows


def _count(store: Store, table: _Table, erased: Mapping[str, int]) -> int:
    if not erased:
        return 0
    # By the ids first: where they lead the sorting key, nothing else is read.
    ids = ", ".join(f"'{_checked(citizen_id)}'" for citizen_id in erased)
    sql = (
        f"SELECT toInt64(count()) AS number FROM {table.table}"  # noqa: S608  # checked above
        f" WHERE citizen_id IN ({ids}) AND ({_condition(table, erased)})"
    )
    return store.ask(sql, row=_Number).rows[0].number


def _condition(table: _Table, erased: Mapping[str, int]) -> str:
    return " OR ".join(
        f"(citizen_id = '{_checked(citizen_id)}' AND {table.clock} <= {int(at_ms)})"
        for citizen_id, at_ms in erased.items()
    )


def _checked(citizen_id: str) -> str:
    """An id goes into a statement as it is, for mutations take no parameters."""
    if not (citizen_id.isascii() and citizen_id.isalnum()):
        raise ValueError(citizen_id)
    return citizen_id


def _by_some(erased: Mapping[str, int]) -> Iterable[dict[str, int]]:
    items = list(erased.items())
    for start in range(0, len(items), _AT_ONCE):
        yield dict(items[start : start + _AT_ONCE])
