"""Schema changes: numbered files, applied once and in order, and never edited afterwards.

`NNNN_what.sql` holds statements that end in `;` at the end of a line. Each says `IF NOT EXISTS` or
the like, so that a file whose application was cut off can be applied again.
"""

import hashlib
import re
from collections.abc import Callable
from importlib import resources

import msgspec

from analytics.store import Store
from contracts.errors import Stop

_NAME = re.compile(r"(?P<number>\d{4})_\w+\.sql")

_TABLE = """
CREATE TABLE IF NOT EXISTS schema_migrations
(
    number UInt32,
    name String,
    checksum String,
    applied_at DateTime64(3, 'UTC') DEFAULT now64(3)
)
ENGINE = MergeTree
ORDER BY number
"""


class Migration(msgspec.Struct, frozen=True, kw_only=True):
    """One file of statements."""

    number: int
    name: str
    sql: str

    @property
    def checksum(self) -> str:
        """What tells an edited file from the one that was applied."""
        return hashlib.sha256(self.sql.encode()).hexdigest()

    def statements(self) -> list[str]:
        """Return the statements without comments."""
        bare = re.sub(r"^\s*--.*$", "", self.sql, flags=re.MULTILINE)
        return [
            part.strip() for part in re.split(r";\s*$", bare, flags=re.MULTILINE) if part.strip()
        ]


class Applied(msgspec.Struct, frozen=True):
    """What the database remembers of an applied migration."""

    number: int
    name: str
    checksum: str


class MigrationState(msgspec.Struct, frozen=True, kw_only=True):
    """A migration of this version, and when it was applied; 0 while it is not."""

    number: int
    name: str
    applied_ms: int


def migrations() -> tuple[Migration, ...]:
    """Return the migrations of this version, in order."""
    found = []
    for file in resources.files("analytics").joinpath("migrations").iterdir():
        named = _NAME.fullmatch(file.name)
        if named:
            sql = file.read_text(encoding="utf-8")
            found.append(Migration(number=int(named["number"]), name=file.name, sql=sql))
    return tuple(sorted(found, key=lambda migration: migration.number))


def history(store: Store, known: tuple[Migration, ...] | None = None) -> tuple[MigrationState, ...]:
    """Return the migrations of this version in order, applied and pending; raises as `migrate`."""
    all_known = migrations() if known is None else known
    _refuse_drift({one.number: one for one in _applied(store)}, all_known)
    applied = {one.number: one.applied_ms for one in _moments(store)}
    return tuple(
        MigrationState(number=one.number, name=one.name, applied_ms=applied.get(one.number, 0))
        for one in all_known
    )


def migrate(
    store: Store,
    known: tuple[Migration, ...] | None = None,
    *,
    dry_run: bool = False,
    begun: Callable[[Migration], None] = lambda _: None,
) -> tuple[str, ...]:
    """Apply what is not applied yet and return its names; a dry run only returns them.

    `begun` hears of each migration before its statements run.

    Raises:
        Stop: an applied migration was edited, or the database is newer than this version.

    """
    all_known = migrations() if known is None else known
    applied = {one.number: one for one in _applied(store)}
    _refuse_drift(applied, all_known)
    pending = [migration for migration in all_known if migration.number not in applied]
    if not dry_run:
        store.change(_TABLE)
        for migration in pending:
            begun(migration)
            _apply(store, migration)
    return tuple(migration.name for migration in pending)


def _applied(store: Store) -> tuple[Applied, ...]:
    if not _is_begun(store):
        return ()
    return store.ask("SELECT number, name, checksum FROM schema_migrations", row=Applied).rows


def _moments(store: Store) -> tuple["_Moment", ...]:
    if not _is_begun(store):
        return ()
    # Two processes that start at once against one server may both have noted the same.
    sql = """
        SELECT number, min(toUnixTimestamp64Milli(applied_at)) AS applied_ms
        FROM schema_migrations
        GROUP BY number
        """
    return store.ask(sql, row=_Moment).rows


def _is_begun(store: Store) -> bool:
    return bool(store.ask("SHOW TABLES LIKE 'schema_migrations'", row=_Named).rows)


class _Moment(msgspec.Struct, frozen=True):
    number: int
    applied_ms: int


class _Named(msgspec.Struct, frozen=True):
    name: str


def _refuse_drift(applied: dict[int, Applied], known: tuple[Migration, ...]) -> None:
    by_number = {migration.number: migration for migration in known}
    for number, one in sorted(applied.items()):
        migration = by_number.get(number)
        if migration is None:
            raise Stop(f"the database knows migration {one.name}, which this version does not have")
        if migration.checksum != one.checksum:
            raise Stop(f"migration {migration.name} was edited after it had been applied")


def _apply(store: Store, migration: Migration) -> None:
    for statement in migration.statements():
        store.change(statement)
    record = Applied(migration.number, migration.name, migration.checksum)
    store.insert_lines("schema_migrations", msgspec.json.encode(record), token="")
