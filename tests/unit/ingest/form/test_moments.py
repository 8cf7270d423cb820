"""Dates and times as people type them."""

import pytest

from ingest.form.moments import day_or_year, is_time, moment


@pytest.mark.parametrize(
    "typed", ["15/08/1999", "15/8/1999", "15-08-1999", "15.8.1999", "15 8 1999", "15081999"]
)
def test_a_day_is_read_as_people_write_it(typed: str) -> None:
    """Day before month."""
    assert day_or_year(typed) == "1999-08-15"


@pytest.mark.parametrize("typed", ["1999", "1999-08-15", "", "tháng 8"])
def test_what_is_no_such_day_stays_as_it_is(typed: str) -> None:
    """A year alone, a picked date, a mistake."""
    assert day_or_year(typed) == typed


@pytest.mark.parametrize(
    "typed", ["7:05", "07:05", "07:05:00", "7h05", "7 h 05", "7.05", "7g05", "0705", "705"]
)
def test_a_time_is_read_as_people_write_it(typed: str) -> None:
    """With the zone of the whole country."""
    assert moment("24/08/2021", typed) == "2021-08-24T07:05:00+07:00"


def test_a_full_hour_needs_no_minutes() -> None:
    """7h is 7:00."""
    assert moment("2021-08-24", "7h") == "2021-08-24T07:00:00+07:00"


@pytest.mark.parametrize("typed", ["", "soon", "7:5:", "123:00"])
def test_what_is_no_time_is_not_read(typed: str) -> None:
    """It gets a fault of its own."""
    assert not is_time(typed)
