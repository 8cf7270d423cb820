"""Faust the way its documentation shows: an agent, a table, a send for each output.

One scan a record, one record at a time. Faust itself writes the table's changelog and commits.
"""

import sys
from collections.abc import Iterator
from typing import Any

import faust
from faust.types import StreamT

from bench.streams.job import Jobs
from bench.streams.task import OUTPUTS, Progress, Task, given_task
from service.memory import settle_memory
from streams.keys import CLOCK
from streams.state import Changes


class TableStore:
    """One partition's share of a Faust table, whose entries are told apart by a first byte."""

    def __init__(self, table: Any, number: int) -> None:
        """Keep everything in this table."""
        self._table = table
        self._mark = bytes([number])
        self.next_offset = 0

    def get(self, key: bytes) -> bytes | None:
        """Return what lies there."""
        value: bytes | None = self._table.get(self._mark + key)
        return value

    def write(self, entries: Changes, next_offset: int) -> None:
        """Lay entries down, but for the clock: a table is not written for its own sake."""
        self.next_offset = next_offset
        for key, value in entries.items():
            if value is None:
                self._table.pop(self._mark + key, None)
            elif key != CLOCK:
                self._table[self._mark + key] = value

    def keys(self, prefix: bytes) -> Iterator[bytes]:
        """Yield nothing: it is asked at the beginning only, when nothing is there."""
        del prefix
        yield from ()

    def clear(self) -> None:
        """Forget everything."""
        self._table.clear()

    def close(self) -> None:
        """Nothing is open."""


def create_app(task: Task) -> faust.App:
    """Return the app."""
    app = faust.App(
        "usual-faust",
        broker=f"kafka://{task.kafka}",
        store="memory://",
        datadir=task.folder,
        autodiscover=False,
        web_enabled=False,
        topic_partitions=task.partitions,
        topic_replication_factor=1,
        topic_disable_leader=True,
        table_standby_replicas=0,
        producer_acks=-1,
        producer_linger=0.02,
        producer_max_batch_size=64 * 1024,
        producer_compression_type="lz4",
        consumer_max_fetch_size=4 * 1024 * 1024,
    )
    scans = task.topic("scans")
    inputs = app.topic(
        scans, task.topic("declarations"), key_serializer="raw", value_serializer="raw"
    )
    outputs = {
        topic: app.topic(task.topic(topic), key_serializer="raw", value_serializer="raw")
        for topic in OUTPUTS
    }
    raw: Any = faust.Schema(
        key_type=bytes, value_type=bytes, key_serializer="raw", value_serializer="raw"
    )
    table = app.Table("state", partitions=task.partitions, schema=raw)
    jobs = Jobs(lambda number: TableStore(table, number))
    progress = Progress(task)

    @app.agent(inputs)
    async def judge(stream: StreamT[bytes]) -> None:
        async for event in stream.events():
            message = event.message
            job = jobs.of(message.partition)
            if message.topic == scans:
                job.take_scans(message.offset, message.value)
            else:
                job.take_declarations(message.value)
            for topic, key, line in job.lines():
                await outputs[topic].send(key=key or message.key, value=line)
            job.keep()
            progress.done(1)

    return app


def main(task: Task) -> None:
    """Run the app until it is ended from outside."""
    app = create_app(task)
    settle_memory()
    sys.argv[1:] = []
    faust.Worker(app, loglevel="warning", quiet=True).execute_from_commandline()


if __name__ == "__main__":
    main(given_task())
