"""DuckDB on the same rows, in the two sort orders that serve it best."""

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import msgspec

from analytics.store import Store
from bench.streams.lap import PEERS_PYTHON
from bench.tracing.building import Say
from contracts.errors import Stop

R = TypeVar("R", bound=msgspec.Struct)

_MEMORY = "8GB"

# Read in the order in which they lie, so that DuckDB gets them sorted and need not sort itself.
_EXPORTS = {
    "scans": """
        SELECT place_id, happened_ms, citizen_id, scan_id, direction, lane, vehicle_id, group_id
        FROM scans
        ORDER BY place_id, bucket, happened_ms""",
    "scans_by_person": """
        SELECT citizen_id, happened_ms, scan_id, place_id, direction, lane, vehicle_id, group_id
        FROM scans_by_person
        ORDER BY citizen_id, happened_ms""",
    "declarations": """
        SELECT citizen_id, journey_id FROM declarations
        WHERE journey_id != '' ORDER BY citizen_id""",
    "annulments": "SELECT scan_id FROM annulments",
}
_TEXTS_AS_TEXTS = """
INTO OUTFILE '{file}' TRUNCATE FORMAT Parquet
SETTINGS output_format_parquet_string_as_string = 1, output_format_parquet_compression_method =
    'lz4', max_memory_usage = 10000000000, max_execution_time = 0, optimize_read_in_order = 1
"""


class _Reply(msgspec.Struct):
    rows: list[list[object]] = msgspec.field(default_factory=list)
    seconds: float = 0.0
    fault: str = ""


class Duck:
    """One DuckDB process."""

    persons = "scans_by_person"

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        """Speak with this process; use `opened_duck`."""
        self._process = process
        self.seconds = 0.0

    def rows(self, sql: str, row: type[R]) -> tuple[R, ...]:
        """Return the rows; the way between the processes does not count."""
        names = row.__struct_fields__
        found = self._run(sql)
        return tuple(
            msgspec.convert(dict(zip(names, values, strict=True)), row) for values in found.rows
        )

    def keep(self, table: str, sql: str) -> None:
        """Make a table on its disk."""
        self._run(f"CREATE OR REPLACE TABLE {table} AS {sql}")

    def sorted_set(self, column: str) -> str:
        """Return DuckDB's words for it."""
        return f"list_sort(list(DISTINCT {column}))"

    def _run(self, sql: str) -> _Reply:
        if self._process.stdin is None or self._process.stdout is None:
            raise Stop("DuckDB can't be spoken with")
        self._process.stdin.write(json.dumps(sql) + "\n")
        self._process.stdin.flush()
        reply = msgspec.json.decode(
            self._process.stdout.readline() or b'{"fault":"it ended"}', type=_Reply
        )
        if reply.fault:
            raise Stop(f"DuckDB: {reply.fault}")
        self.seconds += reply.seconds
        return reply


@contextmanager
def opened_duck(file: Path) -> Iterator[Duck]:
    """Start DuckDB on this file, and end it afterwards.

    Raises:
        Stop: it is not installed.

    """
    if not PEERS_PYTHON.exists():
        raise Stop("DuckDB is not installed; ./chot bench tracing does it")
    server = Path(__file__).with_name("duck_server.py")
    threads = str(len(os.sched_getaffinity(0)))
    with subprocess.Popen(
        [str(PEERS_PYTHON), "-P", str(server), str(file), threads, _MEMORY],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield Duck(process)
        finally:
            if process.stdin is not None:
                process.stdin.close()
            process.wait()


def fill(duck: Duck, store: Store, folder: Path, say: Say) -> None:
    """Give DuckDB the house's rows, by way of Parquet files that are gone afterwards."""
    for table, select in _EXPORTS.items():
        say(f"DuckDB gets {table} …")
        file = folder / f"{table}.parquet"
        store.change(select + _TEXTS_AS_TEXTS.format(file=file))
        duck.keep(table, f"SELECT * FROM read_parquet('{file}')")  # noqa: S608  # our own file
        file.unlink()
