"""The shelf of live passes on this machine's disk: a view of the topic that can be thrown away.

SQLite, because it comes with Python, finds one row among tens of millions without holding them in
memory, and takes rows and the positions they came from in one step.
"""

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

_SCHEMA = """
create table if not exists passes (
    citizen blob not null, pass blob not null, expires_ms integer not null, sealed blob not null
);
create unique index if not exists by_citizen on passes (citizen, pass);
create index if not exists by_expiry on passes (expires_ms);
create table if not exists positions (number integer primary key, next integer not null);
"""
_BUSY_S = 10.0
_CACHE_KIB = 64 * 1024


class Row(msgspec.Struct, frozen=True, array_like=True):
    """A pass on the shelf; ids are raw bytes, `sealed` the box."""

    citizen: bytes
    pass_id: bytes
    expires_ms: int
    sealed: bytes


class ShelfStore:
    """Holds live passes. One thread writes; any thread may look something up."""

    def __init__(self, file: Path) -> None:
        """Name the file; nothing is opened yet."""
        self._file = file

    @contextlib.contextmanager
    def writing(self) -> Iterator["ShelfWriter"]:
        """Open the file for its one writer, making what is missing.

        Raises:
            sqlite3.DatabaseError: the file is damaged; `throw_away` and begin again.

        """
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.closing(sqlite3.connect(self._file, timeout=_BUSY_S)) as base:
            # A power cut loses the last rows together with their positions: they are read again.
            base.executescript(
                "pragma journal_mode = wal; pragma synchronous = normal;"
                # What is taken away is overwritten as well.
                "pragma secure_delete = on;"
            )
            # In KiB below zero. Rows come in any order, and the usual 2 MB hold little of it.
            base.execute(f"pragma cache_size = -{_CACHE_KIB}")
            base.executescript(_SCHEMA)
            yield ShelfWriter(base)

    def throw_away(self) -> None:
        """Remove the file, which is built again from the topic."""
        for end in ("", "-wal", "-shm"):
            self._file.with_name(self._file.name + end).unlink(missing_ok=True)

    def live(self, citizen: bytes, at_ms: int) -> list[Row]:
        """Return a citizen's passes that are not over, the one that lasts longest first."""
        address = f"file:{self._file}?mode=ro"
        with contextlib.closing(sqlite3.connect(address, uri=True, timeout=_BUSY_S)) as base:
            found = base.execute(
                "select citizen, pass, expires_ms, sealed from passes"
                " where citizen = ? and expires_ms > ? order by expires_ms desc, rowid desc",
                (citizen, at_ms),
            )
            return [Row(*values) for values in found]

    def size(self) -> int:
        """Return how many bytes the file takes; 0 before there is one."""
        return self._file.stat().st_size if self._file.exists() else 0


class ShelfWriter:
    """The one connection that changes the shelf."""

    def __init__(self, base: sqlite3.Connection) -> None:
        """Take an open connection."""
        self._base = base

    def positions(self) -> dict[int, int]:
        """Return, by partition, the offset up to which the topic was taken in."""
        return dict(self._base.execute("select number, next from positions"))

    def add(self, rows: Iterable[Row], positions: Mapping[int, int]) -> None:
        """Take rows in together with where they came from; the same rows again change nothing."""
        with self._base:
            self._base.executemany(
                "insert or replace into passes values (?, ?, ?, ?)",
                ((row.citizen, row.pass_id, row.expires_ms, row.sealed) for row in rows),
            )
            self._base.executemany(
                "insert or replace into positions values (?, ?)", positions.items()
            )

    def drop_citizen(self, citizen: bytes, until_ms: int) -> None:
        """Take away a citizen's passes that are over by then."""
        with self._base:
            self._base.execute(
                "delete from passes where citizen = ? and expires_ms <= ?", (citizen, until_ms)
            )

    def drop_expired(self, at_ms: int) -> None:
        """Take away what is over."""
        with self._base:
            self._base.execute("delete from passes where expires_ms <= ?", (at_ms,))
