"""The one door to ClickHouse: a server, or the engine inside this process (chDB).

    ├── RefusedLines    lines that ClickHouse can't read as rows of the table
    └── TryAgain        anything else that keeps an answer or an insert from happening now

chDB allows one data folder per process and one process per folder, so a process has one `Store`.
"""

import contextlib
import functools
import queue
import threading
from collections.abc import Iterator, Mapping
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

import clickhouse_connect
import msgspec
from clickhouse_connect.driver.client import Client
from clickhouse_connect.driver.exceptions import (
    DatabaseError,
    OperationalError,
    ProgrammingError,
)

from contracts.errors import ChotError, Stop, TryAgain
from contracts.settings import Settings

R = TypeVar("R", bound=msgspec.Struct)

QUERY_CLIENTS = 4
_WAIT_FOR_CLIENT_S = 10.0
_AWAY_S = 5
# Above the longest question, below the 300 s after which Kafka gives up on a silent consumer.
_SERVER_ANSWERS_WITHIN_S = 150

# Numbers stay numbers in answers, duplicates never lie in two partitions of a table (the partition
# follows from the sorting key), and no question may hold a client for ever.
_QUERY_SETTINGS = {
    "output_format_json_quote_64bit_integers": 0,
    "do_not_merge_across_partitions_select_final": 1,
    "max_execution_time": 120,
}

# Read lines as strictly as the other readers of a topic do: no number where a text belongs, no
# field twice, nothing after the last known field taken on trust. Unknown fields are allowed.
_INSERT_SETTINGS = {
    "input_format_skip_unknown_fields": 1,
    "input_format_json_ignore_unnecessary_fields": 0,
    "input_format_json_read_objects_as_strings": 0,
    "input_format_json_read_numbers_as_strings": 0,
    "input_format_json_read_bools_as_strings": 0,
    "input_format_json_read_bools_as_numbers": 0,
    "input_format_json_read_arrays_as_strings": 0,
    "deduplicate_blocks_in_dependent_materialized_views": 1,
    # A batch of imported history may reach over years, that is over many weekly partitions.
    "max_partitions_per_insert_block": 0,
    # Small chunks keep both cores busy on a batch of a few dozen MiB.
    "min_chunk_bytes_for_parallel_parsing": 2_000_000,
}

# Error codes of ClickHouse that speak of the lines, not of the moment: parsing, nesting, types,
# constraints.
_CODES_OF_BAD_LINES = frozenset(
    {6, 25, 26, 27, 33, 38, 41, 53, 69, 70, 72, 117, 130, 131, 306, 321, 349, 467, 469, 636}
)
# Too slow, too many at once, out of memory: the same question may be answered later.
_CODES_OF_THE_MOMENT = frozenset({159, 202, 209, 210, 241, 252})


class RefusedLines(ChotError):
    """ClickHouse can't read at least one of the lines; none of them was inserted."""


class Answer(msgspec.Struct, Generic[R], frozen=True):
    """Rows, how many rows of tables were read for them, and for how many seconds."""

    rows: tuple[R, ...]
    rows_read: int
    seconds: float


class _Statistics(msgspec.Struct, frozen=True):
    elapsed: float
    rows_read: int


class _Reply(msgspec.Struct, Generic[R], frozen=True):
    data: tuple[R, ...]
    statistics: _Statistics


class Store:
    """Asks questions from any thread and inserts from one at a time."""

    def __init__(self, writer: Client, readers: list[Client]) -> None:
        """Take the clients, all on one database; use `open`."""
        self._writer = writer
        self._writing = threading.Lock()
        self._readers = readers
        self._idle: queue.LifoQueue[Client] = queue.LifoQueue()
        for reader in readers:
            self._idle.put(reader)

    @classmethod
    def open(cls, settings: Settings, *, database: str = "chot") -> Self:
        """Connect, making the database if it isn't there.

        Raises:
            TryAgain: the server does not answer.
            Stop: the data folder is held by another process, or by this one under another path.

        """
        with _opening():
            with contextlib.closing(_connect(settings, {}, None)) as first:
                first.command(f"CREATE DATABASE IF NOT EXISTS `{database}`")
                writer = _connect(settings, _INSERT_SETTINGS, database)
            readers = [_connect(settings, _QUERY_SETTINGS, database) for _ in range(QUERY_CLIENTS)]
        return cls(writer, readers)

    def ask(
        self, sql: str, parameters: Mapping[str, Any] | None = None, *, row: type[R]
    ) -> Answer[R]:
        """Answer a question; columns go to the fields of `row` by name. Blocking.

        Raises:
            TryAgain: ClickHouse is away or overloaded, or every client is busy for too long.

        """
        with self._borrowed() as client, _asking():
            reply = client.raw_query(sql, parameters=dict(parameters or {}), fmt="JSON")
        told = _decoder(row).decode(reply)
        return Answer(told.data, told.statistics.rows_read, told.statistics.elapsed)

    def insert_lines(self, table: str, lines: bytes, *, token: str) -> None:
        """Insert JSON lines; the same token again inserts nothing. Blocking.

        Raises:
            RefusedLines: a line is no row of this table.
            TryAgain: the insert may or may not have happened: repeat it with the same token.

        """
        settings = {"insert_deduplication_token": token} if token else {}
        with self._writing, _inserting():
            self._writer.raw_insert(table, insert_block=lines, fmt="JSONEachRow", settings=settings)

    def change(self, statement: str) -> None:
        """Run one statement that changes tables rather than rows."""
        with self._writing, _asking():
            self._writer.command(statement)

    def close(self) -> None:
        """Let every client go, waiting for running questions."""
        with self._writing:
            self._writer.close()
        for reader in self._readers:
            reader.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @contextlib.contextmanager
    def _borrowed(self) -> Iterator[Client]:
        try:
            client = self._idle.get(timeout=_WAIT_FOR_CLIENT_S)
        except queue.Empty as fault:
            raise TryAgain("ClickHouse", after_s=_AWAY_S) from fault
        try:
            yield client
        finally:
            self._idle.put(client)


def _connect(settings: Settings, engine: Mapping[str, Any], database: str | None) -> Client:
    if settings.clickhouse:
        client = clickhouse_connect.get_client(
            dsn=settings.clickhouse,
            settings=dict(engine),
            # Without a session several statements may run at once; long lists go into the body.
            autogenerate_session_id=False,
            form_encode_query_params=True,
            send_receive_timeout=_SERVER_ANSWERS_WITHIN_S,
        )
    else:
        folder = settings.data / "clickhouse"
        folder.mkdir(parents=True, exist_ok=True)
        client = clickhouse_connect.get_client(
            interface="chdb", path=str(folder), settings=dict(engine)
        )
    if database:
        client.database = database
    return client


@contextlib.contextmanager
def _opening() -> Iterator[None]:
    try:
        yield
    except ProgrammingError as fault:
        raise Stop(f"ClickHouse's data can't be opened: {fault}") from fault
    except DatabaseError as fault:
        raise TryAgain("ClickHouse", after_s=_AWAY_S) from fault


@contextlib.contextmanager
def _asking() -> Iterator[None]:
    """A statement ClickHouse does not understand is our mistake and passes through as it is."""
    try:
        yield
    except DatabaseError as fault:
        if fault.code in _CODES_OF_THE_MOMENT or isinstance(fault, OperationalError):
            raise TryAgain("ClickHouse", after_s=_AWAY_S) from fault
        raise


@contextlib.contextmanager
def _inserting() -> Iterator[None]:
    try:
        yield
    except DatabaseError as fault:
        if fault.code in _CODES_OF_BAD_LINES:
            raise RefusedLines(str(fault)) from fault
        raise TryAgain("ClickHouse", after_s=_AWAY_S) from fault


@functools.cache
def _decoder(row: type[R]) -> "msgspec.json.Decoder[_Reply[R]]":
    return msgspec.json.Decoder(_Reply[row])  # type: ignore[valid-type]
