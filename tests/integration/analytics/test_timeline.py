"""A person's timeline."""

import msgspec
import pytest

from analytics.questions.timeline import Judgement, Leg, timeline
from analytics.store import Store
from contracts.durations import DAY_MS, HOUR_MS
from tests.builders.analytics import START_MS, insert, insert_all, judged, movements, scan

pytestmark = pytest.mark.integration

_UNTIL_MS = START_MS + 3_600_000


def test_a_timeline_has_each_scan_once_in_the_order_it_happened(store: Store) -> None:
    """Late and repeated lines take their place; others' scans are left out."""
    scans = [scan(3), scan(1), scan(2, place_id="hn-city-02"), scan(4, citizen_id="ben")]
    insert_all(store, scans)
    insert(store, "scans", [scan(1), scan(3)], offset=7)

    told = timeline(store, "ann", from_ms=START_MS, until_ms=_UNTIL_MS)

    assert [stop.scan_id for stop in told.stops] == ["scan-000001", "scan-000002", "scan-000003"]
    assert [stop.place_id for stop in told.stops] == ["hn-city-01", "hn-city-02", "hn-city-01"]
    assert told.freshness.data_up_to_ms == START_MS + 5000


def test_scans_of_one_instant_stand_in_the_order_of_their_ids(store: Store) -> None:
    """The same order in which the stream takes them."""
    insert_all(store, [scan(n, happened_ms=START_MS) for n in (2, 10, 1)])

    told = timeline(store, "ann", from_ms=START_MS, until_ms=_UNTIL_MS)

    assert [stop.scan_id for stop in told.stops] == ["scan-000001", "scan-000002", "scan-000010"]


def test_legs_and_judgements_are_those_of_the_highest_version(store: Store) -> None:
    """A correction replaces what was said first, in whichever order the two are loaded."""
    scans = [scan(1), scan(2)]
    insert_all(store, scans)
    better = msgspec.structs.replace(movements(scans)[1], seconds=7, km=1.5, version=3)
    older = msgspec.structs.replace(better, seconds=99, version=2)
    verdict = msgspec.structs.replace(judged(scans)[1], findings=("repeat_scan",), version=2)
    insert(store, "movements", [better], offset=1)
    insert(store, "movements", [older], offset=2)
    insert(store, "judged", [verdict], offset=1)

    first, second = timeline(store, "ann", from_ms=START_MS, until_ms=_UNTIL_MS).stops

    assert first.leg is None
    assert second.leg == Leg(
        from_scan_id="scan-000001",
        from_place_id="hn-city-01",
        from_ms=START_MS + 1000,
        seconds=7,
        km=1.5,
    )
    assert second.judgement == Judgement(category="pass", reason="ok", findings=("repeat_scan",))


def test_a_scan_the_stream_has_not_seen_yet_is_told_without_judgement(store: Store) -> None:
    """Scans do not wait for the worker."""
    insert(store, "scans", [scan(1)])

    (stop,) = timeline(store, "ann", from_ms=START_MS, until_ms=_UNTIL_MS).stops

    assert (stop.judgement, stop.leg) == (None, None)


def test_the_end_of_the_span_is_outside(store: Store) -> None:
    """The beginning is inside."""
    insert(store, "scans", [scan(1), scan(2), scan(3)])

    told = timeline(store, "ann", from_ms=START_MS + 1000, until_ms=START_MS + 3000)

    assert [stop.scan_id for stop in told.stops] == ["scan-000001", "scan-000002"]


def test_of_a_repeated_scan_the_first_record_counts(store: Store) -> None:
    """A gate that judged a repeat otherwise does not rewrite what was done."""
    insert(store, "scans", [scan(1, category="refuse", reason="expired")], offset=9)
    insert(store, "scans", [scan(1)], offset=4)

    (stop,) = timeline(store, "ann", from_ms=START_MS, until_ms=_UNTIL_MS).stops
    store.change("OPTIMIZE TABLE scans_by_person FINAL")
    (merged,) = timeline(store, "ann", from_ms=START_MS, until_ms=_UNTIL_MS).stops

    assert (stop.category, merged.category) == ("pass", "pass")


def test_stays_and_gaps_are_told_with_a_timeline(store: Store) -> None:
    """An entry tells how long the stay was; silence longer than asked is a gap."""
    insert_all(store, [scan(0), scan(60, direction="visit"), scan(7260, direction="out")])

    told = timeline(store, "ann", from_ms=START_MS, until_ms=START_MS + DAY_MS, gap_ms=HOUR_MS)

    assert [stop.dwell_s for stop in told.stops] == [7260, 0, 0]
    assert [gap.seconds for gap in told.gaps] == [7200]
