"""The partitions a worker holds: their state is read when they come and kept aside when they go."""

from collections.abc import Collection
from pathlib import Path
from typing import Literal

import msgspec

from streams.changelog import Recoverer
from streams.judge import Judge
from streams.notices import Notices
from streams.partition import Partition
from streams.rocks import RocksStore
from streams.state import MemoryStore, State
from streams.upkeep import Upkeep


class Keeping(msgspec.Struct, frozen=True, kw_only=True):
    """Where state lies and how long: `folder` is for `rocksdb://`, one below it a partition."""

    kind: Literal["memory://", "rocksdb://"]
    folder: Path
    keep_ms: int
    overdue_ms: int


class Holdings:
    """States by partition, and partitions in work."""

    def __init__(self, keeping: Keeping, judge: Judge, notices: Notices) -> None:
        """Hold nothing yet."""
        self._keeping = keeping
        self._judge = judge
        self._notices = notices
        self._states: dict[int, State] = {}
        self.partitions: dict[int, Partition] = {}
        self._upkeep: dict[int, Upkeep] = {}

    def release(self) -> None:
        """Take no more lines in: from now on somebody else may write.

        The states stay for a while, for mostly the same partitions come back, and then only what
        was written meanwhile has to be read.
        """
        self.partitions = {}
        self._upkeep = {}

    async def take(self, numbers: Collection[int], recoverer: Recoverer) -> None:
        """Take these partitions over, and let go of the states of all others."""
        for number in self._states.keys() - set(numbers):
            self._states.pop(number).store.close()
        for number in numbers:
            if number not in self._states:
                self._states[number] = State(self._store(number))
        await recoverer.recover(self._states)
        self.partitions = {
            number: Partition(number, state, self._judge, overdue_ms=self._keeping.overdue_ms)
            for number, state in self._states.items()
        }
        self._upkeep = {
            number: Upkeep(partition, self._notices, keep_ms=self._keeping.keep_ms)
            for number, partition in self.partitions.items()
        }

    def step(self) -> bool:
        """Do a little of what there is to do beside taking lines; tell whether there is more."""
        has_more = False
        for upkeep in self._upkeep.values():
            has_more |= upkeep.step()
        return has_more

    def close(self) -> None:
        """Let go of everything."""
        self.release()
        for state in self._states.values():
            state.store.close()
        self._states = {}

    def _store(self, number: int) -> MemoryStore | RocksStore:
        if self._keeping.kind == "memory://":
            return MemoryStore()
        return RocksStore(self._keeping.folder / str(number))
