"""DuckDB in a process and an environment of its own: statements in, rows and seconds out.

Runs with nothing but the standard library and `duckdb`; one JSON object a line each way.
"""

import json
import sys
import time
from typing import Any

import duckdb


def answer(connection: Any, sql: str) -> dict[str, Any]:
    """Run one statement; the clock stops when its rows are Python objects."""
    began = time.perf_counter()
    try:
        rows = connection.execute(sql).fetchall()
    except duckdb.Error as fault:
        return {"fault": str(fault)}
    return {"rows": rows, "seconds": time.perf_counter() - began}


def main(file: str, threads: str, memory: str) -> None:
    """Answer until nothing more is asked."""
    with duckdb.connect(
        file, config={"threads": int(threads), "memory_limit": memory}
    ) as connection:
        for line in sys.stdin:
            print(json.dumps(answer(connection, json.loads(line))), flush=True)  # noqa: T201  # its way to answer


if __name__ == "__main__":
    main(*sys.argv[1:])
