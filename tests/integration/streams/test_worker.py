"""The worker as a process, on a real broker."""

import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from contracts.events import DeadLetter, MovementSeen, PlaceMinuteCount, ScanRecorded
from contracts.lines import encode_line
from deploy.broker import Broker
from deploy.layout import KAFKA_JARS, ROOT
from service.kafka import make_producer
from service.topics import ensure_topics
from tests.builders.streams import (
    CellKey,
    TopicReader,
    expected_counts,
    expected_legs,
    publish,
    scan,
    told_leg,
)
from tests.builders.waiting import wait_until

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


class WorkerProcess:
    """A worker that can be killed and started again."""

    def __init__(self, bootstrap: str, folder: Path) -> None:
        self._bootstrap = bootstrap
        self._log = folder / "worker.log"
        self._environment = {**os.environ, "CHOT_DATA": str(folder), "CHOT_WORKER_PORT": "0"}
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it."""
        code = (
            "from contracts.settings import Settings; from streams.worker import run_worker;"
            f"run_worker(Settings(), {self._bootstrap!r})"
        )
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-c", code],
                cwd=ROOT,
                env=self._environment,
                stdout=log,
                stderr=log,
            )

    def kill(self) -> None:
        """End it as a power cut would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def ended(self) -> bool:
        """Tell whether it ended by itself."""
        return self._process is not None and self._process.poll() is not None


@pytest.fixture
def worker(broker: str, tmp_path: Path) -> Iterator[WorkerProcess]:
    """Start a worker and see to it that it ends."""
    process = WorkerProcess(broker, tmp_path)
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


def partial_progress(movements: dict[str, MovementSeen], reader: TopicReader) -> Callable[[], bool]:
    """Return a condition: 200 more movements than now."""
    wanted = len(movements) + 200

    def reached() -> bool:
        newest_legs(movements, reader)
        return len(movements) >= wanted

    return reached


def test_a_worker_killed_again_and_again_loses_nothing_and_counts_nothing_twice(
    broker: str, worker: WorkerProcess
) -> None:
    """Legs and counts equal a recomputation after kills in the middle of the work."""
    scans = some_scans(6000)
    movements: dict[str, MovementSeen] = {}
    reader = TopicReader(broker, "movements", MovementSeen)
    expected = expected_legs(scans)

    for part in range(3):
        publish(broker, PARTITIONS, scans[part::3], lines=20)
        wait_until(partial_progress(movements, reader), DEADLINE_S, "the worker gets going")
        worker.kill()
        worker.start()

    def all_legs_told() -> bool:
        newest_legs(movements, reader)
        return expected == {name: told_leg(movement) for name, movement in movements.items()}

    wait_until(all_legs_told, DEADLINE_S, "legs equal a recomputation")
    reader.close()
    cells: dict[tuple[int, CellKey], PlaceMinuteCount] = {}
    counted = TopicReader(broker, "counts", PlaceMinuteCount)

    def all_counts_told() -> bool:
        for count in counted.read():
            key = (count.place_id, count.minute_ms, count.direction, count.category)
            cells[count.partition, key] = count
        total: Counter[CellKey] = Counter()
        for (_, key), count in cells.items():
            total[key] += count.count
        return total == expected_counts(scans)

    wait_until(all_counts_told, DEADLINE_S, "counts equal a recomputation")
    counted.close()


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
