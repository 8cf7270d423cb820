"""Questions read key ranges: what they cost does not grow with what is kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from analytics.migrations import migrate
from analytics.questions.contacts import ContactQuestion, contacts
from analytics.questions.place_counts import place_counts
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


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Load half a million scans of a fortnight, made by the engine itself."""
    folder: Path = tmp_path_factory.mktemp("crowded")
    with Store.open(Settings(data=folder)) as store:
        migrate(store)
        for statement in (_CROWD, _JUDGED, _MOVEMENTS, _COUNTS):
            store.change(statement)
        for table in ("scans", "scans_by_citizen"):
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


def test_counts_of_an_hour_read_about_that_hour(crowded: Store) -> None:
    """Minutes lie in order."""
    from_ms = START_MS + 100 * HOUR_MS
    found = place_counts(crowded, from_ms=from_ms, until_ms=from_ms + 60 * MINUTE_MS)

    assert found.counts
    assert found.rows_read <= len(found.counts) + 3 * _GRANULE
