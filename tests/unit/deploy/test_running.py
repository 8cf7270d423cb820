"""The note of a running house."""

from pathlib import Path

import pytest

from contracts.errors import Stop
from contracts.settings import Settings
from deploy.running import Cluster, RunningHouse, cluster_of, read_note, sole_owner, write_note

_HOUSE = RunningHouse(
    supervisor_pid=1,
    started_ms=2,
    kafka="127.0.0.1:19092",
    gateway="http://127.0.0.1:8010",
    api="http://127.0.0.1:8020",
    workers={"worker-1": "http://127.0.0.1:12001"},
    partitions=12,
    replication=1,
)


def test_a_running_house_is_found_by_its_note(tmp_path: Path) -> None:
    """While its owner holds the folder, the note is believed."""
    with sole_owner(tmp_path):
        write_note(tmp_path, _HOUSE)

        assert read_note(tmp_path) == _HOUSE


def test_a_note_nobody_holds_is_not_believed(tmp_path: Path) -> None:
    """A house that was killed leaves its note behind."""
    with sole_owner(tmp_path):
        pass
    write_note(tmp_path, _HOUSE)

    assert read_note(tmp_path) is None


def test_a_folder_has_one_owner(tmp_path: Path) -> None:
    """The second house says what is wrong and where to look."""
    with (
        sole_owner(tmp_path),
        pytest.raises(Stop, match="another chot already runs"),
        sole_owner(tmp_path),
    ):
        pass


def test_the_settings_cluster_goes_before_the_running_one(tmp_path: Path) -> None:
    """Who names a cluster means it."""
    settings = Settings(data=tmp_path, kafka="kafka.example:9092", partitions=3)

    assert cluster_of(settings) == Cluster("kafka.example:9092", 3, 1)


def test_without_any_cluster_the_message_says_what_to_do(tmp_path: Path) -> None:
    """Nothing runs and nothing is set."""
    with pytest.raises(Stop, match=r"start \./chot up, or set CHOT_KAFKA"):
        cluster_of(Settings(data=tmp_path))
