"""How long to wait for what is still on its way."""

from deploy.demo.quiet import Patience


def test_waiting_ends_when_nothing_is_left() -> None:
    """Then everything has arrived."""
    patience = Patience(0)

    assert patience.goes_on(5, 1)
    assert not patience.goes_on(0, 2)


def test_waiting_goes_on_for_as_long_as_something_moves() -> None:
    """A slow machine is not a broken one."""
    patience = Patience(0)

    assert all(patience.goes_on(1000 - minute, minute * 60) for minute in range(100))


def test_waiting_ends_when_nothing_moves_any_more() -> None:
    """What stands still is found by the check that follows."""
    patience = Patience(0)

    assert patience.goes_on(5, 10)
    assert patience.goes_on(5, 99)
    assert not patience.goes_on(5, 100)


def test_a_cluster_that_does_not_answer_is_waited_for_as_long() -> None:
    """A broker that is being started again is no reason to give up at once."""
    patience = Patience(0)

    assert patience.goes_on(None, 89)
    assert not patience.goes_on(None, 90)
