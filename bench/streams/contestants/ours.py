"""The worker as it ships, with a note of how far it is."""

import os
from collections.abc import Mapping, Sequence

from bench.streams.task import Progress, Task, given_task
from contracts.settings import Settings
from streams.group import Group, Tally
from streams.intake import Record
from streams.outbox import Outbox
from streams.partition import Partition
from streams.worker import run_worker


def main(task: Task) -> None:
    """Run the worker until it is ended from outside."""
    _watch(Progress(task))
    os.environ |= {"CHOT_DATA": task.folder, "CHOT_LOG_LEVEL": "warning"}
    run_worker(Settings(), task.kafka)


def _watch(progress: Progress) -> None:
    process = Group.process

    async def watched(
        self: Group, records: Sequence[Record], partitions: Mapping[int, Partition], outbox: Outbox
    ) -> Tally:
        tally = await process(self, records, partitions, outbox)
        progress.done(len(records))
        return tally

    Group.process = watched  # type: ignore[method-assign]  # the worker itself tells nobody


if __name__ == "__main__":
    main(given_task())
