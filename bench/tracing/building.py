"""Fills a house's tables with the made-up nation, some days of some regions at a time."""

import threading
import time
from collections.abc import Callable

import msgspec

from analytics.store import Store
from bench.tracing.world import ANNULMENTS, DAYS, REGIONS, World, declarations_sql, scans_sql

Say = Callable[[str], None]

# What a loader pays for on each small batch and a build needs not: every row is another one, so
# nothing has to be recognised as repeated. The rows come out the same.
_SETTINGS = """
SETTINGS max_insert_threads = 2, optimize_on_insert = 0, insert_deduplicate = 0,
    min_insert_block_size_bytes = 600000000, max_memory_usage = 10000000000,
    max_execution_time = 0
"""
_POLL_S = 1.0
_QUIET_FOR = 20
_SETTLED_WITHIN_S = 1800.0
# How old a part is when it is merged whatever its size, while nobody waits the hours of a house.
_OLD_S = 10


class Built(msgspec.Struct, frozen=True, kw_only=True):
    """So many scans lie in the tables, after so many seconds of inserting and of merging."""

    scans: int
    inserting_s: float
    settling_s: float


class Size(msgspec.Struct, frozen=True):
    """How large a table is, and in how many parts it lies."""

    name: str
    rows: int
    parts: int
    bytes: int


class _Running(msgspec.Struct, frozen=True):
    merges: int


class _MergedInTime(msgspec.Struct, frozen=True):
    """A table whose parts are merged whatever their size once they are so old."""

    name: str
    seconds: int


def build_first_region(store: Store, world: World, say: Say) -> Built:
    """Fill in the first region: a tenth of the nation."""
    return _build(store, world, first_region=0, regions=1, say=say)


def build_the_rest(store: Store, world: World, say: Say) -> Built:
    """Fill in the other regions."""
    return _build(store, world, first_region=1, regions=REGIONS - 1, say=say)


def _build(store: Store, world: World, *, first_region: int, regions: int, say: Say) -> Built:
    rows = world.scans_a_day * regions
    began = time.monotonic()
    for day in range(DAYS):
        sql = scans_sql(world, day=day, first_region=first_region, regions=regions)
        store.change(sql + _SETTINGS)
        rate = rows * (day + 1) / (time.monotonic() - began)
        say(f"day {day + 1} of {DAYS}: {rows * (day + 1):,} scans, {rate:,.0f} a second")
    for region in range(first_region, first_region + regions):
        store.change(declarations_sql(world, region) + _SETTINGS)
    for table in ("annulments", "annulments_by_person", "annulments_by_place"):
        store.change(f"TRUNCATE TABLE {table}")
    store.change(ANNULMENTS + _SETTINGS)
    inserted = time.monotonic()
    _settle(store)
    return Built(
        scans=rows * DAYS,
        inserting_s=round(inserted - began, 1),
        settling_s=round(time.monotonic() - inserted, 1),
    )


def _settle(store: Store) -> None:
    """Wait until the engine has merged by itself what it merges within hours in a living house."""
    merged = _merged_in_time(store)
    for table in merged:
        _merge_after(store, table.name, _OLD_S)
    _until_nothing_is_merged(store)
    for table in merged:
        _merge_after(store, table.name, table.seconds)


def _merged_in_time(store: Store) -> tuple[_MergedInTime, ...]:
    found = store.ask(
        r"""
        SELECT name,
            toUInt32(extract(engine_full, 'min_age_to_force_merge_seconds = (\d+)')) AS seconds
        FROM system.tables
        WHERE database = currentDatabase()
            AND engine_full LIKE '%min_age_to_force_merge_seconds%'
        """,
        row=_MergedInTime,
    )
    return found.rows


def _merge_after(store: Store, table: str, seconds: int) -> None:
    store.change(f"ALTER TABLE {table} MODIFY SETTING min_age_to_force_merge_seconds = {seconds}")


def _until_nothing_is_merged(store: Store) -> None:
    deadline = time.monotonic() + _SETTLED_WITHIN_S
    pause = threading.Event()
    quiet = 0
    while quiet < _QUIET_FOR and time.monotonic() < deadline:
        running = store.ask("SELECT count() AS merges FROM system.merges", row=_Running).rows[0]
        quiet = 0 if running.merges else quiet + 1
        pause.wait(_POLL_S)


def sizes(store: Store) -> tuple[Size, ...]:
    """Return how large the tables are."""
    found = store.ask(
        """
        SELECT table AS name, sum(p.rows) AS rows, count() AS parts,
            sum(p.bytes_on_disk) AS bytes
        FROM system.parts AS p
        WHERE active AND database = currentDatabase() AND p.rows > 0
        GROUP BY name
        ORDER BY bytes DESC
        """,
        row=Size,
    )
    return found.rows
