"""Places and windows of index persons."""

from collections.abc import Sequence
from typing import Any

import msgspec
import pytest

from analytics.questions.filters import ScanFilter
from analytics.questions.milestones import Milestone, MilestoneQuestion, Milestones, milestones
from analytics.store import Store
from contracts.events import ScanRecorded
from contracts.places import places_of_2021
from tests.builders.analytics import (
    HOUR_MS,
    MINUTE_MS,
    START_MS,
    annulment,
    insert,
    random_scans,
    scan,
)

pytestmark = pytest.mark.integration

_QUESTION = MilestoneQuestion(
    index_cases=("ann",),
    from_ms=START_MS,
    until_ms=START_MS + 6 * HOUR_MS,
    margin_ms=10 * MINUTE_MS,
    places=places_of_2021(),
)


def _asked(store: Store, **changes: Any) -> Milestones:
    return milestones(store, msgspec.structs.replace(_QUESTION, **changes))


def _at(number: int, minute: float, **changes: Any) -> ScanRecorded:
    return scan(number, happened_ms=START_MS + round(minute * MINUTE_MS), **changes)


def _by_hand(scans: Sequence[ScanRecorded], question: MilestoneQuestion) -> list[Milestone]:
    """Join windows until none overlaps another, then look who else lies in each."""
    windows: list[list[ScanRecorded]] = []
    for one in sorted(scans, key=lambda s: s.happened_ms):
        own = one.citizen_id in question.index_cases
        if not own or not question.from_ms <= one.happened_ms < question.until_ms:
            continue
        for window in windows:
            near = one.happened_ms - window[-1].happened_ms <= 2 * question.margin_ms
            if near and window[-1].place_id == one.place_id:
                window.append(one)
                break
        else:
            windows.append([one])
    told = [_milestone(window, scans, question) for window in windows]
    return sorted(told, key=lambda m: (m.first_ms, m.place_id))


def _milestone(
    window: list[ScanRecorded], scans: Sequence[ScanRecorded], question: MilestoneQuestion
) -> Milestone:
    place_id = window[0].place_id
    first_ms = window[0].happened_ms - question.margin_ms
    last_ms = window[-1].happened_ms + question.margin_ms
    there = {
        s.citizen_id
        for s in scans
        if s.place_id == place_id and first_ms <= s.happened_ms <= last_ms
    }
    return Milestone(
        first_ms=first_ms,
        last_ms=last_ms,
        place_id=place_id,
        name_vi="",
        name_en="",
        district="",
        index_persons=len({s.citizen_id for s in window}),
        scans=len(window),
        other_people=len(there - {"", *question.index_cases}),
    )


@pytest.mark.parametrize("seed", [1, 2])
def test_the_answer_equals_a_look_at_every_scan(store: Store, seed: int) -> None:
    """For one person and several, for margins from nothing to longer than a bucket."""
    scans = random_scans(seed, 1500)
    insert(store, "scans", scans[700:])
    insert(store, "scans", scans[:900], offset=1)

    for cases in (("citizen-1",), ("citizen-2", "citizen-3", "citizen-3"), ("nobody",)):
        for margin_ms in (0, 5 * MINUTE_MS, 40 * MINUTE_MS):
            asked = {"index_cases": cases, "margin_ms": margin_ms}
            expected = _by_hand(scans, msgspec.structs.replace(_QUESTION, **asked))
            assert list(_asked(store, **asked).milestones) == expected


def test_windows_that_touch_are_one_and_those_of_other_places_are_not(store: Store) -> None:
    """Both ends belong to a window; places have their names."""
    insert(
        store,
        "scans",
        [
            _at(1, 0),
            _at(2, 20),
            _at(3, 40.001),
            _at(4, 10, place_id="hn-city-02"),
            _at(5, -10, citizen_id="ben"),
            _at(6, 30, citizen_id="cat"),
        ],
    )

    first, other, last = _asked(store).milestones

    assert (first.first_ms, first.last_ms) == (
        START_MS - 10 * MINUTE_MS,
        START_MS + 30 * MINUTE_MS,
    )
    assert (first.scans, first.index_persons, first.other_people) == (2, 1, 2)
    assert first.name_vi == places_of_2021()["hn-city-01"].name_vi
    assert (other.place_id, other.other_people) == ("hn-city-02", 0)
    assert (last.scans, last.other_people) == (1, 0)


def test_index_persons_of_one_window_are_not_its_other_people(store: Store) -> None:
    """And no row says who they are."""
    insert(store, "scans", [_at(1, 0), _at(2, 1, citizen_id="ben"), _at(3, 2, citizen_id="cat")])

    (told,) = _asked(store, index_cases=("ann", "ben")).milestones

    assert (told.index_persons, told.other_people) == (2, 1)
    assert not {"citizen_id", "scan_id"} & set(Milestone.__struct_fields__)


def test_scans_taken_back_or_not_asked_about_make_no_window(store: Store) -> None:
    """Neither of the index person nor of anybody else."""
    gone = _at(1, 0)
    insert(store, "scans", [gone, _at(2, 60), _at(3, 61, citizen_id="ben", direction="out")])
    insert(store, "annulments", [annulment(gone)])

    assert [m.other_people for m in _asked(store).milestones] == [1]
    only = ScanFilter(directions=("in",))
    assert [m.other_people for m in _asked(store, only=only).milestones] == [0]
