"""`./chot rebuild`: ClickHouse's tables loaded again from the topics.

The ordinary loader fills new tables beside the old ones, up to where the topics ended when it
began. Only when all of that is there, and nothing would be lost by it, do they change places. Cut
off before, the old tables are untouched; cut off while they change places, the next start of the
house or of this command finishes it.
"""

import time
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import msgspec
from kafka.admin import OffsetSpec
from prometheus_client import CollectorRegistry

from analytics.batches import BatchPolicy
from analytics.loader import Loader
from analytics.marks import all_marks
from analytics.migrations import migrate
from analytics.rebuilding import Change, beside, changes, exchange, rows_older_than, tables_of
from analytics.store import Store
from analytics.targets import Target
from analytics.topic_reader import GROUP
from contracts.errors import Stop
from contracts.settings import Settings
from contracts.topics import TOPICS
from deploy.doctor.lags import partitions_of
from deploy.house import Resting
from deploy.progress import Show
from service.topics import administration

GROUP_PREFIX = "chot-rebuild-"
_LOOK_EVERY_S = 0.25
# A loader that was killed stays in its group for so long.
_GROUP_EMPTY_WITHIN_S = 30.0
_COMPACTED = frozenset(topic.name for topic in TOPICS if topic.compacted)


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """What to rebuild. `forget` allows to lose rows that the topics no longer hold."""

    targets: tuple[Target, ...]
    forget: bool = False


class Rebuilt(msgspec.Struct, frozen=True, kw_only=True):
    """What a rebuild did; `unreadable` lines were left out, as they were the first time."""

    changes: tuple[Change, ...]
    records: int
    unreadable: int
    seconds: float


class Extent(msgspec.Struct, frozen=True):
    """Where topics begin and end: the first offset there is, and the next one to be written."""

    begins: Mapping[str, Mapping[int, int]]
    ends: Mapping[tuple[str, int], int]

    def records(self) -> int:
        """How many records there are, as far as offsets tell."""
        return sum(end - self.begins[topic][p] for (topic, p), end in self.ends.items())

    def missing(self, reached: Mapping[tuple[str, int], int]) -> int:
        """How many of them are not loaded yet."""
        return sum(
            max(0, end - max(self.begins[topic][p], reached.get((topic, p), 0)))
            for (topic, p), end in self.ends.items()
        )


def rebuild(house: Resting, wish: Wish, show: Show, *, group: str = GROUP) -> Rebuilt:
    """Load the wished tables anew and put them into the old ones' places.

    `group` is that of the house's loaders.

    Raises:
        Stop: a loader runs; rows would be lost; the loading failed or was cut off.
        TryAgain: Kafka or ClickHouse is away.

    """
    began = time.monotonic()
    settings, kafka, goes_on = house.settings, house.kafka, house.goes_on
    _expect_no_loader(kafka, group, goes_on)
    with Store.open(settings) as store:
        migrate(store)
        extent = read_extent(kafka, wish.targets)
        if not wish.forget:
            _refuse_older_rows(store, settings, wish.targets, extent)
        with beside(settings, store) as new:
            tables = tables_of(new, wish.targets)
            loader = _loader(settings, kafka, new, wish.targets)
            _load(loader, new, extent, show, goes_on)
            found = changes(store, new, tables, settings.keep_days)
            if not wish.forget:
                _refuse_losses(found, tables_of(new, _kept_whole(wish.targets)))
            _expect_no_loader(kafka, group, goes_on)
            exchange(store, new, tables)
    return Rebuilt(
        changes=found,
        records=extent.records(),
        unreadable=sum(loader.status().dead_letters.values()),
        seconds=time.monotonic() - began,
    )


def read_extent(kafka: str, targets: Iterable[Target]) -> Extent:
    """Return where the targets' topics begin and end now."""
    with administration(kafka) as client:
        partitions = partitions_of(client, [target.topic for target in targets])
        first = client.list_partition_offsets(dict.fromkeys(partitions, OffsetSpec.EARLIEST))
        last = client.list_partition_offsets(dict.fromkeys(partitions, OffsetSpec.LATEST))
    begins: dict[str, dict[int, int]] = {}
    for at in partitions:
        begins.setdefault(at.topic, {})[at.partition] = first[at].offset
    return Extent(begins, {(at.topic, at.partition): last[at].offset for at in partitions})


def _expect_no_loader(kafka: str, group: str, goes_on: Callable[[float], bool]) -> None:
    """A loader that runs meanwhile would write into the old tables what the new ones lack."""
    deadline = time.monotonic() + _GROUP_EMPTY_WITHIN_S
    while loaders_of(kafka, group):
        if time.monotonic() > deadline:
            raise Stop("a loader runs on this cluster; stop every ./chot loader and ./chot api")
        _pause(goes_on)


def loaders_of(kafka: str, group: str) -> Sequence[Any]:
    """Return the members of the loaders' group."""
    with administration(kafka) as client:
        if group not in {one["group_id"] for one in client.list_groups()}:
            return ()
        members: Sequence[Any] = client.describe_groups([group])[group]["members"]
    return members


def _refuse_older_rows(
    store: Store, settings: Settings, targets: Iterable[Target], extent: Extent
) -> None:
    lost = {
        target.table: rows_older_than(
            store, target.table, extent.begins[target.topic], settings.keep_days
        )
        for target in targets
    }
    _refuse({table: rows for table, rows in lost.items() if rows})


def _refuse_losses(found: Iterable[Change], whole: Sequence[str]) -> None:
    less = {
        one.table: one.before - one.after
        for one in found
        if one.table in whole and one.after < one.before
    }
    _refuse(less)


def _refuse(lost: Mapping[str, int]) -> None:
    if lost:
        named = ", ".join(f"{rows:,} rows of {table}" for table, rows in sorted(lost.items()))
        raise Stop(
            f"the topics no longer hold {named}; nothing was changed."
            " --forget-older-rows loses them, --table NAME rebuilds another table only"
        )


def _kept_whole(targets: Iterable[Target]) -> list[Target]:
    """Leave out topics that keep only the newest of each key: a table may hold the older ones."""
    return [target for target in targets if target.topic not in _COMPACTED]


def _loader(settings: Settings, kafka: str, new: Store, targets: tuple[Target, ...]) -> Loader:
    return Loader(
        kafka=kafka,
        store=new,
        metrics=CollectorRegistry(),
        targets=targets,
        # One of its own each time: nobody is waited for who was cut off.
        group=f"{GROUP_PREFIX}{uuid.uuid4().hex}",
        batches=BatchPolicy(max_rows=settings.load_max_rows),
        repeats=True,
    )


def _load(
    loader: Loader, new: Store, extent: Extent, show: Show, goes_on: Callable[[float], bool]
) -> None:
    """Return when everything within the extent is in the new tables."""
    whole = max(1, extent.records())
    loader.start()
    try:
        while missing := extent.missing(all_marks(new)):
            status = loader.status()
            if status.failure:
                raise Stop(f"the topics can't be loaded; nothing was changed. {status.failure}")
            waits = f", waits for {status.waiting_for}" if status.waiting_for else ""
            show(1 - missing / whole, f"{sum(status.rows.values()):,} rows{waits}")
            _pause(goes_on)
    finally:
        loader.close()


def _pause(goes_on: Callable[[float], bool]) -> None:
    if not goes_on(_LOOK_EVERY_S):
        raise Stop("cut off; nothing was changed")
