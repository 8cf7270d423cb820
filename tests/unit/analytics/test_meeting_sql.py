"""Which parts of the table of scans are looked at for meetings."""

import msgspec

from analytics.questions.filters import ALL_SCANS
from analytics.questions.meeting_sql import MANY_WEEKS, WEEK_MS, pairs_of
from analytics.questions.meetings import Reach, Stop


def _reach(low_ms: int, high_ms: int) -> Reach:
    stop = Stop(
        citizen_id="ann",
        scan_id="scan",
        place_id="gate",
        happened_ms=low_ms,
        lane="",
        vehicle_id="",
        group_id="",
    )
    return Reach(stop, low_ms, high_ms)


def test_each_week_is_asked_for_its_own_quarters_of_an_hour() -> None:
    """A stop at the end of a week is looked for in both."""
    pairs = pairs_of([_reach(WEEK_MS - 1, WEEK_MS), _reach(5, 6)], [], ALL_SCANS)

    assert pairs.sql.count("FROM scans") == 2
    assert msgspec.json.decode(pairs.parameters["cells1_0"]) == [[0, "gate", 0], [6, "gate", 671]]
    assert msgspec.json.decode(pairs.parameters["cells1_1"]) == [[7, "gate", 672]]


def test_many_weeks_are_asked_for_at_once() -> None:
    """Imported history may reach over years."""
    reached = [_reach(week * WEEK_MS, week * WEEK_MS + 1) for week in range(MANY_WEEKS + 1)]

    pairs = pairs_of(reached, [], ALL_SCANS)

    assert pairs.sql.count("FROM scans") == 1
    assert len(msgspec.json.decode(pairs.parameters["cells1_0"])) == MANY_WEEKS + 1
