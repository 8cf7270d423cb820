"""The worker's state on the `stream-state` topic: one record an entry, the newest wins.

The topic's partition is that of the scans the state was made from, so whoever gets a partition of
`scans` reads the same partition here, in bulk, before the first scan, and then claims it: a record
with the number of the new epoch. Reading goes on to the claim, so nothing an earlier owner wrote
before it is missed; what one writes after it is of an earlier epoch (`streams/state.py`).
"""

import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import msgspec
from aiokafka import AIOKafkaConsumer, TopicPartition

from contracts.errors import Stop
from service.logs import log_of
from streams.keys import CLAIM
from streams.state import EPOCH_BYTES, Entry, State

TOPIC = "stream-state"

_FETCH_BYTES = 8 * 1024 * 1024
_POLL_MS = 200
_SAY_EVERY_S = 2.0

_log = log_of("changelog")

# Writes a record to a partition of the topic and returns its offset.
Claim = Callable[[int, bytes, bytes], Awaitable[int]]


class Recovery(msgspec.Struct):
    """How far the reading of the changelog has come, for health and metrics."""

    records: int = 0
    of: int = 0
    seconds: float = 0.0
    is_done: bool = True


class _Source:
    """One partition of the changelog while it is read."""

    def __init__(self, number: int, state: State) -> None:
        self.place = TopicPartition(TOPIC, number)
        self.state = state
        self.until = 0
        self.epoch = 0
        self.is_done = False
        kept = state.store.get(CLAIM)
        self.highest = int.from_bytes(kept, "big") if kept else 0

    def take(self, records: list[Any]) -> None:
        """Take records in; the claim that was waited for ends it."""
        entries: list[Entry] = []
        for record in records:
            if record.key.startswith(CLAIM):
                self._note_claim(record)
            else:
                entries.append((record.key, record.value))
        self.state.recover(entries, records[-1].offset + 1)

    def _note_claim(self, record: Any) -> None:
        number = int.from_bytes(record.value, "big")
        if self.epoch and record.offset == self.until - 1:
            # Somebody who claimed meanwhile with the same number owns that epoch, not we.
            self.is_done = self.highest < self.epoch
        if number > self.highest:
            self.highest = number
            self.state.store.write({CLAIM: record.value}, record.offset + 1)


class Recoverer:
    """Reads the state of partitions and claims them."""

    def __init__(self, bootstrap: str, claim: Claim, *, stall_s: float) -> None:
        """Give up when nothing came for `stall_s` seconds."""
        self._bootstrap = bootstrap
        self._claim = claim
        self._stall_s = stall_s
        self.progress = Recovery()

    async def recover(self, states: Mapping[int, State]) -> None:
        """Bring every state to the end of its changelog and begin a new epoch in it.

        Raises:
            Stop: no progress for too long.

        """
        if not states:
            return
        self.progress = Recovery(is_done=False)
        consumer = AIOKafkaConsumer(
            bootstrap_servers=self._bootstrap,
            enable_auto_commit=False,
            auto_offset_reset="earliest",
            max_partition_fetch_bytes=_FETCH_BYTES,
            fetch_max_bytes=4 * _FETCH_BYTES,
        )
        await consumer.start()
        try:
            await self._read(consumer, [_Source(n, state) for n, state in states.items()])
        finally:
            await consumer.stop()
        self.progress.is_done = True

    async def _read(self, consumer: Any, sources: list[_Source]) -> None:
        began = time.monotonic()
        by_place = {source.place: source for source in sources}
        consumer.assign(list(by_place))
        await self._go_to_start(consumer, by_place)
        moved = said = began
        while open_still := [source for source in sources if not source.is_done]:
            now = time.monotonic()
            for source in open_still:
                if await self._has_read_all(consumer, source):
                    await self._claim_next(source)
            batches = await consumer.getmany(timeout_ms=_POLL_MS)
            for place, records in batches.items():
                by_place[place].take(records)
                self.progress.records += len(records)
            self.progress.seconds = now - began
            if batches:
                moved = now
            elif now - moved > self._stall_s:
                raise Stop(f"no progress in reading {TOPIC} for {self._stall_s:.0f} s")
            if now - said > _SAY_EVERY_S:
                said = now
                self._say("recovering")
        for source in sources:
            source.state.begin(source.epoch)
        self._say("recovered")

    async def _go_to_start(self, consumer: Any, by_place: Mapping[Any, _Source]) -> None:
        """Start where the kept state ends, or anew if that is no place in the changelog."""
        begins = await consumer.beginning_offsets(list(by_place))
        ends = await consumer.end_offsets(list(by_place))
        for place, source in by_place.items():
            store = source.state.store
            if store.next_offset > ends[place]:
                _log.warning("kept_state_is_of_another_changelog", partition=place.partition)
                store.clear()
            start = max(store.next_offset, begins[place])
            source.until = ends[place]
            consumer.seek(place, start)
            self.progress.of += ends[place] - start

    async def _has_read_all(self, consumer: Any, source: _Source) -> bool:
        return bool(await consumer.position(source.place) >= source.until)

    async def _claim_next(self, source: _Source) -> None:
        source.epoch = source.highest + 1
        number = source.epoch.to_bytes(EPOCH_BYTES, "big")
        source.until = await self._claim(source.place.partition, CLAIM, number) + 1

    def _say(self, what: str) -> None:
        progress = self.progress
        _log.info(
            what, records=progress.records, of=progress.of, seconds=round(progress.seconds, 3)
        )
