"""Tables loaded anew beside the old ones, and exchanged with them at the end.

The new tables lie in a database of their own, with the same names, views and marks; so the loader
fills them as it fills any. The house's own database is as it was until the exchange. That goes
table by table: what it is about is written down first, so that an exchange that was cut off is
finished by whoever opens the store next.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import msgspec

from analytics.migrations import migrate
from analytics.retention import keep_for, keeps
from analytics.store import Store
from analytics.targets import Target
from contracts.errors import Stop
from contracts.settings import Settings

BESIDE = "chot_rebuild"

_PLAN = """
CREATE TABLE exchange (name String, uuid String) ENGINE = MergeTree ORDER BY name
"""

# Rows beyond their time, which nothing has merged away yet, are left out.
_STANDING = """
SELECT toInt64(count()) AS number FROM {table} FINAL
WHERE {keeps}
SETTINGS max_execution_time = 0
"""

_OLDER = """
SELECT toInt64(count()) AS number FROM {table} FINAL
WHERE {keeps} AND kafka_offset < transform(
    kafka_partition, {{partitions:Array(Int32)}}, {{begins:Array(Int64)}}, 9223372036854775807)
SETTINGS max_execution_time = 0
"""


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """Rows of one table that stand, in the house's database and in the new one."""

    table: str
    before: int
    after: int


class _Number(msgspec.Struct, frozen=True):
    number: int


class _Found(msgspec.Struct, frozen=True):
    name: str
    uuid: str


class _View(msgspec.Struct, frozen=True):
    source: str
    definition: str


@contextmanager
def beside(settings: Settings, store: Store) -> Iterator[Store]:
    """Open an empty database with all tables beside the store's; it is dropped in the end.

    What an earlier one left behind is finished if its exchange had begun, and else dropped.
    """
    finish_exchange(store)
    _drop(store)
    try:
        with Store.open(settings, database=BESIDE) as new:
            migrate(new)
            keep_for(new, settings.keep_days)
            yield new
    finally:
        if not _plan(store):
            _drop(store)


def tables_of(new: Store, targets: Sequence[Target]) -> tuple[str, ...]:
    """Return the targets' tables and all that views fill from them.

    Raises:
        Stop: a table would be filled from some of its sources only.

    """
    views = [(view.source, _filled_by(view.definition)) for view in _views(new)]
    chosen = {target.table for target in targets}
    filled = {table for source, table in views if source in chosen}
    for source, table in sorted(views):
        if table in filled and source not in chosen:
            raise Stop(f"{table} is filled from {source} as well: rebuild that too")
    return tuple(sorted(chosen | filled))


def rows_older_than(store: Store, table: str, begins: Mapping[int, int], days: int) -> int:
    """Return how many rows of the last `days` come from records before those offsets."""
    asked = {"partitions": list(begins), "begins": list(begins.values())}
    sql = _OLDER.format(table=table, keeps=keeps(table, days))
    return store.ask(sql, asked, row=_Number).rows[0].number


def changes(store: Store, new: Store, tables: Sequence[str], days: int) -> tuple[Change, ...]:
    """Count the rows of the last `days` that stand in each table, old and new."""
    return tuple(
        Change(table=table, before=_standing(store, table, days), after=_standing(new, table, days))
        for table in tables
    )


def exchange(store: Store, new: Store, tables: Sequence[str]) -> None:
    """Put the new tables into the old ones' places; how far each was loaded goes with them."""
    uuids = {found.name: found.uuid for found in _tables(new)}
    new.change("DROP TABLE IF EXISTS exchange")
    new.change(_PLAN)
    plan = [_Found(name, uuids[name]) for name in tables]
    new.insert_lines("exchange", b"\n".join(map(msgspec.json.encode, plan)), token="")
    finish_exchange(store)


def finish_exchange(store: Store) -> bool:
    """Do what is left of an exchange that was begun; tell whether there was one."""
    plan = _plan(store)
    if not plan:
        return False
    there = {found.name: found.uuid for found in _tables(store)}
    for table in plan:
        if there[table.name] != table.uuid:
            store.change(f"EXCHANGE TABLES {table.name} AND {BESIDE}.{table.name}")
    # Reading starts at the highest mark: rows between an old one and a new come twice and are one.
    store.change(f"INSERT INTO loaded SELECT * FROM {BESIDE}.loaded")  # noqa: S608  # ours
    _drop(store)
    return True


def _plan(store: Store) -> tuple[_Found, ...]:
    """Return what is to be exchanged; nothing while that is not written down entirely."""
    there = """
        SELECT toInt64(count()) AS number FROM system.tables
        WHERE database = {db:String} AND name = 'exchange'
        """
    if not store.ask(there, {"db": BESIDE}, row=_Number).rows[0].number:
        return ()
    return store.ask(f"SELECT name, uuid FROM {BESIDE}.exchange", row=_Found).rows  # noqa: S608  # ours


def _tables(store: Store) -> tuple[_Found, ...]:
    sql = """
        SELECT name, toString(uuid) AS uuid
        FROM system.tables
        WHERE database = currentDatabase()
        """
    return store.ask(sql, row=_Found).rows


def _views(store: Store) -> tuple[_View, ...]:
    sql = """
        SELECT t.name AS source, v.create_table_query AS definition
        FROM (
            SELECT name, arrayJoin(dependencies_table) AS view
            FROM system.tables WHERE database = currentDatabase()
        ) AS t
        INNER JOIN (
            SELECT name, create_table_query FROM system.tables WHERE database = currentDatabase()
        ) AS v ON t.view = v.name
        """
    return store.ask(sql, row=_View).rows


def _filled_by(definition: str) -> str:
    found = re.search(r" TO (?:`?\w+`?\.)?`?(\w+)`?", definition)
    if found is None:
        raise Stop(f"a view that fills no table of its own: {definition}")
    return found[1]


def _standing(store: Store, table: str, days: int) -> int:
    sql = _STANDING.format(table=table, keeps=keeps(table, days))
    return store.ask(sql, row=_Number).rows[0].number


def _drop(store: Store) -> None:
    store.change(f"DROP DATABASE IF EXISTS {BESIDE} SYNC")
