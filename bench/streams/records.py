"""The input as records: so many lines each, of one partition each, in the order of sending."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from aiokafka import AIOKafkaProducer

from bench.streams.city import Line
from contracts.partitions import partition_of
from streams.outbox import Outbox

# As the gateway's publisher sends.
_BATCH_BYTES = 272 * 1024


class Record(NamedTuple):
    """A record and where it goes; a key only where it holds one line, as a plain sender does it."""

    topic: str
    partition: int
    key: bytes | None
    value: bytes


def records_of(
    lines: Iterable[Line], per_record: int, partitions: int, topics: Mapping[str, str]
) -> Iterator[Record]:
    """Pack lines, those of one partition together; `topics` says which topic takes which lines."""
    waiting: dict[tuple[str, int], list[bytes]] = {}
    for line in lines:
        place = (topics[line.topic], partition_of(line.key, partitions))
        if per_record == 1:
            yield Record(*place, line.key.encode(), line.body)
            continue
        pending = waiting.setdefault(place, [])
        pending.append(line.body)
        if len(pending) == per_record:
            yield Record(*place, None, b"\n".join(pending))
            pending.clear()
    for place, pending in waiting.items():
        if pending:
            yield Record(*place, None, b"\n".join(pending))


async def write(kafka: str, prefix: str, records: Sequence[Record]) -> None:
    """Write the records to topics whose names begin so; return when all were acknowledged."""
    producer: Any = AIOKafkaProducer(
        bootstrap_servers=kafka,
        acks="all",
        enable_idempotence=True,
        compression_type="lz4",
        max_batch_size=_BATCH_BYTES,
    )
    await producer.start()
    try:
        outbox = Outbox(producer)
        by_place: dict[tuple[str, int], list[Record]] = {}
        for record in records:
            by_place.setdefault((record.topic, record.partition), []).append(record)
        for (topic, partition), group in by_place.items():
            await outbox.send(f"{prefix}{topic}", partition, [(r.key, r.value) for r in group])
        await outbox.acknowledged()
    finally:
        await producer.stop()
