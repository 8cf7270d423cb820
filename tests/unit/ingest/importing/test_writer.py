"""Lines on their way into records."""

from typing import Any

import pytest
from kafka.errors import KafkaError

from contracts.errors import TryAgain
from ingest.importing.writer import ScanWriter


class Sent:
    """A record's end, told when asked for."""

    def __init__(self, cluster: "Cluster") -> None:
        self._cluster = cluster

    def get(self, timeout: float) -> None:
        """Return when the record is there."""
        assert timeout > 0
        self._cluster.open -= 1
        if self._cluster.is_away:
            raise KafkaError


class Cluster:
    """Takes records; `open` are those nobody has asked after yet."""

    def __init__(self) -> None:
        self.records: list[tuple[str, int, bytes]] = []
        self.is_away = False
        self.open = 0
        self.most_open = 0

    def send(self, topic: str, *, value: bytes, partition: int) -> Any:
        """Take a record."""
        self.records.append((topic, partition, value))
        self.open += 1
        self.most_open = max(self.most_open, self.open)
        return Sent(self)


def _writer(cluster: Cluster, *, max_lines: int = 3, max_bytes: int = 1000) -> ScanWriter:
    return ScanWriter(cluster, partitions=2, max_lines=max_lines, max_bytes=max_bytes)


def test_lines_of_a_partition_share_records_in_order() -> None:
    """A record ends at its most lines."""
    cluster = Cluster()
    writer = _writer(cluster)
    for line in (b"1", b"2", b"3", b"4"):
        writer.add(1, line)
    writer.add(0, b"x")
    writer.finish()

    assert [("scans", 1, b"1\n2\n3"), ("scans", 0, b"x"), ("scans", 1, b"4")] == cluster.records


def test_a_record_ends_at_its_most_bytes() -> None:
    """Line breaks counted."""
    cluster = Cluster()
    writer = _writer(cluster, max_bytes=8)
    for line in (b"aaa", b"bbb", b"ccc"):
        writer.add(0, line)
    writer.finish()

    assert [b"aaa\nbbb", b"ccc"] == [value for _, _, value in cluster.records]


def test_records_on_their_way_are_bounded() -> None:
    """A slow cluster slows the import instead of filling the memory."""
    cluster = Cluster()
    writer = _writer(cluster, max_lines=1)
    for _ in range(500):
        writer.add(0, b"line")
    writer.finish()

    assert cluster.most_open <= 64
    assert (cluster.open, len(cluster.records)) == (0, 500)


def test_a_record_that_was_not_taken_ends_the_import() -> None:
    """Success is only what was acknowledged."""
    cluster = Cluster()
    writer = _writer(cluster)
    writer.add(0, b"line")
    cluster.is_away = True

    with pytest.raises(TryAgain):
        writer.finish()
