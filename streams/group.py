"""The group commit: take records, change state, send everything, and only then acknowledge."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from contracts.events import DeadLetter, DeclarationFiled, PassIssued, ScanAnnulled, ScanRecorded
from contracts.lines import LineDecoder, UnreadableLine, encode_line
from service.dead_letters import DeadLetterLimit
from streams.changelog import TOPIC as STATE_TOPIC
from streams.intake import Record
from streams.outbox import Outbox, records_of, records_of_events
from streams.partition import Partition
from streams.positions import position_of

SCANS = "scans"
DECLARATIONS = "declarations"
ANNULMENTS = "annulments"
INPUTS = (SCANS, DECLARATIONS, ANNULMENTS)


class Tally(msgspec.Struct):
    """What a group did, for the metrics."""

    lines: int = 0
    dead: int = 0
    newest_received_ms: int = 0


class Group:
    """Turns records into state and outputs."""

    def __init__(self, limit: DeadLetterLimit) -> None:
        """Put poison lines aside up to this limit."""
        self._limit = limit
        self._scans = LineDecoder(ScanRecorded)
        self._annulments = LineDecoder(ScanAnnulled)
        self._declarations: LineDecoder[DeclarationFiled | PassIssued] = LineDecoder(
            DeclarationFiled | PassIssued  # type: ignore[arg-type]  # a union of events
        )

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
        dead: dict[tuple[str, int], list[bytes]] = defaultdict(list)
        for record in records:
            partition = partitions[record.partition]
            letters = self._take(record, partition, tally)
            if letters:
                tally.dead += len(letters)
                dead[record.topic, record.partition] += map(encode_line, letters)
        for (topic, number), lines in dead.items():
            await outbox.send(f"{topic}.dead", number, records_of(lines))
        await keep({record.partition: partitions[record.partition] for record in records}, outbox)
        tally.newest_received_ms = max(
            (partitions[record.partition].clock.now_ms for record in records), default=0
        )
        return tally

    def _take(self, record: Record, partition: Partition, tally: Tally) -> list[DeadLetter]:
        match record.topic:
            case "scans":
                return self._take_scans(record, partition, tally)
            case "annulments":
                return self._take_annulments(record, partition)
            case _:
                return self._take_declarations(record, partition)

    def _take_annulments(self, record: Record, partition: Partition) -> list[DeadLetter]:
        letters: list[DeadLetter] = []
        taken = 0
        for _, annulled in self._annulments.decode(record.value or b""):
            if isinstance(annulled, UnreadableLine):
                letters.append(self._dead(record, annulled))
            else:
                partition.take_annulled(annulled)
                taken += 1
        self._limit.good(ANNULMENTS, partition.number, taken)
        return letters

    def _take_scans(self, record: Record, partition: Partition, tally: Tally) -> list[DeadLetter]:
        letters: list[DeadLetter] = []
        taken = 0
        for line, scan in self._scans.decode(record.value or b""):
            if isinstance(scan, UnreadableLine):
                letters.append(self._dead(record, scan))
            elif partition.take_scan(scan, position_of(record.offset, line)):
                taken += 1
            else:
                full = UnreadableLine(line, "the citizen's day is full", encode_line(scan))
                letters.append(self._dead(record, full))
        self._limit.good(SCANS, partition.number, taken)
        tally.lines += taken
        return letters

    def _take_declarations(self, record: Record, partition: Partition) -> list[DeadLetter]:
        letters: list[DeadLetter] = []
        taken = 0
        for _, event in self._declarations.decode(record.value or b""):
            match event:
                case UnreadableLine():
                    letters.append(self._dead(record, event))
                    continue
                case DeclarationFiled():
                    partition.take_filed(event)
                case PassIssued():
                    partition.take_issued(event)
            taken += 1
        self._limit.good(DECLARATIONS, partition.number, taken)
        return letters

    def _dead(self, record: Record, poison: UnreadableLine) -> DeadLetter:
        self._limit.bad(record.topic, record.partition)
        return poison.dead_letter(
            topic=record.topic, partition=record.partition, offset=record.offset
        )


async def keep(partitions: Mapping[int, Partition], outbox: Outbox) -> None:
    """Send what the partitions have to say and what they changed; return when Kafka has it all."""
    changes = {number: partition.changes() for number, partition in partitions.items()}
    for number, partition in partitions.items():
        for topic, events in partition.told()._asdict().items():
            await outbox.send(topic, number, records_of_events(events))
        await outbox.send("counts", number, partition.counts.records(number))
        await outbox.send(STATE_TOPIC, number, partition.state.entries(changes[number]))
    reached = await outbox.acknowledged()
    for number, partition in partitions.items():
        if changes[number]:
            partition.state.apply(changes[number], reached[STATE_TOPIC, number])
        partition.kept()
