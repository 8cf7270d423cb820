"""The loader between a real broker and the real engine."""

import threading
from typing import Any

import pytest
from kafka import TopicPartition

from analytics.batches import BatchPolicy
from analytics.questions.contacts import ContactQuestion, contacts
from analytics.questions.place_counts import place_counts
from analytics.questions.timeline import timeline
from analytics.store import Store
from contracts.errors import TryAgain
from contracts.events import DeadLetter
from contracts.lines import LineDecoder, encode_line, encode_lines
from service.dead_letters import DeadLetterPolicy
from service.kafka import make_consumer, partitions_of
from tests.builders.analytics import (
    HOUR_MS,
    LOADED_WITHIN_S,
    START_MS,
    Lane,
    figures,
    in_records,
    judged,
    minute_counts,
    movements,
    random_scans,
    scan,
)
from tests.builders.waiting import wait_until

pytestmark = pytest.mark.integration


def _answers(store: Store) -> list[Any]:
    """Everything that a duplicate could change."""
    until_ms = START_MS + 6 * HOUR_MS
    question = ContactQuestion(
        index_cases=("citizen-1", "citizen-2"), from_ms=START_MS, until_ms=until_ms, within_s=900
    )
    return [
        timeline(store, "citizen-1", from_ms=START_MS, until_ms=until_ms).stops,
        contacts(store, question).contacts,
        place_counts(store, from_ms=START_MS, until_ms=until_ms).counts,
    ]


def _dead_letters(lane: Lane, topic: str) -> list[DeadLetter]:
    consumer = make_consumer(lane.kafka)
    try:
        partitions = partitions_of(consumer, lane.topic(f"{topic}.dead"))
        consumer.assign(partitions)
        ends = consumer.end_offsets(partitions)
        found: list[DeadLetter] = []
        decoder = LineDecoder(DeadLetter)
        while any(consumer.position(p) < end for p, end in ends.items()):
            for records in consumer.poll(timeout_ms=200).values():
                for record in records:
                    found += [line for _, line in decoder.decode(record.value)]  # type: ignore[misc]  # all are
        return found
    finally:
        consumer.close()


class _StoreWithoutNotes(Store):
    """Does not take note of how far the scans are loaded: a loader dies after its insert."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.failed = threading.Event()

    def ask(self, *given: Any, **named: Any) -> Any:
        return self._store.ask(*given, **named)

    def insert_lines(self, table: str, lines: bytes, *, token: str) -> None:
        if table == "loaded" and b"-scans" in lines:
            self.failed.set()
            raise RuntimeError("cut off between the insert and the note")
        self._store.insert_lines(table, lines, token=token)


def test_every_line_of_every_topic_becomes_a_row(lane: Lane, store: Store) -> None:
    """Scans, verdicts and movements arrive, several lines a record, over all partitions."""
    scans = random_scans(1, 1000)
    known = [one for one in scans if one.citizen_id]
    lane.send("scans", in_records(scans))
    lane.send("judged", in_records(judged(scans)))
    lane.send("movements", in_records(movements(scans)))
    lane.send("counts", in_records(minute_counts(scans)))

    with lane.loading() as loader:
        wait_until(
            lambda: (
                loader.status().last_insert_ms
                and not any(loader.status().lag.values())
                and figures(store, "movements").distinct == len(known)
                and figures(store, "judged").distinct == len(scans)
                and figures(store).distinct == len(scans)
            ),
            LOADED_WITHIN_S,
            "all rows",
        )

    assert figures(store, "scans_by_person") == (len(known), len(known))
    assert sum(loader.status().rows.values()) == 2000 + len(known) + len(minute_counts(scans))


def test_a_loader_cut_off_before_its_note_doubles_no_answer(lane: Lane, store: Store) -> None:
    """The rows are in, the offset is not noted: the next loader inserts them again in vain."""
    scans = random_scans(2, 2000)
    lane.send("scans", in_records(scans))
    lane.send("counts", in_records(minute_counts(scans)))
    broken = _StoreWithoutNotes(store)
    with lane.loading(store=broken) as loader:
        assert loader.wait_ended(LOADED_WITHIN_S)
    assert "cut off" in loader.status().failure
    assert figures(store).rows > 0

    # Other batch boundaries than before, so that insert tokens are of no help.
    lane.load("scans", len(scans), batches=BatchPolicy(max_rows=70, max_age_s=0.1))
    once = _answers(store)
    store.change("OPTIMIZE TABLE scans FINAL")
    store.change("OPTIMIZE TABLE scans_by_person FINAL")

    assert _answers(store) == once
    assert figures(store) == (len(scans), len(scans))


def test_reading_the_topics_from_zero_leaves_every_answer_equal(lane: Lane, store: Store) -> None:
    """The loader's notes are lost, so that every record is loaded a second time."""
    scans = random_scans(3, 1500)
    lane.send("scans", in_records(scans))
    lane.send("counts", in_records(minute_counts(scans)))
    lane.load("scans", len(scans))
    before = _answers(store)
    store.change("TRUNCATE TABLE loaded")

    with lane.loading(batches=BatchPolicy(max_rows=90, max_age_s=0.1)) as loader:
        wait_until(
            lambda: loader.status().rows[lane.topic("scans")] == len(scans),
            LOADED_WITHIN_S,
            "the second reading",
        )
        wait_until(lambda: not any(loader.status().lag.values()), LOADED_WITHIN_S, "no lag")

    assert _answers(store) == before


def test_a_restarted_loader_reads_nothing_twice(lane: Lane, store: Store) -> None:
    """The second loader begins where ClickHouse says the rows end."""
    lane.send("scans", in_records(random_scans(4, 300)))
    lane.load("scans", 300)
    lane.send("scans", [(0, encode_line(scan(9000)))])

    with lane.loading() as loader:
        wait_until(lambda: figures(store).distinct == 301, LOADED_WITHIN_S, "the new scan")

    assert loader.status().rows[lane.topic("scans")] == 1
    assert figures(store) == (301, 301)


def test_an_emptied_clickhouse_is_filled_again_from_the_topics(lane: Lane, store: Store) -> None:
    """Kafka's committed offsets point to the end, but they do not decide."""
    lane.send("scans", in_records(random_scans(5, 300)))
    lane.load("scans", 300)
    for table in ("scans", "scans_by_person", "loaded"):
        store.change(f"TRUNCATE TABLE {table}")

    lane.load("scans", 300)

    assert figures(store) == (300, 300)


def test_the_committed_offsets_say_how_far_the_rows_reach(lane: Lane) -> None:
    """Whoever watches the group's lag sees none when all is loaded."""
    lane.send("scans", in_records(random_scans(6, 200)))
    lane.load("scans", 200)

    consumer = make_consumer(lane.kafka, group_id=f"{lane.name}-loader")
    partitions = [TopicPartition(lane.topic("scans"), number) for number in range(3)]
    ends = consumer.end_offsets(partitions)
    committed = {partition: consumer.committed(partition) for partition in partitions}
    consumer.close()

    assert committed == ends


@pytest.mark.parametrize(
    "poison",
    [
        b'{"type":"ScanRecorded","scan_id":"half a li',
        b'{"type":"ScanRecorded","scan_id":"without-the-rest"}',
        encode_line(scan(1)).replace(b'"happened_ms":1629700201000', b'"happened_ms":"soon"'),
        encode_line(scan(1)).replace(b'"in"', b'"sideways"'),
        encode_line(scan(1)) + b" {}",
        encode_line(scan(1)).replace(b"hn-city-01", b"hn-\xff-01"),
        b"not JSON at all",
        b"[1, 2]",
        b'{"type":"ScanRecorded","x":' + b"[" * 2000 + b"]" * 2000 + b"}",
    ],
    ids=["cut", "fields", "type", "word", "two", "utf8", "text", "array", "deep"],
)
def test_a_poison_line_goes_to_the_dead_letters_and_the_rest_is_loaded(
    lane: Lane, store: Store, poison: bytes
) -> None:
    """Its neighbours in the record and in the batch become rows; it is kept with its origin."""
    scans = random_scans(7, 100)
    good = encode_lines(scans[:50])
    record = good + b"\n" + poison + b"\n" + encode_lines(scans[50:])
    lane.send("scans", [(1, record)])

    lane.load("scans", 100)

    wait_until(lambda: _dead_letters(lane, "scans"), LOADED_WITHIN_S, "the dead letter")
    (letter,) = _dead_letters(lane, "scans")
    assert (letter.topic, letter.partition, letter.offset, letter.line) == (
        lane.topic("scans"),
        1,
        0,
        50,
    )
    assert figures(store) == (100, 100)


def test_a_line_that_only_clickhouse_refuses_is_found_and_put_aside(
    lane: Lane, store: Store
) -> None:
    """A moment before 1970 is an event by its form and no row of the table."""
    scans = [scan(number) for number in range(64)]
    lane.send("scans", [(0, encode_lines([*scans[:17], scan(99, happened_ms=-1), *scans[17:]]))])

    lane.load("scans", 64)

    wait_until(lambda: _dead_letters(lane, "scans"), LOADED_WITHIN_S, "the dead letter")
    assert [letter.line for letter in _dead_letters(lane, "scans")] == [17]
    assert figures(store) == (64, 64)


def test_lines_of_a_plain_producer_are_loaded_too(lane: Lane, store: Store) -> None:
    """Unknown fields, blank lines, spaces and a field said twice are no faults of an event."""
    line = encode_line(scan(1))
    odd = [
        b"  " + line,
        encode_line(scan(2))[:-1] + b',"colour":{"a":[1,{"b":null}]}}',
        b"",
        encode_line(scan(3))[:-1] + b',"kafka_offset":99}',
        encode_line(scan(4)).replace(b'"type":"ScanRecorded",', b"") + b"\r",
    ]
    lane.send("scans", [(0, b"\n".join(odd) + b"\n"), (1, b""), (2, encode_line(scan(5)))])

    lane.load("scans", 5)

    assert figures(store) == (5, 5)
    assert _dead_letters(lane, "scans") == []


def test_too_many_unreadable_lines_stop_the_loader(lane: Lane, store: Store) -> None:
    """A bad deployment must not drain a topic into the dead letters."""
    lane.send("scans", [(0, b"\n".join(b"no event" for _ in range(20)))])

    with lane.loading(dead_letters=DeadLetterPolicy(max_run=10)) as loader:
        assert loader.wait_ended(LOADED_WITHIN_S)

    assert "unreadable lines in a row" in loader.status().failure
    assert _dead_letters(lane, "scans") == []
    assert figures(store).rows == 0


def test_an_absent_clickhouse_is_waited_for_and_nothing_is_skipped(
    lane: Lane, store: Store
) -> None:
    """Inserts fail for a while, records keep coming, and all are rows in the end."""
    away = _StoreThatIsAway(store)
    lane.send("scans", in_records(random_scans(8, 200)))
    with lane.loading(store=away) as loader:
        wait_until(lambda: loader.status().waiting_for, LOADED_WITHIN_S, "it is missed")
        assert loader.status().waiting_for == "ClickHouse"
        lane.send("scans", [(0, encode_line(scan(9000)))])
        away.is_away = False
        wait_until(lambda: figures(store).distinct == 201, LOADED_WITHIN_S, "all rows")
        wait_until(lambda: loader.status().is_well, LOADED_WITHIN_S, "it is well again")

    assert figures(store) == (201, 201)


class _StoreThatIsAway(Store):
    """Answers questions but takes no rows of scans until told to."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.is_away = True

    def ask(self, *given: Any, **named: Any) -> Any:
        return self._store.ask(*given, **named)

    def insert_lines(self, table: str, lines: bytes, *, token: str) -> None:
        if self.is_away and table == "scans":
            raise TryAgain("ClickHouse")
        self._store.insert_lines(table, lines, token=token)


def test_partitions_move_between_loaders_without_loss(lane: Lane, store: Store) -> None:
    """A second member joins while the first is loading; then the first leaves."""
    scans = random_scans(10, 3000)
    records = in_records(scans, lines=10)
    coming = iter(records)
    first = lane.loader(batches=BatchPolicy(max_rows=40, max_age_s=0.05), member="first")
    second = lane.loader(batches=BatchPolicy(max_rows=40, max_age_s=0.05), member="second")
    first.start()
    second.start()

    def both_load() -> bool:
        lane.send("scans", [next(coming)])
        return all(loader.status().rows[lane.topic("scans")] for loader in (first, second))

    wait_until(both_load, LOADED_WITHIN_S, "both have partitions")
    first.close()
    lane.send("scans", coming)
    wait_until(lambda: figures(store).distinct == len(scans), LOADED_WITHIN_S, "all rows")
    second.close()

    assert [first.status().failure, second.status().failure] == ["", ""]


def test_partitions_that_come_back_during_a_wait_are_read_again(lane: Lane, store: Store) -> None:
    """A second member joins while the first waits for ClickHouse; nothing stays paused for good."""
    away = _StoreThatIsAway(store)
    first = lane.loader(store=away, member="first")
    second = lane.loader(store=away, member="second")
    first.start()
    lane.send("scans", in_records(random_scans(12, 300)))
    wait_until(lambda: first.status().waiting_for, LOADED_WITHIN_S, "it is missed")
    second.start()
    wait_until(lambda: second.status().waiting_for, LOADED_WITHIN_S, "the second misses it too")

    away.is_away = False
    wait_until(lambda: figures(store).distinct == 300, LOADED_WITHIN_S, "all rows")
    first.close()
    second.close()

    assert figures(store).distinct == 300


def test_a_loader_of_a_newer_version_reads_the_topics_it_added(lane: Lane) -> None:
    """It comes back under its name at once, and must not be handed what the older one read."""
    scans = [scan(1)]
    lane.send("scans", in_records(scans))
    lane.send("judged", in_records(judged(scans)))
    lane.load("scans", 1, member="m", targets=[t for t in lane.targets if t.table == "scans"])

    lane.load("judged", 1, member="m")
