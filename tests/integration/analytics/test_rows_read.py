"""Questions read key ranges: what they cost does not grow with what is kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from analytics.migrations import migrate
from analytics.questions.contacts import ContactQuestion, contacts
from analytics.questions.flows import FlowQuestion, flows
from analytics.questions.milestones import MilestoneQuestion, milestones
from analytics.questions.overdue import OverdueQuestion, overdue
from analytics.questions.place_counts import place_counts
from analytics.questions.presence import PresenceQuestion, presence
from analytics.questions.repeats import RepeatQuestion, repeats
from analytics.questions.spread import SpreadQuestion, spread
from analytics.questions.timeline import timeline
from analytics.store import Store
from contracts.settings import Settings
from tests.builders.analytics import HOUR_MS, MINUTE_MS, START_MS

pytestmark = pytest.mark.integration

_SCANS = 500_000
_DAYS = 14
_UNTIL_MS = START_MS + _DAYS * 24 * HOUR_MS

# The least that is read of a table; a short range may lie across two of them.
_GRANULE = 1024

# A fortnight lies in so many weekly partitions of `scans`.
_PARTITIONS = 3

_CROWD = f"""
INSERT INTO scans (
    scan_id, citizen_id, place_id, direction, happened_ms, received_ms, category, reason,
    kafka_partition, kafka_offset, recorded_ms
)
SELECT
    hex(sipHash64(number)) AS scan_id,
    concat('citizen-', toString(number % 25000)) AS citizen_id,
    concat('place-', toString(cityHash64(number) % 700)) AS place_id,
    'in' AS direction,
    {START_MS} + cityHash64(number, 1) % {_UNTIL_MS - START_MS} AS happened_ms,
    happened_ms AS received_ms, 'pass' AS category, 'ok' AS reason,
    0 AS kafka_partition, number AS kafka_offset, happened_ms AS recorded_ms
FROM numbers({_SCANS})
"""  # noqa: S608  # our own figures

_JUDGED = """
INSERT INTO judged (
    scan_id, citizen_id, place_id, direction, happened_ms, category, reason, kafka_partition
)
SELECT scan_id, citizen_id, place_id, direction, happened_ms, category, reason, kafka_partition
FROM scans
"""

_MOVEMENTS = """
INSERT INTO movements (scan_id, citizen_id, place_id, direction, happened_ms, kafka_partition)
SELECT scan_id, citizen_id, place_id, direction, happened_ms, kafka_partition FROM scans
"""

_COUNTS = """
INSERT INTO counts (
    `partition`, place_id, minute_ms, direction, category, reason, `count`, position,
    kafka_partition
)
SELECT 0, place_id, happened_ms - happened_ms % 60000 AS minute_ms, direction, category, reason,
    toInt64(count()), 1, 0
FROM scans
GROUP BY place_id, minute_ms, direction, category, reason
"""

_OVERDUE = f"""
INSERT INTO alerts (
    type, alert_id, citizen_id, kind, happened_ms, known_since_ms, version, declaration_id,
    kafka_partition
)
SELECT
    'AlertRaised', concat('overdue:', scan_id), citizen_id, 'overdue', happened_ms, happened_ms, 1,
    scan_id, 0
FROM scans
WHERE cityHash64(scan_id) % 10 = 0 AND happened_ms < {_UNTIL_MS}
"""  # noqa: S608  # our own figures

_DECLARED = """
INSERT INTO declarations (
    type, declaration_id, citizen_id, declared_ms, departs_ms, transport, origin, destination,
    kafka_partition
)
SELECT
    'DeclarationFiled', scan_id, citizen_id, happened_ms, happened_ms, 'car', '00001', '10348', 0
FROM scans
"""

_FROM_MS = START_MS + 100 * HOUR_MS


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Load half a million scans of a fortnight, made by the engine itself."""
    folder: Path = tmp_path_factory.mktemp("crowded")
    with Store.open(Settings(data=folder)) as store:
        migrate(store)
        for statement in (_CROWD, _JUDGED, _MOVEMENTS, _COUNTS, _OVERDUE, _DECLARED):
            store.change(statement)
        for table in ("scans", "scans_by_person", "declarations", "declared_departures", "alerts"):
            store.change(f"OPTIMIZE TABLE {table} FINAL")
        yield store


def test_a_timeline_reads_a_granule_of_each_table(crowded: Store) -> None:
    """A person's rows lie together."""
    told = timeline(crowded, "citizen-77", from_ms=START_MS, until_ms=_UNTIL_MS)

    assert len(told.stops) == _SCANS // 25_000
    assert told.rows_read <= 6 * _GRANULE


def test_contacts_read_a_few_granules_for_each_stop(crowded: Store) -> None:
    """Only the quarters of an hour around each stop, at its place."""
    question = ContactQuestion(
        index_cases=("citizen-77",), from_ms=START_MS, until_ms=_UNTIL_MS, within_s=900
    )
    found = contacts(crowded, question)

    assert found.stops_of_cases == _SCANS // 25_000
    assert found.contacts
    assert found.rows_read <= 2 * _GRANULE + found.stops_of_cases * _PARTITIONS * 1.3 * _GRANULE


def test_a_second_level_reads_about_what_its_people_ask_for(crowded: Store) -> None:
    """The people of the first level are looked at together, not one after the other."""
    question = SpreadQuestion(
        index_cases=("citizen-77",), from_ms=START_MS, until_ms=_UNTIL_MS, within_s=300, depth=2
    )
    found = spread(crowded, question)
    first, second = found.levels

    assert 2 < second.carriers == first.told < 20
    of_stops = (first.stops + second.stops) * _PARTITIONS * 1.3 * _GRANULE
    of_people = (first.carriers + second.carriers) * 2 * _GRANULE
    assert found.rows_read <= of_stops + of_people


def test_counts_of_an_hour_read_about_that_hour(crowded: Store) -> None:
    """Minutes lie in order."""
    from_ms = START_MS + 100 * HOUR_MS
    found = place_counts(crowded, from_ms=from_ms, until_ms=from_ms + 60 * MINUTE_MS)

    assert found.counts
    assert found.rows_read <= len(found.counts) + 3 * _GRANULE


def test_presence_reads_a_place_around_its_window(crowded: Store) -> None:
    """The other places and the other days are left alone."""
    question = PresenceQuestion(
        places=("place-7", "place-70"),
        from_ms=_FROM_MS,
        until_ms=_FROM_MS + HOUR_MS,
        back_ms=24 * HOUR_MS,
        limit=10,
    )
    found = presence(crowded, question)

    assert found.total
    assert found.rows_read <= 2 * _PARTITIONS * _GRANULE


def test_milestones_read_a_few_granules_for_each_window(crowded: Store) -> None:
    """As contacts do."""
    question = MilestoneQuestion(
        index_cases=("citizen-77",),
        from_ms=START_MS,
        until_ms=_UNTIL_MS,
        margin_ms=15 * MINUTE_MS,
        places={},
    )
    found = milestones(crowded, question)

    windows = len(found.milestones)
    assert windows
    assert found.rows_read <= 2 * _GRANULE + windows * _PARTITIONS * 1.3 * _GRANULE


def test_flows_read_the_span_at_each_place(crowded: Store) -> None:
    """A week holds so few scans of a place here that they lie in one or two granules."""
    area_of_place = {f"place-{n}": f"area-{n % 5}" for n in range(20)}
    question = FlowQuestion(
        area_of_place=area_of_place,
        area_of_unit={"00001": "area-1", "10348": "area-2"},
        names={},
        from_ms=_FROM_MS,
        until_ms=_FROM_MS + HOUR_MS,
        back_ms=HOUR_MS,
        limit=10,
    )
    found = flows(crowded, question)

    assert found.declared
    assert found.rows_read <= 20 * 2 * _GRANULE + 3 * _GRANULE


def test_repeats_read_the_span_and_the_people_of_whom_there_are_enough(crowded: Store) -> None:
    """One week's scans, at a size where a place's hour is smaller than a granule."""
    question = RepeatQuestion(from_ms=_FROM_MS, until_ms=_FROM_MS + HOUR_MS, at_least=3, limit=10)
    found = repeats(crowded, question)

    assert found.total
    assert found.rows_read <= _SCANS // 2 + 4 * found.total * _GRANULE


def test_overdue_reads_the_span_and_its_people(crowded: Store) -> None:
    """A granule or two of each table for each of them at most."""
    question = OverdueQuestion(from_ms=_FROM_MS, until_ms=_FROM_MS + 2 * MINUTE_MS, limit=1000)
    found = overdue(crowded, question)

    assert found.total
    assert found.people[0].origin == "00001"
    assert found.people[0].last_seen_ms
    assert found.rows_read <= (1 + 3 * 2 * found.total) * 2 * _GRANULE
