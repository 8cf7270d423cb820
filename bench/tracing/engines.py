"""The engines that answer in plain SQL, as somebody would write it who knows nothing of the house.

Both take the same statements; what they spell differently, each fills in.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol, TypeVar

import msgspec

from analytics.store import Store
from contracts.errors import ChotError, TryAgain

R = TypeVar("R", bound=msgspec.Struct)

# Longer than anybody would wait; what takes longer is told as "at least so long".
LONGEST_S = 600
_LIMITS = f"SETTINGS max_memory_usage = 12000000000, max_execution_time = {LONGEST_S}"


class TooMuch(ChotError):
    """A question in plain SQL was given up: it took too long, or more memory than there is."""


class Plain(Protocol):
    """An engine that is asked in plain SQL; `seconds` is how long it has worked so far."""

    seconds: float

    @property
    def persons(self) -> str:
        """The table in which somebody's scans are looked for."""

    def rows(self, sql: str, row: type[R]) -> tuple[R, ...]:
        """Return the rows; columns in the order of the fields of `row`.

        Raises:
            TooMuch: given up.

        """

    def keep(self, table: str, sql: str) -> None:
        """Make a table of an answer, in place of the one that was there."""

    def sorted_set(self, column: str) -> str:
        """Return the SQL of a column's different values, in order."""


class Naive:
    """The house's own engine and its table of scans, asked without any thought of sort orders."""

    persons = "scans"

    def __init__(self, store: Store) -> None:
        """Ask this store."""
        self._store = store
        self.seconds = 0.0

    def rows(self, sql: str, row: type[R]) -> tuple[R, ...]:
        """Return the rows, decoded as the house decodes its own."""
        with self._working():
            return self._store.ask(f"{sql}\n{_LIMITS}", row=row).rows

    def keep(self, table: str, sql: str) -> None:
        """Make a table in memory."""
        with self._working():
            self._store.change(f"DROP TABLE IF EXISTS {table}")
            self._store.change(f"CREATE TABLE {table} ENGINE = Memory AS {sql}\n{_LIMITS}")

    def sorted_set(self, column: str) -> str:
        """Return ClickHouse's words for it."""
        return f"arraySort(groupUniqArray({column}))"

    @contextmanager
    def _working(self) -> Iterator[None]:
        began = time.perf_counter()
        try:
            yield
        except TryAgain as fault:
            raise TooMuch(str(fault.__cause__)) from fault
        finally:
            self.seconds += time.perf_counter() - began
