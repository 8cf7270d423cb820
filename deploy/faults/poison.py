"""Lines nobody can read, put on a topic on purpose, and the dead letters that come of them."""

import contextlib

import msgspec

from contracts.events import DeadLetter
from contracts.topics import with_dead_twins
from service.kafka import ACK_WAIT_S, make_consumer, make_producer, partitions_of

LINES = 400
"""Below the run of unreadable lines at which a worker stops because the deployment is bad."""

_LINES_IN_A_RECORD = 40
_POLL_MS = 1000


def poison(kafka: str, partition: int) -> int:
    """Put unreadable lines on a partition of `scans`; return how many Kafka has acknowledged.

    Raises:
        KafkaError: it did not acknowledge them.
    """
    with contextlib.closing(make_producer(kafka)) as producer:
        record = b"\n".join(b'{"this is":no scan %d' % n for n in range(_LINES_IN_A_RECORD))
        sent = [
            producer.send("scans", value=record, partition=partition)
            for _ in range(LINES // _LINES_IN_A_RECORD)
        ]
        for acknowledged in sent:
            acknowledged.get(timeout=ACK_WAIT_S)
    return LINES


def dead_letters(kafka: str) -> int:
    """Count the different lines on all dead-letter topics.

    Worker and loader each put the line they can't read aside, and again after a crash.
    """
    topics = [topic.name for topic in with_dead_twins() if topic.name.endswith(".dead")]
    decode = msgspec.json.Decoder(DeadLetter).decode
    letters: set[tuple[str, int, int, int]] = set()
    with contextlib.closing(make_consumer(kafka)) as consumer:
        places = [place for topic in topics for place in partitions_of(consumer, topic)]
        consumer.assign(places)
        consumer.seek_to_beginning()
        ends = consumer.end_offsets(places)
        while any(consumer.position(place) < ends[place] for place in places):
            for records in consumer.poll(timeout_ms=_POLL_MS).values():
                for record in records:
                    for line in record.value.split(b"\n"):
                        letter = decode(line)
                        letters.add((letter.topic, letter.partition, letter.offset, letter.line))
    return len(letters)
