"""The audit topic as it lies on Kafka: where it ends, and its last lines."""

from typing import NamedTuple

from contracts.chain import BrokenLine, LinkPlace, link_of
from service.kafka import ACK_WAIT_S
from service.topic_records import extent_of, records_from

AUDIT = "audit"


class TopicEnds(NamedTuple):
    """Where the partitions end, by number, and the last link of each that has one."""

    offsets: tuple[int, ...]
    links: tuple[LinkPlace, ...]


def ends_of_topic(bootstrap: str) -> TopicEnds:
    """Return where the topic ends now.

    Raises:
        TryAgain: Kafka is away, or the topic is not there yet.

    """
    with extent_of(bootstrap, AUDIT) as extent:
        last = {p: end - 1 for p, end in extent.ends.items() if end > extent.begins[p]}
        found = {}
        for record in records_from(extent, last, ACK_WAIT_S):
            found[record.partition] = _last_link(record.value or b"")
        links = tuple(link for _, link in sorted(found.items()) if link is not None)
        offsets = tuple(end for _, end in sorted(extent.ends.items()))
        return TopicEnds(offsets, links)


def records_waiting(bootstrap: str) -> int:
    """Return how many records lie between the topic's beginning and its present end.

    Raises:
        TryAgain: Kafka is away, or the topic is not there yet.

    """
    with extent_of(bootstrap, AUDIT) as extent:
        return sum(end - extent.begins[p] for p, end in extent.ends.items())


def _last_link(value: bytes) -> LinkPlace | None:
    try:
        link = link_of(value.rsplit(b"\n", 1)[-1])
    except BrokenLine:
        return None
    return link.place if link else None
