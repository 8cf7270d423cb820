"""Scans, what the stream would say of them, and a loader on topics of its own."""

import random
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

import msgspec
from prometheus_client import CollectorRegistry

from analytics.batches import BatchPolicy
from analytics.loader import Loader
from analytics.splicing import Origin, splice
from analytics.store import Store
from analytics.targets import TARGETS, Target
from contracts.events import (
    AlertRaised,
    DeclarationFiled,
    Event,
    MovementSeen,
    PassIssued,
    PlaceMinuteCount,
    ScanAnnulled,
    ScanJudged,
    ScanRecorded,
)
from contracts.history import Ground, Known, findings_of, names_of
from contracts.lines import encode_lines
from contracts.places import places_of_2021
from contracts.topics import Topic
from service.dead_letters import DeadLetterPolicy
from service.kafka import make_producer
from service.topics import ensure_topics
from tests.builders.waiting import wait_until

START_MS = 1_629_700_200_000
"""A moment at the beginning of a minute, of a quarter of an hour and of an hour in UTC."""

MINUTE_MS = 60_000
HOUR_MS = 60 * MINUTE_MS

LOADED_WITHIN_S = 60.0

_GROUND = Ground(places_of_2021())


def scan(number: int, **changes: Any) -> ScanRecorded:
    """Return scan `number`, `number` seconds after the start, with some fields changed."""
    at_ms = changes.get("happened_ms", START_MS + number * 1000)
    usual = ScanRecorded(
        scan_id=f"scan-{number:06d}",
        citizen_id="ann",
        place_id="hn-city-01",
        direction="in",
        happened_ms=at_ms,
        received_ms=at_ms + 1000,
        category="pass",
        reason="ok",
    )
    return msgspec.structs.replace(usual, **changes)


def random_scans(
    seed: int, count: int, *, people: int = 40, places: int = 4, hours: int = 6
) -> list[ScanRecorded]:
    """Return scans of a small crowd, many of them on exact quarters of an hour, some of nobody."""
    chance = random.Random(seed)  # noqa: S311  # repeatable on purpose
    citizens = ["", *(f"citizen-{n}" for n in range(people))]

    def moment() -> int:
        if chance.random() < 0.3:
            return START_MS + chance.randrange(hours * 4) * 15 * MINUTE_MS
        return START_MS + chance.randrange(hours * HOUR_MS)

    return [
        scan(
            number,
            citizen_id=chance.choice(citizens),
            place_id=f"place-{chance.randrange(places)}",
            direction=chance.choice(("in", "out", "visit")),
            category=chance.choice(("pass", "pass", "pass", "refuse")),
            happened_ms=moment(),
            lane=chance.choice(("", "1", "2")),
            vehicle_id=chance.choice(("", "bus", "van", 'it\'s \\ "quoted"')),
        )
        for number in range(count)
    ]


def annulment(one: ScanRecorded) -> ScanAnnulled:
    """Return what takes a scan back."""
    return ScanAnnulled(
        scan_id=one.scan_id,
        citizen_id=one.citizen_id,
        place_id=one.place_id,
        happened_ms=one.happened_ms + 1000,
        received_ms=one.received_ms + 1000,
    )


def judged(scans: Iterable[ScanRecorded]) -> list[ScanJudged]:
    """Return what the stream says of each scan."""
    before: dict[str, ScanRecorded] = {}
    said = []
    for one in sorted(scans, key=lambda s: (s.happened_ms, s.scan_id)):
        last = before.get(one.citizen_id) if one.citizen_id else None
        before[one.citizen_id] = one
        km = _GROUND.km(last.place_id, one.place_id) if last else None
        said.append(
            ScanJudged(
                scan_id=one.scan_id,
                citizen_id=one.citizen_id,
                place_id=one.place_id,
                direction=one.direction,
                happened_ms=one.happened_ms,
                category=one.category,
                reason=one.reason,
                findings=names_of(findings_of(Known(one, last, km), _GROUND)),
            )
        )
    return said


def _km(before: ScanRecorded, one: ScanRecorded) -> float:
    km = _GROUND.km(before.place_id, one.place_id)
    return -1.0 if km is None else round(km, 3)


def alerts(scans: Iterable[ScanRecorded]) -> list[AlertRaised]:
    """Return the alerts about what the stream found."""
    return [
        AlertRaised(
            alert_id=f"{kind}:{one.scan_id}",
            citizen_id=one.citizen_id,
            kind=kind,
            happened_ms=one.happened_ms,
            known_since_ms=one.happened_ms,
            version=1,
            scan_id=one.scan_id,
        )
        for one in judged(scans)
        for kind in one.findings
    ]


def movements(scans: Iterable[ScanRecorded]) -> list[MovementSeen]:
    """Return the leg that ends in each scan of a known citizen."""
    last: dict[str, ScanRecorded] = {}
    legs = []
    for one in sorted(scans, key=lambda s: (s.happened_ms, s.scan_id)):
        if not one.citizen_id:
            continue
        before = last.get(one.citizen_id)
        last[one.citizen_id] = one
        legs.append(
            MovementSeen(
                scan_id=one.scan_id,
                citizen_id=one.citizen_id,
                place_id=one.place_id,
                direction=one.direction,
                happened_ms=one.happened_ms,
                from_scan_id=before.scan_id if before else "",
                from_place_id=before.place_id if before else "",
                from_ms=before.happened_ms if before else 0,
                seconds=(one.happened_ms - before.happened_ms) // 1000 if before else 0,
                km=_km(before, one) if before else -1.0,
            )
        )
    return legs


def minute_counts(scans: Iterable[ScanRecorded], *, partition: int = 0) -> list[PlaceMinuteCount]:
    """Return the counts of one input partition that held these scans."""
    counted = Counter(
        (s.place_id, s.happened_ms - s.happened_ms % MINUTE_MS, s.direction, s.category, s.reason)
        for s in scans
        if s.counts
    )
    return [
        PlaceMinuteCount(
            partition=partition,
            place_id=place,
            minute_ms=minute,
            direction=direction,
            category=category,
            reason=reason,
            count=number,
            position=1,
        )
        for (place, minute, direction, category, reason), number in counted.items()
    ]


def insert(
    store: Store,
    table: str,
    events: Sequence[Event],
    *,
    offset: int = 0,
    recorded_ms: int = START_MS,
) -> None:
    """Put events into a table as one record at an offset of partition 0."""
    spliced = splice(encode_lines(events), Origin(0, offset, recorded_ms))
    assert spliced is not None
    store.insert_lines(table, spliced.lines, token=uuid.uuid4().hex)


def insert_declared(store: Store, scans: Sequence[ScanRecorded]) -> None:
    """Put into the store a declaration with its pass for each scan that shows one."""
    said: list[Event] = []
    for one in scans:
        said += [declaration(one), pass_of(one)]
    insert(store, "declarations", said)


def declaration(shown: ScanRecorded, **changes: Any) -> DeclarationFiled:
    """Return the declaration behind a scan's pass, made an hour before the scan."""
    at_ms = shown.happened_ms - HOUR_MS
    usual = DeclarationFiled(
        declaration_id=f"declaration-of-{shown.pass_id}",
        citizen_id=shown.citizen_id,
        declared_ms=at_ms,
        received_ms=at_ms,
        channel="web",
        origin=shown.origin or "00001",
        destination="10348",
        residence="00001",
        stay="",
        transport="car",
        departs_ms=at_ms,
    )
    return msgspec.structs.replace(usual, **changes)


def pass_of(shown: ScanRecorded) -> PassIssued:
    """Return the pass that a scan shows, as it was issued."""
    at_ms = shown.happened_ms - HOUR_MS
    return PassIssued(
        pass_id=shown.pass_id,
        declaration_id=f"declaration-of-{shown.pass_id}",
        citizen_id=shown.citizen_id,
        issued_ms=at_ms,
        expires_ms=at_ms + 72 * HOUR_MS,
        kid="00000000",
        token_hash="00",
        risk=0,
        origin=shown.origin,
    )


def insert_all(store: Store, scans: Sequence[ScanRecorded]) -> None:
    """Put scans into the store, and all that a faultless stream says of them."""
    insert(store, "scans", scans)
    insert(store, "judged", judged(scans))
    insert(store, "movements", movements(scans))
    insert(store, "counts", minute_counts(scans))
    insert(store, "alerts", alerts(scans))


class Figures(NamedTuple):
    """Rows as they lie in a table, and different scan ids among them."""

    rows: int
    distinct: int


class _Counted(msgspec.Struct, frozen=True):
    rows: int
    ids: int


def figures(store: Store, table: str = "scans") -> Figures:
    """Count a table's rows, doubled ones included."""
    sql = f"SELECT count() AS rows, uniqExact(scan_id) AS ids FROM {table}"  # noqa: S608  # our own
    found = store.ask(sql, row=_Counted).rows[0]
    return Figures(found.rows, found.ids)


class _Summed(msgspec.Struct, frozen=True):
    rows: int
    digest: int


class _Table(msgspec.Struct, frozen=True):
    name: str


_CONTENTS = "SELECT count() AS rows, groupBitXor(cityHash64(*)) AS digest FROM {table} FINAL"


def contents(store: Store) -> dict[str, tuple[int, int]]:
    """Return, for each table that holds data, how many rows stand and a digest of them."""
    tables = store.ask(
        """
        SELECT name FROM system.tables
        WHERE database = currentDatabase() AND engine LIKE '%MergeTree'
            AND name NOT IN ('schema_migrations', 'loaded')
        """,
        row=_Table,
    )
    found = {}
    for table in tables.rows:
        sql = (
            f"SELECT count() AS rows, groupBitXor(cityHash64(*)) AS digest FROM {table.name} FINAL"  # noqa: S608  # our own
        )
        summed = store.ask(sql, row=_Summed).rows[0]
        found[table.name] = (summed.rows, summed.digest)
    return found


class Lane:
    """Topics of one test on the shared broker, and loaders for them."""

    def __init__(self, kafka: str, store: Store, *, partitions: int = 3) -> None:
        """Make a topic for each target and their dead-letter twins under names nobody else uses."""
        self.kafka = kafka
        self.store = store
        self.name = uuid.uuid4().hex[:8]
        self.targets = tuple(Target(self.topic(t.topic), t.table, t.events) for t in TARGETS)
        names = [target.topic for target in self.targets]
        ensure_topics(
            kafka,
            partitions=partitions,
            replication=1,
            topics=[_plain(n) for n in names + [f"{n}.dead" for n in names]],
        )

    def topic(self, name: str) -> str:
        """Return this test's name of a topic."""
        return f"{self.name}-{name}"

    def send(self, topic: str, records: Iterable[tuple[int, bytes]]) -> None:
        """Write records, each to the partition named with it."""
        producer = make_producer(self.kafka)
        try:
            for partition, value in records:
                producer.send(self.topic(topic), key=b"key", value=value, partition=partition)
            producer.flush()
        finally:
            producer.close()

    def loader(
        self,
        *,
        batches: BatchPolicy = BatchPolicy(max_age_s=0.1),  # noqa: B008  # a frozen value
        dead_letters: DeadLetterPolicy = DeadLetterPolicy(),  # noqa: B008  # a frozen value
        store: Store | None = None,
        member: str = "",
        targets: Sequence[Target] = (),
    ) -> Loader:
        """Return a loader of these topics, or of some of them, in a group of the lane's own."""
        return Loader(
            kafka=self.kafka,
            store=store or self.store,
            metrics=CollectorRegistry(),
            targets=tuple(targets) or self.targets,
            group=f"{self.name}-loader",
            member=member,
            batches=batches,
            dead_letters=dead_letters,
        )

    @contextmanager
    def loading(self, **options: Any) -> Iterator[Loader]:
        """Run a loader while the context lasts."""
        loader = self.loader(**options)
        loader.start()
        try:
            yield loader
        finally:
            loader.close()

    def load(self, table: str, distinct: int, **options: Any) -> None:
        """Run a loader until a table holds so many different scans."""
        with self.loading(**options):
            wait_until(
                lambda: figures(self.store, table).distinct >= distinct,
                LOADED_WITHIN_S,
                f"{distinct} scans in {table}",
            )


def in_records(
    scans: Sequence[Event], *, lines: int = 50, partitions: int = 3
) -> list[tuple[int, bytes]]:
    """Return the events as records of several lines, dealt out over the partitions."""
    return [
        (number % partitions, encode_lines(scans[first : first + lines]))
        for number, first in enumerate(range(0, len(scans), lines))
    ]


def _plain(name: str) -> Topic:
    return Topic(name=name, purpose="a test", key="-", writers=("ingest",), readers=("analytics",))
