"""The group commit: take records, change state, send everything, and only then acknowledge."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Protocol

import msgspec

from contracts.events import DeadLetter, ScanRecorded
from contracts.lines import LineDecoder, UnreadableLine, encode_line
from contracts.lists import Lists
from service.dead_letters import DeadLetterLimit
from streams.changelog import TOPIC as STATE_TOPIC
from streams.changelog import entries_of, tombstones_of
from streams.outbox import KeyValue, Outbox, records_of
from streams.partition import Changes, Partition
from streams.positions import position_of

SCANS = "scans"
_SWEEP_EVERY_MS = 3_600_000


class Record(Protocol):
    """A Kafka record, as far as the group looks at it."""

    partition: int
    offset: int
    value: bytes | None


class Tally(msgspec.Struct):
    """What a group did, for the metrics."""

    lines: int = 0
    dead: int = 0
    newest_received_ms: int = 0


class Group:
    """Turns records into state and outputs."""

    def __init__(self, *, lists: Lists, limit: DeadLetterLimit, keep_ms: int) -> None:
        """Judge with the places of these lists, put poison lines aside up to this limit."""
        self._lists = lists
        self._limit = limit
        self._keep_ms = keep_ms
        self._decoder = LineDecoder(ScanRecorded)

    async def process(
        self,
        records: Sequence[Record],
        partitions: Mapping[int, Partition],
        outbox: Outbox,
    ) -> Tally:
        """Take the records in and return when all that follows from them is kept by Kafka.

        All records must belong to `partitions`. After an error the state in memory is ahead of what
        is kept, so the process must end and start again from the last acknowledged record.
        """
        tally = Tally()
        changes: dict[int, Changes] = defaultdict(Changes)
        dead: dict[int, list[bytes]] = defaultdict(list)
        for record in records:
            number = record.partition
            letters = self._take(record, partitions[number], changes[number], tally)
            dead[number].extend(map(encode_line, letters))
        for number, changed in changes.items():
            await self._send(partitions[number], changed, dead[number], outbox)
        await outbox.acknowledged()
        return tally

    def _take(
        self, record: Record, partition: Partition, changes: Changes, tally: Tally
    ) -> list[DeadLetter]:
        letters: list[DeadLetter] = []
        taken = 0
        for line, scan in self._decoder.decode(record.value or b""):
            if isinstance(scan, UnreadableLine):
                poison = scan
            elif partition.take(scan, position_of(record.offset, line), changes):
                taken += 1
                tally.newest_received_ms = max(tally.newest_received_ms, scan.received_ms)
                continue
            else:
                poison = UnreadableLine(line, "the citizen's day is full", encode_line(scan))
            self._limit.bad(SCANS, partition.number)
            letters.append(
                poison.dead_letter(topic=SCANS, partition=partition.number, offset=record.offset)
            )
        self._limit.good(SCANS, partition.number, taken)
        tally.lines += taken
        tally.dead += len(letters)
        return letters

    async def _send(
        self, partition: Partition, changes: Changes, dead: list[bytes], outbox: Outbox
    ) -> None:
        number = partition.number
        told = list(partition.judged(changes, self._lists.places))
        judged = [encode_line(scan) for scan, _ in told]
        movements = [encode_line(movement) for _, movement in told if movement]
        await outbox.send("judged", number, records_of(judged))
        await outbox.send("movements", number, records_of(movements))
        await outbox.send("counts", number, _count_records(partition, changes))
        await outbox.send(f"{SCANS}.dead", number, records_of(dead))
        await outbox.send(STATE_TOPIC, number, entries_of(partition, changes))
        await outbox.send(STATE_TOPIC, number, self._swept(partition))

    def _swept(self, partition: Partition) -> list[KeyValue]:
        pages, cells = partition.outdated(self._keep_ms, _SWEEP_EVERY_MS)
        for page_id in pages:
            partition.timelines.drop(page_id)
        for cell_id in cells:
            partition.counts.drop(cell_id)
        return list(tombstones_of(pages, cells))


def _count_records(partition: Partition, changes: Changes) -> list[KeyValue]:
    """One record a cell, keyed, so that compaction keeps the newest count of each."""
    records: list[KeyValue] = []
    for cell_id in changes.cells:
        count = partition.counts.told(cell_id, partition.number)
        key = (
            f"{count.partition}|{count.place_id}|{count.minute_ms}|{count.direction}"
            f"|{count.category}|{count.reason}"
        )
        records.append((key.encode(), encode_line(count)))
    return records
