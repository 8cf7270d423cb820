"""Waits that grow, and what is told of many failures."""

import pytest

from service.lockout import Backoff, Milestones


def _backoff(**changes: float) -> Backoff:
    usual = {"free": 2, "first_s": 10, "longest_s": 60, "forgets_s": 100}
    return Backoff(**{**usual, **changes})  # type: ignore[arg-type]  # whole numbers, most of them


def _wait_after(backoff: Backoff, tries: int) -> int:
    for _ in range(tries):
        backoff.count("anna", 0)
    return backoff.wait_s("anna", 0)


@pytest.mark.parametrize(
    ("tries", "wait_s"), [(0, 0), (2, 0), (3, 10), (4, 20), (5, 40), (6, 60), (5000, 60)]
)
def test_each_try_beyond_the_free_ones_doubles_the_wait(tries: int, wait_s: int) -> None:
    """Up to the longest."""
    assert _wait_after(_backoff(), tries) == wait_s


def test_a_wait_is_over_after_its_time() -> None:
    """And one name's wait is not another's."""
    backoff = _backoff()
    _wait_after(backoff, 3)

    assert (backoff.wait_s("anna", 9.5), backoff.wait_s("anna", 10)) == (1, 0)
    assert backoff.wait_s("binh", 0) == 0


def test_tries_are_forgotten_one_after_the_other() -> None:
    """Who fails now and then never waits."""
    backoff = _backoff()
    for day in range(50):
        assert backoff.count("anna", day * 100) == 0


def test_who_proves_who_they_are_starts_anew() -> None:
    """All tries are forgotten, or the one that was none."""
    backoff = _backoff()
    _wait_after(backoff, 3)

    backoff.take_back("anna", 0)
    assert backoff.wait_s("anna", 0) == 0
    assert _wait_after(backoff, 1) == 10
    backoff.clear("anna")
    assert _wait_after(backoff, 2) == 0


def test_taking_one_try_back_does_not_end_a_wait_that_others_began() -> None:
    """Else whoever knows one right answer could go on guessing."""
    backoff = _backoff()
    _wait_after(backoff, 5)

    backoff.take_back("anna", 0)

    assert backoff.wait_s("anna", 0) == 40


def test_memory_is_bounded() -> None:
    """The names that were quiet the longest go first."""
    backoff = _backoff(most_names=3)
    for name in ("a", "b", "c", "d"):
        for _ in range(3):
            backoff.count(name, 0)

    assert [backoff.wait_s(name, 0) > 0 for name in ("a", "b", "c", "d")] == [
        False,
        True,
        True,
        True,
    ]


def test_the_first_and_then_each_tenfold_is_told() -> None:
    """So that a million failures are seven lines; after a quiet hour it begins anew."""
    milestones = Milestones(quiet_s=3600)

    told = [milestones.reached("anna", 0) for _ in range(1500)]

    assert [count for count in told if count] == [1, 10, 100, 1000]
    assert milestones.reached("binh", 0) == 1
    assert milestones.reached("anna", 3601) == 1
