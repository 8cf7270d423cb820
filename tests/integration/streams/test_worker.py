"""The worker as a process, on a real broker."""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from contracts.events import AlertRaised, DeadLetter, MovementSeen, PlaceMinuteCount, ScanRecorded
from contracts.lines import encode_line
from contracts.registry import PassWithdrawn
from deploy.broker import Broker
from deploy.layout import KAFKA_JARS
from service.kafka import Outgoing, Sender, make_producer
from service.topics import ensure_topics
from tests.builders.partition import annulled
from tests.builders.streams import (
    START_MS,
    CellKey,
    TopicReader,
    expected_counts,
    expected_legs,
    publish,
    scan,
    told_leg,
)
from tests.builders.waiting import wait_until
from tests.builders.worker import WorkerProcess

pytestmark = pytest.mark.integration

PARTITIONS = 3
PLACES = ("hn-city-01", "hn-city-07", "hn-city-12", "pol-01-001")

# A killed static member's partitions are free again after its session (10 s) at the latest.
DEADLINE_S = 90


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[str]:
    """Start a broker of this test's own: the worker's topic names are fixed."""
    broker = Broker(folder=tmp_path / "kafka", jars=KAFKA_JARS, log=tmp_path / "broker.log")
    bootstrap = broker.start()
    ensure_topics(bootstrap, partitions=PARTITIONS, replication=1)
    yield bootstrap
    broker.stop()


@pytest.fixture(params=["memory://", "rocksdb://"])
def state(request: pytest.FixtureRequest) -> str:
    """Give each way to keep state in turn: both do the same."""
    kind: str = request.param
    return kind


@pytest.fixture
def worker(broker: str, tmp_path: Path, state: str) -> Iterator[WorkerProcess]:
    """Start a worker and see to it that it ends."""
    process = WorkerProcess(broker, tmp_path, state=state)
    process.start()
    yield process
    process.kill()


def some_scans(count: int) -> list[ScanRecorded]:
    """Return scans of a few citizens over three days, some late, one in ten repeated."""
    rng = random.Random(7)  # noqa: S311  # test data
    scans = [
        scan(
            number,
            citizen=rng.choice(["", *(f"{n:032x}" for n in range(200))]),
            place=rng.choice(PLACES),
            minute=rng.uniform(0, 3 * 24 * 60),
            category=rng.choice(["pass", "refuse"]),
        )
        for number in range(count)
    ]
    return scans + rng.sample(scans, count // 10)


def newest_legs(movements: dict[str, MovementSeen], reader: TopicReader) -> None:
    """Keep the newest version of each movement."""
    for movement in reader.read():
        known = movements.get(movement.scan_id)
        if known is None or movement.version >= known.version:
            movements[movement.scan_id] = movement


class Outcome:
    """What workers have said on `movements` and `counts` so far."""

    def __init__(self, broker: str) -> None:
        self.movements: dict[str, MovementSeen] = {}
        self._cells: dict[tuple[int, CellKey, str], PlaceMinuteCount] = {}
        self._moved = TopicReader(broker, "movements", MovementSeen)
        self._counted = TopicReader(broker, "counts", PlaceMinuteCount)

    def more(self) -> Callable[[], bool]:
        """Return a condition: 200 more movements than now."""
        wanted = len(self.movements) + 200

        def reached() -> bool:
            self._hear()
            return len(self.movements) >= wanted

        return reached

    def wait_for(self, scans: list[ScanRecorded]) -> None:
        """Wait until legs and counts equal a recomputation."""
        legs, counts = expected_legs(scans), expected_counts(scans)

        def is_right() -> bool:
            self._hear()
            standing = {name: m for name, m in self.movements.items() if not m.annulled}
            return legs == {name: told_leg(m) for name, m in standing.items()} and (
                counts == self._total()
            )

        wait_until(is_right, DEADLINE_S, "legs and counts equal a recomputation")

    def close(self) -> None:
        """Let the connections go."""
        self._moved.close()
        self._counted.close()

    def _hear(self) -> None:
        newest_legs(self.movements, self._moved)
        for count in self._counted.read():
            key = (count.place_id, count.minute_ms, count.direction, count.category)
            self._cells[count.partition, key, count.reason] = count

    def _total(self) -> Counter[CellKey]:
        total: Counter[CellKey] = Counter()
        for (_, key, _), count in self._cells.items():
            total[key] += count.count
        return +total


@pytest.fixture
def outcome(broker: str) -> Iterator[Outcome]:
    """Listen to what workers say."""
    listening = Outcome(broker)
    yield listening
    listening.close()


def test_a_worker_killed_again_and_again_loses_nothing_and_counts_nothing_twice(
    broker: str, worker: WorkerProcess, outcome: Outcome
) -> None:
    """Legs and counts equal a recomputation after kills in the middle of the work."""
    scans = some_scans(6000)

    for part in range(3):
        publish(broker, PARTITIONS, scans[part::3], lines=20)
        wait_until(outcome.more(), DEADLINE_S, "the worker gets going")
        worker.kill()
        worker.start()

    outcome.wait_for(scans)


def test_a_worker_that_slept_past_its_session_and_wakes_up_spoils_nothing(
    broker: str, worker: WorkerProcess, outcome: Outcome, tmp_path: Path, state: str
) -> None:
    """Another has its partitions meanwhile; what it still writes is of an earlier epoch."""
    scans = some_scans(6000)
    publish(broker, PARTITIONS, scans[::3], lines=20)
    wait_until(outcome.more(), DEADLINE_S, "the first worker gets going")
    other = WorkerProcess(broker, tmp_path, name="worker-2", state=state)
    worker.pause()
    try:
        other.start()
        publish(broker, PARTITIONS, scans[1::3], lines=20)
        wait_until(lambda: other.recoveries, DEADLINE_S, "the second worker takes over")

        worker.wake()
        publish(broker, PARTITIONS, scans[2::3], lines=20)
        wait_until(lambda: worker.recoveries > 1, DEADLINE_S, "the first worker is back")
        other.kill()

        outcome.wait_for(scans)
    finally:
        worker.wake()
        other.kill()


def test_scans_that_were_taken_back_leave_timelines_and_counts(
    broker: str, worker: WorkerProcess, outcome: Outcome
) -> None:
    """Whether the annulment comes before its scan, after it, or while the worker is dead."""
    scans = some_scans(600)
    gone = scans[:600:6]
    names = {one.scan_id for one in gone}
    _annul(broker, gone[:40])
    publish(broker, PARTITIONS, scans, lines=20)
    wait_until(outcome.more(), DEADLINE_S, "the worker is at work")
    _annul(broker, gone[40:80])
    worker.kill()
    _annul(broker, gone[80:])
    worker.start()

    outcome.wait_for([one for one in scans if one.scan_id not in names])


def _annul(broker: str, scans: list[ScanRecorded]) -> None:
    sender = Sender(broker)
    events = [annulled(one) for one in scans]
    keys = [(event.citizen_id or event.scan_id).encode() for event in events]
    sender.send(
        [
            Outgoing("annulments", key, encode_line(event))
            for key, event in zip(keys, events, strict=True)
        ]
    )
    sender.close()


def test_a_pass_withdrawn_in_the_registry_is_an_alert_without_any_further_scan(
    broker: str, worker: WorkerProcess
) -> None:
    """Nobody has to come by for what was scanned before to be seen in another light."""
    publish(broker, PARTITIONS, [scan(1, pass_id="pass-7", minute=10)], lines=1)
    withdrawn = PassWithdrawn(pass_id="pass-7", reason="revoked", at_ms=START_MS, citizen_id="ann")
    sender = Sender(broker)
    sender.send([Outgoing("registry", withdrawn.key.encode(), msgspec.json.encode(withdrawn))])
    sender.close()
    alerts = TopicReader(broker, "alerts", AlertRaised)
    raised: list[AlertRaised] = []

    def is_raised() -> bool:
        raised.extend(alerts.read())
        return any(alert.kind == "revoked" for alert in raised)

    wait_until(is_raised, DEADLINE_S, "the alert")

    assert "scan-0001" == raised[-1].scan_id
    assert not worker.ended()
    alerts.close()


def test_a_poison_line_goes_to_the_dead_letters_and_the_rest_of_its_record_goes_on(
    broker: str, worker: WorkerProcess
) -> None:
    """One bad line costs one line."""
    producer = make_producer(broker)
    value = b"\n".join([b'{"scan_id": 7}', encode_line(scan(1)), b"not json"])
    producer.send("scans", partition=1, value=value).get(timeout=10)
    producer.close()
    letters = TopicReader(broker, "scans.dead", DeadLetter)
    movements = TopicReader(broker, "movements", MovementSeen)
    dead: list[DeadLetter] = []
    told: list[MovementSeen] = []

    def arrived() -> bool:
        dead.extend(letters.read())
        told.extend(movements.read())
        return len(dead) == 2 and len(told) == 1

    wait_until(arrived, DEADLINE_S, "two dead letters and one movement")

    assert not worker.ended()
    assert [("scans", 1, 0, 0), ("scans", 1, 0, 2)] == [
        (letter.topic, letter.partition, letter.offset, letter.line) for letter in dead
    ]
    letters.close()
    movements.close()
