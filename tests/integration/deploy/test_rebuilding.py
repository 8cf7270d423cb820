"""`./chot rebuild`: tables loaded again from real topics."""

import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from kafka import TopicPartition

import deploy.rebuilding
from analytics import rebuilding as engine
from analytics.marks import all_marks
from analytics.migrations import migrate
from analytics.rebuilding import BESIDE, finish_exchange
from analytics.store import Store
from analytics.targets import Target
from contracts.errors import Stop
from contracts.settings import Settings
from deploy.doctor.lags import records_on
from deploy.house import Resting
from deploy.rebuilding import GROUP_PREFIX, Rebuilt, Wish, loaders_of, rebuild
from service.topics import administration
from tests.builders.analytics import (
    LOADED_WITHIN_S,
    Lane,
    contents,
    in_records,
    judged,
    movements,
    random_scans,
)
from tests.builders.sheets import taken
from tests.builders.waiting import wait_until

pytestmark = pytest.mark.integration

_SCANS = random_scans(5, 1200)
_NOW = ("scans", "judged", "movements", "sheets")


class Loaded:
    """A stopped house: topics, and tables into which they were loaded."""

    def __init__(self, lane: Lane, folder: Path, before: dict[str, tuple[int, int]]) -> None:
        """Take topics, the data folder and what the tables in it hold."""
        # Rows are of 2021.
        self.settings = Settings(data=folder, keep_days=10_000)
        self.kafka = lane.kafka
        self.lane = lane
        self.before = before

    def load(self, store: Store) -> None:
        """Run a loader until it has nothing left to read."""
        ends = deploy.rebuilding.read_extent(self.kafka, self.lane.targets)
        with self.lane.loading(store=store):
            wait_until(lambda: not ends.missing(all_marks(store)), LOADED_WITHIN_S, "all is loaded")

    def targets(self, *tables: str) -> tuple[Target, ...]:
        """Return the lane's targets of those tables, all where none is named."""
        return tuple(t for t in self.lane.targets if not tables or t.table in tables)

    def rebuild(
        self,
        *tables: str,
        forget: bool = False,
        goes_on: Callable[[float], bool] | None = None,
    ) -> Rebuilt:
        """Run the command."""
        return rebuild(
            Resting(self.settings, self.kafka, goes_on or _patiently),
            Wish(targets=self.targets(*tables), forget=forget),
            lambda _, __: None,
            group=f"{self.lane.name}-loader",
        )

    def contents(self) -> dict[str, tuple[int, int]]:
        """Return what the tables hold."""
        with Store.open(self.settings) as store:
            return contents(store)


def _patiently(seconds: float) -> bool:
    return not threading.Event().wait(seconds)


@pytest.fixture(scope="module")
def first(kafka: str, tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    """Load scans, what follows from them, a sheet and a line nobody can read."""
    folder = tmp_path_factory.mktemp("first")
    with Store.open(Settings(data=folder)) as store:
        migrate(store)
        lane = Lane(kafka, store, partitions=2)
        lane.send("scans", [*in_records(_SCANS, partitions=2), (0, b"no scan")])
        lane.send("judged", in_records(judged(_SCANS), partitions=2))
        lane.send("movements", in_records(movements(_SCANS), partitions=2))
        lane.send("sheets", in_records([taken()], partitions=1))
        loaded = Loaded(lane, folder, {})
        loaded.load(store)
        loaded.before = contents(store)
    return loaded


@pytest.fixture
def house(first: Loaded, tmp_path: Path) -> Loaded:
    """Make a copy of the house for one test. The topics are shared by all."""
    shutil.copytree(first.settings.data / "clickhouse", tmp_path / "clickhouse", symlinks=True)
    return Loaded(first.lane, tmp_path, first.before)


def _spoil(house: Loaded) -> None:
    """Lose rows of one order, double others, as a fault of a disk or of ours might."""
    with Store.open(house.settings) as store:
        store.change("DELETE FROM scans_by_person WHERE citizen_id = 'citizen-3'")
        store.change("TRUNCATE TABLE movements")


def test_tables_are_as_the_topics_say_whatever_they_were(house: Loaded) -> None:
    """Second orders too; unreadable lines are counted and not buried a second time."""
    _spoil(house)
    buried = _records(house, "scans.dead")

    found = house.rebuild()

    assert house.contents() == house.before
    assert found.unreadable == 1
    assert _records(house, "scans.dead") == buried == 1
    assert not any(name.startswith(GROUP_PREFIX) for name in _groups_with_lags(house))
    counted = {one.table: (one.before, one.after) for one in found.changes}
    assert counted["movements"] == (0, house.before["movements"][0])
    assert counted["sheet_states"] == (1, 1)


def test_one_table_is_rebuilt_with_the_orders_made_of_it(house: Loaded) -> None:
    """Others are not touched."""
    _spoil(house)

    found = house.rebuild("scans")

    now = house.contents()
    assert now["scans_by_person"] == house.before["scans_by_person"]
    assert now["movements"] == (0, 0)
    assert {"scans", "scans_by_person", "scans_by_plate", "newest_scan"} <= {
        one.table for one in found.changes
    }
    assert "movements" not in {one.table for one in found.changes}


def test_cut_off_while_loading_nothing_is_changed(house: Loaded) -> None:
    """And the next run does it."""
    _spoil(house)
    spoilt = house.contents()

    with pytest.raises(Stop, match="nothing was changed"):
        house.rebuild(goes_on=lambda _: False)

    assert house.contents() == spoilt
    house.rebuild()
    assert house.contents() == house.before


def test_cut_off_while_tables_change_places_it_is_finished_later(
    house: Loaded, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the house's next start, or by the next run."""
    _spoil(house)
    exchanged: list[str] = []
    change = Store.change

    def cut_off(store: Store, statement: str) -> None:
        if statement.startswith("EXCHANGE") and len(exchanged) == 3:
            raise _Killed
        exchanged.append(statement) if statement.startswith("EXCHANGE") else None
        change(store, statement)

    with monkeypatch.context() as patched:
        patched.setattr(Store, "change", cut_off)
        with pytest.raises(_Killed):
            house.rebuild()

    with Store.open(house.settings) as store:
        assert contents(store) != house.before
        assert finish_exchange(store)
        assert not finish_exchange(store)
        assert contents(store) == house.before
        house.load(store)
        assert contents(store) == house.before


class _Killed(BaseException):
    """The process is gone."""


def test_an_exchange_that_is_not_written_down_is_none(house: Loaded) -> None:
    """A plan without a line changes nothing, neither rows nor marks."""
    with Store.open(house.settings) as store:
        marks = all_marks(store)
        with Store.open(house.settings, database=BESIDE) as new:
            migrate(new)
            new.change(engine._PLAN)  # as if cut off right behind it
        assert not finish_exchange(store)
        assert all_marks(store) == marks
        assert contents(store) == house.before


def test_a_running_loader_is_not_worked_against(
    house: Loaded, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would write into the old tables what the new ones lack."""
    monkeypatch.setattr(deploy.rebuilding, "_GROUP_EMPTY_WITHIN_S", 0.5)
    group = f"{house.lane.name}-loader"
    with Store.open(house.settings) as store, house.lane.loading(store=store):
        wait_until(
            lambda: loaders_of(house.kafka, group), LOADED_WITHIN_S, "the loader is in its group"
        )

        with pytest.raises(Stop, match="a loader runs"):
            house.rebuild()


# From here on the topics change, so each of these tests rebuilds what the others leave alone.


def test_loading_goes_on_where_the_topics_ended(house: Loaded) -> None:
    """The marks came along: what comes later is added, and nothing twice."""
    house.rebuild("sheets")
    house.lane.send("sheets", [(1, b"no sheet"), *in_records([taken("sheet-2")], partitions=1)])

    with Store.open(house.settings) as store:
        house.load(store)
        assert contents(store)["sheets"][0] == contents(store)["sheet_states"][0] == 2


def test_rows_older_than_the_topic_are_not_lost_unasked(house: Loaded) -> None:
    """Table and number are said; other tables can be rebuilt; or the rows are given up."""
    _forget_records(house, "judged", partition=0, before=4)
    whole = house.before["judged"][0]

    with pytest.raises(Stop, match=r"hold 200 rows of judged; nothing was changed"):
        house.rebuild()
    assert house.contents() == house.before
    house.rebuild("scans")
    assert house.contents() == house.before

    house.rebuild("judged", forget=True)
    assert house.contents()["judged"][0] == whole - 200


def test_rows_of_a_topic_that_was_made_again_are_not_lost_unasked(house: Loaded) -> None:
    """Its offsets begin anew, so only the count of rows tells."""
    name = house.lane.topic("movements")
    with administration(house.kafka) as client:
        client.delete_topics([name])
        wait_until(lambda: name not in client.list_topics(), 30, "the topic is gone")
        client.create_topics({name: {"num_partitions": 2, "replication_factor": 1}})
        client.wait_for_topics([name])

    with pytest.raises(Stop, match="rows of movements"):
        house.rebuild("movements")

    assert house.contents() == house.before


def _records(house: Loaded, topic: str) -> int:
    name = house.lane.topic(topic)
    with administration(house.kafka) as client:
        return records_on(client, [name])[name]


def _groups_with_lags(house: Loaded) -> set[str]:
    """Return the groups that `./chot doctor` would watch."""
    with administration(house.kafka) as client:
        names = [group["group_id"] for group in client.list_groups()]
        return {name for name, offsets in client.list_group_offsets(names).items() if offsets}


def _forget_records(house: Loaded, topic: str, *, partition: int, before: int) -> None:
    """Do what Kafka's retention does."""
    with administration(house.kafka) as client:
        client.delete_records({TopicPartition(house.lane.topic(topic), partition): before})
