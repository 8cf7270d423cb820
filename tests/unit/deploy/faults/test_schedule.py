"""Which blows fall."""

from collections import Counter

from deploy.faults.schedule import KINDS, schedule


def test_as_many_blows_as_kinds_strike_with_each_once() -> None:
    """A short run leaves no kind out."""
    assert sorted(KINDS) == sorted(schedule(len(KINDS), 1))


def test_in_a_long_run_each_kind_falls_about_as_often() -> None:
    """No two kinds differ by more than one."""
    times = Counter(schedule(30, 2))

    assert sum(times.values()) == 30
    assert max(times.values()) - min(times.values()) <= 1


def test_the_same_seed_gives_the_same_order_and_another_one_another() -> None:
    """A run can be played again."""
    assert schedule(30, 3) == schedule(30, 3)
    assert schedule(30, 3) != schedule(30, 4)
