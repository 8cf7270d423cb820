"""The audit topic on a real broker: whole after all that may happen to a writer."""

import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from nacl.signing import SigningKey

from contracts.chain_check import Report
from contracts.errors import TryAgain
from deploy.auditing import check_lines, copy_lines, lines_of_copy, lines_of_topic
from deploy.ports import free_port
from service.audit import AuditWriter
from service.checkpoints import Checkpoints, remembered
from service.kafka import Outgoing, Sender
from service.topics import ensure_topics
from tests.builders.chains import KEY, asked

pytestmark = pytest.mark.integration


class _House(NamedTuple):
    kafka: str
    writer: AuditWriter
    checkpoints: Checkpoints
    secrets: Path

    def check(self, key: SigningKey = KEY) -> Report:
        """Check the topic as `chot audit verify` does."""
        last = remembered(self.secrets)
        place = last.place if last else None
        return check_lines(lines_of_topic(self.kafka), [key.verify_key], place)


@pytest.fixture(scope="module")
def house(kafka: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[_House]:
    """Return a writer and a keeper of checkpoints on a broker of their own."""
    ensure_topics(kafka, partitions=3, replication=1)
    secrets = tmp_path_factory.mktemp("secrets")
    writer = AuditWriter(kafka, KEY)
    yield _House(kafka, writer, Checkpoints(kafka, writer, secrets, every_s=3600), secrets)
    writer.close()


def test_writers_at_once_leave_chains_that_are_whole(house: _House) -> None:
    """Two processes with eight threads each; what waits together goes together."""
    other = AuditWriter(house.kafka, KEY)
    threads = [
        threading.Thread(target=_ask_often, args=(writer, thread))
        for writer in (house.writer, other)
        for thread in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    other.close()

    report = house.check()

    assert report.faults == ()
    assert report.chains >= 2
    assert report.events >= 2 * 8 * 10


def test_a_checkpoint_binds_all_that_was_written(house: _House) -> None:
    """It is remembered, and one that would say nothing new is not made."""
    house.writer.write(asked(1))

    made = house.checkpoints.make()

    report = house.check()
    assert made is not None
    assert report.faults == ()
    assert report.unbound == 0
    last = remembered(house.secrets)
    assert last is not None
    assert last.place == made
    assert house.checkpoints.make() is None


def test_a_line_whose_acknowledgement_was_lost_is_sent_again(house: _House) -> None:
    """It lies there twice, counts once, and the chain goes on behind it."""
    writer = AuditWriter(house.kafka, KEY)
    writer.write(asked(1))
    real = writer._sender  # the acknowledgement is what gets lost
    writer._sender = _LosesAcknowledgements(real, house.kafka)
    before = house.check().repeated

    with pytest.raises(TryAgain):
        writer.write(asked(2))
    writer._sender = real
    writer.write(asked(3))
    writer.close()

    report = house.check()
    assert report.faults == ()
    assert report.repeated == before + 1


def test_nothing_is_written_while_kafka_is_away() -> None:
    """Whoever asked gets no answer."""
    writer = AuditWriter(f"127.0.0.1:{free_port()}", KEY)

    with pytest.raises(TryAgain):
        writer.write(asked(1))

    writer.close()


def test_a_copy_checks_as_the_topic_does(house: _House, tmp_path: Path) -> None:
    """And tells what was done to it afterwards."""
    places = [house.writer.write_linked(asked(number)) for number in range(5)]
    copy = tmp_path / "audit.jsonl"
    copied = copy_lines(lines_of_topic(house.kafka), copy)
    lines = copy.read_text().splitlines()
    # One that others of its chain follow: that a chain's end is gone, checkpoints alone tell.
    one = next(number for number, line in enumerate(lines) if places[2].hash in line)

    whole = check_lines(lines_of_copy(copy), [KEY.verify_key], None)
    assert (whole.events, whole.faults) == (copied, ())

    copy.write_text("\n".join(line for number, line in enumerate(lines) if number != one))
    assert _wrongs(check_lines(lines_of_copy(copy), [KEY.verify_key], None)) == {"missing"}

    # Written large, so that the line stays as long as it was.
    lines[one] = lines[one].replace("timeline", "TIMELINE")
    copy.write_text("\n".join(lines))
    assert _wrongs(check_lines(lines_of_copy(copy), [KEY.verify_key], None)) == {"changed"}


def test_lines_that_somebody_else_signed_are_told(house: _House) -> None:
    """Kafka takes them from whoever may write; the check does not."""
    forger = AuditWriter(house.kafka, SigningKey.generate())
    forger.write(asked(1))
    forger.close()

    assert "foreign_key" in _wrongs(house.check())


def _ask_often(writer: AuditWriter, thread: int) -> None:
    for number in range(10):
        writer.write(asked(1000 * thread + number))


def _wrongs(report: Report) -> set[str]:
    return {fault.wrong for fault in report.faults}


class _LosesAcknowledgements(Sender):
    """Sends, and never hears that it arrived."""

    def __init__(self, real: Sender, kafka: str) -> None:
        super().__init__(kafka)
        self._real = real

    def send(self, records: Iterable[Outgoing]) -> None:
        self._real.send(records)
        raise TryAgain("Kafka")
