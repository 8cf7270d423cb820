"""How long a crashed process waits."""

from deploy.restarts import RestartPolicy

_POLICY = RestartPolicy(first_s=1.0, longest_s=30.0, calm_after_s=120.0)


def test_pauses_double_up_to_the_longest() -> None:
    """Each crash in a row waits longer than the one before, but never without end."""
    assert [_POLICY.pause_s(crashes) for crashes in range(1, 8)] == [1, 2, 4, 8, 16, 30, 30]


def test_a_thousand_crashes_wait_the_longest_pause() -> None:
    """A large number of crashes is no overflow."""
    assert _POLICY.pause_s(5000) == 30


def test_a_crash_soon_after_the_start_counts_as_one_more() -> None:
    """Two crashes within the calm time are a row."""
    assert _POLICY.crashes_in_a_row(3, ran_s=5) == 4


def test_a_crash_after_a_calm_time_counts_as_the_first() -> None:
    """What ran well for long starts again at once."""
    assert _POLICY.crashes_in_a_row(3, ran_s=121) == 1


def test_the_pauses_of_a_house_leave_time_to_start_within_a_minute() -> None:
    """A process that was killed again and again comes back before a minute is over."""
    assert RestartPolicy().pause_s(1000) <= 20
