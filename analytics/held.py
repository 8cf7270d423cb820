"""All that the tables hold on one person, as it lies there."""

import msgspec

from analytics.erasing import tables_about_persons
from analytics.store import Store
from analytics.targets import TARGETS

# The others hold the same rows in other orders.
_WHOLE = frozenset(target.table for target in TARGETS)


class _Line(msgspec.Struct, frozen=True):
    line: str


class _Sheet(msgspec.Struct, frozen=True):
    sheet_id: str


class _Number(msgspec.Struct, frozen=True):
    number: int


def rows_held(store: Store, citizen_id: str) -> dict[str, list[dict[str, object]]]:
    """Return every row about a person, by table; copies in other orders are left out.

    Raises:
        TryAgain: ClickHouse is away.

    """
    held: dict[str, list[dict[str, object]]] = {}
    for table in tables_about_persons(store):
        if table not in _WHOLE:
            continue
        found = store.ask(
            f"SELECT formatRow('JSONEachRow', *) AS line FROM {table} FINAL"  # noqa: S608  # ours
            " WHERE citizen_id = {citizen:String}",
            {"citizen": citizen_id},
            row=_Line,
        )
        held[table] = [msgspec.json.decode(one.line) for one in found.rows]
    return held


def sheets_of(store: Store, citizen_id: str) -> tuple[str, ...]:
    """Return the paper sheets that became declarations of a person.

    Raises:
        TryAgain: ClickHouse is away.

    """
    sql = """
        SELECT DISTINCT sheet_id FROM sheets
        WHERE declaration_id != '' AND declaration_id IN (
            SELECT declaration_id FROM declarations WHERE citizen_id = {citizen:String}
        )
        ORDER BY sheet_id
        """
    return tuple(one.sheet_id for one in store.ask(sql, {"citizen": citizen_id}, row=_Sheet).rows)


def sealed_on(store: Store, day: str) -> int:
    """Return how many rows hold fields sealed to the key of a day.

    Raises:
        TryAgain: ClickHouse is away.

    """
    sql = """
        SELECT toInt64(
            (SELECT count() FROM declarations WHERE sealed_day = {day:String})
            + (SELECT count() FROM scans WHERE sealed_day = {day:String})
            + (SELECT count() FROM annulments WHERE sealed_day = {day:String})
        ) AS number
        """
    return store.ask(sql, {"day": day}, row=_Number).rows[0].number
