"""`chot import` as a process, on a real broker."""

import csv
import json
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from contracts.events import ScanRecorded
from contracts.partitions import partition_of
from contracts.settings import Settings
from deploy.layout import ROOT
from service.first_start import make_ready
from service.kafka import make_consumer, partitions_of
from service.parts import Parts
from service.registry import RegistryReader
from service.topics import ensure_topics
from tests.builders.importing import PLACE, scans_in
from tests.builders.waiting import wait_until

pytestmark = pytest.mark.integration

PARTITIONS = 4
DEADLINE_S = 90
OPTIONS = ("--map", "person=who", "--map", "place=where", "--map", "time=when")


class Importer:
    """Runs imports of one source, whose name nobody else uses, into one house."""

    def __init__(self, kafka: str, folder: Path) -> None:
        self.source = f"t{uuid.uuid4().hex[:12]}"
        self.kafka = kafka
        self.data = folder / "data"
        self._environment = {**os.environ, "CHOT_KAFKA": kafka, "CHOT_DATA": str(self.data)}

    def start(self, *options: str | Path, **environment: str) -> subprocess.Popen[str]:
        """Start an import."""
        command = [sys.executable, "-m", "deploy", "import", *map(str, options)]
        return subprocess.Popen(
            [*command, "--source", self.source, *OPTIONS],
            cwd=ROOT,
            env=self._environment | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, *options: str | Path) -> tuple[int, str]:
        """Import, and return the exit status and what was printed."""
        process = self.start(*options)
        printed, _ = process.communicate(timeout=DEADLINE_S)
        return process.returncode, printed

    def records(self) -> Iterator[Any]:
        """Yield every record of the scans topic."""
        consumer = make_consumer(self.kafka)
        try:
            partitions = partitions_of(consumer, "scans")
            consumer.assign(partitions)
            ends = consumer.end_offsets(partitions)
            while any(consumer.position(p) < end for p, end in ends.items()):
                for records in consumer.poll(timeout_ms=200).values():
                    yield from records
        finally:
            consumer.close()

    def scans(self) -> list[ScanRecorded]:
        """Return the source's scans, in the order of each partition."""
        scans = scans_in(record.value for record in self.records())
        return [scan for scan in scans if scan.scan_id.startswith(self.source)]


@pytest.fixture
def importer(kafka: str, tmp_path: Path) -> Importer:
    """Make a house ready for imports."""
    ensure_topics(kafka, partitions=PARTITIONS, replication=1)
    importer = Importer(kafka, tmp_path)
    parts = Parts(Settings(data=importer.data), kafka)
    parts.start()
    assert parts.registry.wait_ready(DEADLINE_S)
    make_ready(parts)
    parts.stop()
    return importer


def _file(folder: Path, rows: int, place: str = PLACE) -> Path:
    """Write a file of so many different rows."""
    file = folder / "trips.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out)
        table.writerow(("who", "where", "when"))
        for number in range(rows):
            person = f"B{number * 7919 % 300}"
            minute, second = divmod(number % 3600, 60)
            when = f"2021-08-{1 + number // 86400:02}T{number // 3600 % 24:02}"
            table.writerow((person, place, f"{when}:{minute:02}:{second:02}+07:00"))
    return file


def _content(scan: ScanRecorded) -> ScanRecorded:
    """What may not differ between two imports of one row."""
    return msgspec.structs.replace(scan, received_ms=0)


def test_a_second_import_adds_no_scan(importer: Importer, tmp_path: Path) -> None:
    """The same rows have the same ids and say the same."""
    file = _file(tmp_path, 2000)

    first = importer.run(file)
    once = {_content(scan) for scan in importer.scans()}
    second = importer.run(file)
    twice = importer.scans()

    assert (first[0], second[0]) == (0, 0), first[1] + second[1]
    assert len({scan.scan_id for scan in once}) == 2000
    assert len(twice) == 4000
    assert once == {_content(scan) for scan in twice}


def test_a_killed_import_is_finished_by_running_it_again(
    importer: Importer, tmp_path: Path
) -> None:
    """Every row is there then, whatever had been written before."""
    file = _file(tmp_path, 80_000)

    # Small records, so that it is still at it when the first of them can be seen.
    killed = importer.start(file, CHOT_PUBLISH_MAX_LINES="20")
    wait_until(lambda: next(iter(importer.scans()), None), DEADLINE_S, "a first scan")
    killed.kill()
    killed.communicate()
    before = {scan.scan_id for scan in importer.scans()}
    status, printed = importer.run(file)

    assert 0 < len(before) < 80_000
    assert status == 0, printed
    contents = {_content(scan) for scan in importer.scans()}
    assert len(contents) == 80_000
    assert len({scan.scan_id for scan in contents}) == 80_000


def test_a_dry_run_writes_nothing(importer: Importer, tmp_path: Path) -> None:
    """And tells what would have been."""
    report = tmp_path / "report.json"
    file = _file(tmp_path, 100, place="Ga Đồng Đăng")

    status, printed = importer.run(file, "--dry-run", "--create-places", "--report", report)

    assert status == 0, printed
    told = json.loads(report.read_bytes())
    assert (told["dry_run"], told["written"], told["places_created"]) == (True, 100, 1)
    assert not importer.scans()
    assert not [p for p in _places(importer.kafka) if p.startswith(importer.source)]


def test_lines_share_records_in_the_citizens_partition(importer: Importer, tmp_path: Path) -> None:
    """In the order of the file."""
    status, printed = importer.run(_file(tmp_path, 2000))
    assert status == 0, printed

    records = [r for r in importer.records() if importer.source.encode() in r.value]
    assert max(len(record.value) for record in records) <= 256 * 1024
    assert {record.key for record in records} == {None}
    assert len(records) < 40
    for record in records:
        scans = scans_in([record.value])
        assert {record.partition} == {partition_of(s.citizen_id, PARTITIONS) for s in scans}
        assert sorted(scan.happened_ms for scan in scans) == [scan.happened_ms for scan in scans]


def test_places_are_made_and_known_from_then_on(importer: Importer, tmp_path: Path) -> None:
    """A later import needs no leave for them."""
    file = _file(tmp_path, 10, place="S58")

    refused, _ = importer.run(file)
    made, printed = importer.run(file, "--create-places")
    known, _ = importer.run(file)

    assert (refused, made, known) == (2, 0, 0), printed
    assert f"{importer.source}.S58" in _places(importer.kafka)
    assert {f"{importer.source}.S58"} == {scan.place_id for scan in importer.scans()}


def test_refused_rows_are_listed_and_the_rest_is_written(
    importer: Importer, tmp_path: Path
) -> None:
    """Status 2; nothing of what stood in the rows is in the list."""
    file = _file(tmp_path, 3)
    with file.open("a", encoding="utf-8") as out:
        out.write("private-name,nowhere,2021-08-24T07:30:00+07:00\n")
        out.write(f"private-name,{PLACE},some private day\n")

    status, printed = importer.run(file, "--report", tmp_path / "report.json")

    told = json.loads((tmp_path / "report.json").read_bytes())
    assert status == 2, printed
    assert (told["read"], told["written"], told["refused"]) == (5, 3, 2)
    rejects = Path(told["rejects"])
    assert rejects.parent == importer.data / "imports"
    listed = rejects.read_text(encoding="utf-8")
    assert "5,place,unknown_place," in listed
    assert "6,time,bad_time," in listed
    assert "private" not in listed + printed
    assert len(importer.scans()) == 3


def test_an_import_that_can_not_begin_says_why(importer: Importer, tmp_path: Path) -> None:
    """Status 1: a mapping that does not fit, no Kafka, or a house whose key is elsewhere."""
    file = _file(tmp_path, 1)

    unfit, told = importer.run(file, "--map", "plate=number")
    away = importer.start(file, CHOT_KAFKA="127.0.0.1:1")
    lonely, _ = away.communicate(timeout=DEADLINE_S)
    importer.data.joinpath("secrets", "pseudonym.key").unlink()
    keyless, printed = importer.run(file)

    assert (unfit, away.returncode, keyless) == (1, 1, 1)
    assert "plate: The file has no column of this name (number)" in told
    assert "Kafka is not available" in lonely
    assert "pseudonym.key" in printed
    assert not importer.data.joinpath("secrets", "pseudonym.key").exists()


def _places(kafka: str) -> set[str]:
    registry = RegistryReader(kafka)
    registry.start()
    assert registry.wait_ready(DEADLINE_S)
    registry.stop()
    return set(registry.lists.places)
