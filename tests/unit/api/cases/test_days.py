"""Days of follow-up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.cases.book import FollowUp
from api.cases.days import days_between, later, read_day, span_of_follow_up, standing
from contracts.cases import FollowUpRecorded
from contracts.errors import FixRequest
from tests.builders.case_events import assigned, recorded
from tests.builders.contracts import NOW_MS

_DAYS = [f"2021-08-{number:02d}" for number in range(1, 15)]


def _follow_up(*days: FollowUpRecorded) -> FollowUp:
    return FollowUp(assigned=assigned(), days={one.day: one for one in days})


def test_a_follow_up_ends_a_fortnight_after_the_exposure() -> None:
    """It begins the day after that, or today where that has passed."""
    assert span_of_follow_up(NOW_MS, "2021-08-24", 14) == ("2021-08-25", "2021-09-07")
    assert span_of_follow_up(NOW_MS, "2021-09-01", 14) == ("2021-09-01", "2021-09-07")


def test_an_exposure_too_long_ago_leaves_no_day() -> None:
    """The last day would lie before the first."""
    first, last = span_of_follow_up(NOW_MS, "2021-09-08", 14)

    assert last < first


def test_days_that_nobody_recorded_are_owed() -> None:
    """Today is not, for it lasts."""
    stands = standing(_follow_up(recorded("2021-08-01"), recorded("2021-08-02", "MISSED")),
                      "2021-08-05")  # fmt: skip

    assert (stands.number, stands.of, stands.status) == (5, 14, "")
    assert (stands.owed, stands.unseen, stands.last_seen) == (2, 3, "2021-08-01")
    assert stands.is_overdue


def test_a_recorded_follow_up_owes_nothing() -> None:
    """Also when the person was not met: somebody tried."""
    stands = standing(_follow_up(recorded("2021-08-01", "MISSED")), "2021-08-02")

    assert (stands.owed, stands.unseen, stands.is_overdue) == (0, 1, False)


def test_a_follow_up_whose_last_day_has_passed_waits_to_be_ended() -> None:
    """Or it would be forgotten."""
    stands = standing(_follow_up(*map(recorded, _DAYS)), "2021-08-15")

    assert (stands.owed, stands.is_over, stands.is_overdue) == (0, True, True)


@given(st.sets(st.sampled_from(_DAYS)), st.integers(0, 20))
def test_what_is_owed_is_what_has_passed_and_was_not_recorded(done: set[str], at: int) -> None:
    """For any days recorded, on any day."""
    day = later("2021-08-01", at)
    stands = standing(_follow_up(*map(recorded, sorted(done))), day)

    passed = {one for one in _DAYS if one < day}
    assert stands.owed == len(passed - done)
    assert stands.unseen <= len(passed)
    assert stands.is_over == (day > "2021-08-14")


def test_days_are_counted_over_the_end_of_a_month() -> None:
    """Both ends belong to a span."""
    assert list(days_between("2021-08-31", "2021-09-01")) == ["2021-08-31", "2021-09-01"]
    assert list(days_between("2021-09-02", "2021-09-01")) == []


@pytest.mark.parametrize("text", ["", "yesterday", "2021-8-1", "2021-02-30", "20210801"])
def test_what_is_no_day_is_refused(text: str) -> None:
    """At its field."""
    with pytest.raises(FixRequest) as refused:
        read_day(text, "day")

    assert refused.value.faults[0].field == "day"
