"""Scans that were taken back are shown, and nothing is concluded from them."""

import msgspec
import pytest

from analytics.questions.contacts import ContactQuestion, contacts
from analytics.questions.timeline import timeline
from analytics.questions.verification import verify
from analytics.store import Store
from contracts.events import ScanRecorded
from tests.builders.analytics import (
    HOUR_MS,
    START_MS,
    alerts,
    annulment,
    insert,
    insert_all,
    judged,
    minute_counts,
    movements,
    random_scans,
    scan,
)

pytestmark = pytest.mark.integration


def _load(store: Store, scans: list[ScanRecorded], gone: list[ScanRecorded]) -> None:
    """Load scans, annulments, and what a faultless stream says of both."""
    standing = [one for one in scans if one not in gone]
    insert(store, "scans", scans)
    insert(store, "annulments", [annulment(one) for one in gone])
    for table, said in (("judged", judged), ("movements", movements)):
        insert(store, table, said(standing))
        taken_back = [msgspec.structs.replace(one, annulled=True, version=2) for one in said(gone)]
        insert(store, table, taken_back, offset=1)
    insert(store, "counts", minute_counts(standing))
    insert(store, "alerts", alerts(standing))


def _without_findings(store: Store, gone: list[ScanRecorded]) -> None:
    said = [
        msgspec.structs.replace(one, annulled=True, findings=(), version=3) for one in judged(gone)
    ]
    insert(store, "judged", said, offset=2)


def test_a_stream_that_heeds_annulments_has_no_difference(store: Store) -> None:
    """Timelines, legs, counts and findings are those of the scans that stand."""
    crowd = random_scans(11, 1000)
    gone = crowd[::20]
    _load(store, crowd, gone)
    _without_findings(store, gone)

    found = verify(store)

    assert found.differences == 0
    assert found.timelines.compared == 1000


def test_a_stream_that_does_not_heed_them_is_found(store: Store) -> None:
    """Each of the comparisons sees it."""
    crowd = random_scans(11, 1000)
    insert_all(store, crowd)
    insert(store, "annulments", [annulment(one) for one in crowd[::20]])

    found = verify(store)

    assert found.timelines.different == 50
    assert found.movements.differences > 0
    assert found.counts.differences > 0


def test_a_timeline_shows_it_without_leg_and_stay(store: Store) -> None:
    """Whoever asks sees that there was a mistake."""
    scans = [
        scan(1, direction="in", happened_ms=START_MS),
        scan(2, direction="out", happened_ms=START_MS + 60_000),
        scan(3, direction="out", happened_ms=START_MS + 120_000),
    ]
    _load(store, scans, [scans[1]])

    stops = timeline(store, "ann", from_ms=START_MS, until_ms=START_MS + HOUR_MS).stops

    assert [stop.annulled for stop in stops] == [False, True, False]
    assert stops[1].leg is None
    assert stops[2].leg is not None
    assert stops[2].leg.from_scan_id == scans[0].scan_id
    assert [stop.dwell_s for stop in stops] == [120, 0, 0]


@pytest.mark.parametrize("of_case", [True, False])
def test_nobody_is_met_by_a_scan_that_was_taken_back(store: Store, of_case: bool) -> None:
    """Neither the index person nor the other was there."""
    mine, other = scan(1, citizen_id="ann"), scan(2, citizen_id="ben")
    insert(store, "scans", [mine, other])
    insert(store, "annulments", [annulment(mine if of_case else other)])
    question = ContactQuestion(
        index_cases=("ann",), from_ms=START_MS, until_ms=START_MS + HOUR_MS, within_s=900
    )

    assert contacts(store, question).contacts == ()
