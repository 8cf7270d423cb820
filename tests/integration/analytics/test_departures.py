"""Who left an area."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from analytics.migrations import migrate
from analytics.questions.departures import (
    INSIDE_BACK_MS,
    Departed,
    DepartureQuestion,
    departures,
)
from analytics.store import Store
from contracts.events import ScanRecorded
from contracts.settings import Settings
from tests.builders.analytics import HOUR_MS, MINUTE_MS, START_MS, insert, insert_declared, scan

pytestmark = pytest.mark.integration

_GRANULE = 1024
_AREA = ("in-1", "in-2")


def _seen(number: int, place: str, minute: int, **changes: Any) -> ScanRecorded:
    return scan(
        number, place_id=place, happened_ms=START_MS + minute * MINUTE_MS, **{"lane": "", **changes}
    )


def _left(store: Store, from_ms: int = START_MS, limit: int = 100) -> dict[str, Departed]:
    question = DepartureQuestion(
        places=_AREA,
        districts=("001",),
        from_ms=from_ms,
        until_ms=START_MS + 24 * HOUR_MS,
        limit=limit,
    )
    return {one.citizen_id: one for one in departures(store, question).departures}


def test_an_exit_at_a_gate_is_a_departure(store: Store) -> None:
    """An entry or a visit there is none."""
    insert(
        store,
        "scans",
        [
            _seen(1, "in-1", 1, citizen_id="goes", direction="out"),
            _seen(2, "in-1", 1, citizen_id="comes", direction="in"),
            _seen(3, "in-2", 1, citizen_id="visits", direction="visit"),
        ],
    )

    left = _left(store)

    assert set(left) == {"goes"}
    assert (left["goes"].how, left["goes"].inside_place_id) == ("gate", "in-1")
    assert not left["goes"].is_back


def test_whoever_was_inside_and_is_seen_elsewhere_has_left(store: Store) -> None:
    """With where they were inside, and where they were last seen."""
    insert(
        store,
        "scans",
        [
            _seen(1, "in-1", 1),
            _seen(2, "out-1", 30),
            _seen(3, "out-2", 60, direction="out"),
            _seen(4, "out-1", 5, citizen_id="never inside"),
        ],
    )

    (ann,) = _left(store).values()

    assert ann.how == "seen_elsewhere"
    assert (ann.left_ms, ann.inside_ms) == (START_MS + 30 * MINUTE_MS, START_MS + MINUTE_MS)
    assert (ann.last_place_id, ann.last_direction) == ("out-2", "out")
    assert ann.last_seen_ms == START_MS + 60 * MINUTE_MS


def test_whoever_returned_has_left_and_is_back(store: Store) -> None:
    """They may have brought something."""
    insert(store, "scans", [_seen(1, "in-1", 1, direction="out"), _seen(2, "in-2", 30)])

    assert _left(store)["ann"].is_back


def test_a_pass_from_inside_shown_elsewhere_is_a_departure(store: Store) -> None:
    """While it was valid, also if its holder was never scanned inside."""
    shown = _seen(1, "out-1", 1, pass_id="p1", origin="001")
    other = _seen(2, "out-1", 1, citizen_id="bob", pass_id="p2", origin="002")
    expired = _seen(3, "out-1", 2, citizen_id="cat", pass_id="p3", origin="001")
    insert(store, "scans", [shown, other, expired])
    insert_declared(store, [shown, other, _seen(3, "", -73 * 60, citizen_id="cat", pass_id="p3",
                                                origin="001")])  # fmt: skip

    left = _left(store)

    assert set(left) == {"ann"}
    assert (left["ann"].how, left["ann"].inside_place_id, left["ann"].inside_ms) == (
        "origin",
        "",
        0,
    )


def test_only_scans_of_the_span_show_a_departure(store: Store) -> None:
    """The one inside may be older than the span, by three days and no more."""
    insert(
        store,
        "scans",
        [
            _seen(1, "in-1", 1, direction="out"),
            _seen(2, "in-1", 1, citizen_id="bob"),
            _seen(3, "out-1", 120, citizen_id="bob"),
        ],
    )

    assert set(_left(store, START_MS + 60 * MINUTE_MS)) == {"bob"}
    assert _left(store, START_MS + MINUTE_MS + INSIDE_BACK_MS + 1) == {}


def test_a_repeated_or_late_scan_changes_nothing_or_what_it_says(store: Store) -> None:
    """An entry that arrives late makes the person one who is back."""
    scans = [_seen(1, "in-1", 1), _seen(2, "out-1", 30)]
    insert(store, "scans", scans)
    insert(store, "scans", scans, offset=1)
    before = _left(store)
    insert(store, "scans", [_seen(3, "in-2", 45)], offset=2)

    assert len(before) == 1
    assert _left(store)["ann"].left_ms == before["ann"].left_ms
    assert (before["ann"].is_back, _left(store)["ann"].is_back) == (False, True)


def test_all_are_counted_however_few_are_told(store: Store) -> None:
    """The last who left come first."""
    insert(
        store,
        "scans",
        [_seen(n, "in-1", n, citizen_id=f"c{n}", direction="out") for n in range(5)],
    )
    question = DepartureQuestion(
        places=_AREA, districts=(), from_ms=START_MS, until_ms=START_MS + HOUR_MS, limit=2
    )

    told = departures(store, question)

    assert told.total == 5
    assert [one.citizen_id for one in told.departures] == ["c4", "c3"]


_CROWD = f"""
INSERT INTO scans (
    scan_id, citizen_id, place_id, direction, happened_ms, received_ms, category, reason,
    kafka_partition, kafka_offset, recorded_ms
)
SELECT
    hex(sipHash64(number)), concat('citizen-', toString(number % 25000)),
    if(number % 500 = 0, 'in-1', concat('place-', toString(cityHash64(number) % 700))),
    'out', {START_MS} + cityHash64(number, 1) % {14 * 24 * HOUR_MS} AS happened_ms,
    happened_ms, 'pass', 'ok', 0, number, happened_ms
FROM numbers(500000)
"""  # noqa: S608  # our own figures


@pytest.fixture
def crowded(tmp_path: Path) -> Iterator[Store]:
    """Half a million scans of a fortnight, one in five hundred inside the area."""
    with Store.open(Settings(data=tmp_path)) as store:
        migrate(store)
        store.change(_CROWD)
        for table in ("scans", "scans_by_person"):
            store.change(f"OPTIMIZE TABLE {table} FINAL")
        yield store


def test_only_the_area_and_its_people_are_read(crowded: Store) -> None:
    """Each person's scans lie in a granule or two; all other places are left alone."""
    from_ms = START_MS + 10 * 24 * HOUR_MS
    question = DepartureQuestion(
        places=_AREA, districts=("001",), from_ms=from_ms, until_ms=from_ms + HOUR_MS, limit=100
    )

    told = departures(crowded, question)

    assert told.departures
    assert told.rows_read <= 100_000
