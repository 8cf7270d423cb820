"""How many unreadable lines are too many."""

import pytest

from contracts.errors import Stop
from service.dead_letters import DeadLetterLimit, DeadLetterPolicy

_POLICY = DeadLetterPolicy(max_run=3, max_share=0.1, judged_from=100, window=1000)


def _bad(limit: DeadLetterLimit, times: int, partition: int = 0) -> None:
    for _ in range(times):
        limit.bad("scans", partition)


def test_a_run_up_to_the_limit_is_borne() -> None:
    """A good line ends a run."""
    limit = DeadLetterLimit(_POLICY)

    _bad(limit, 3)
    limit.good("scans", 0)
    _bad(limit, 3)


def test_a_longer_run_stops() -> None:
    """It names topic and partition."""
    limit = DeadLetterLimit(_POLICY)

    with pytest.raises(Stop, match=r"scans\[0\]: 4 unreadable lines in a row"):
        _bad(limit, 4)


def test_partitions_are_judged_one_by_one() -> None:
    """A run is one of a partition."""
    limit = DeadLetterLimit(_POLICY)

    _bad(limit, 3, partition=0)
    _bad(limit, 3, partition=1)


def test_a_share_above_the_limit_stops() -> None:
    """Even if good lines lie between."""
    limit = DeadLetterLimit(_POLICY)
    limit.good("scans", 0, 90)
    for _ in range(9):
        limit.bad("scans", 0)
        limit.good("scans", 0)

    with pytest.raises(Stop, match="12 of the last 113 lines are unreadable"):
        _alternate(limit, 20)


def test_a_bad_line_among_the_first_is_no_share() -> None:
    """One of two is half, and means nothing."""
    limit = DeadLetterLimit(_POLICY)

    _alternate(limit, 40)


def test_what_lies_long_ago_counts_less_and_less() -> None:
    """A bad hour does not make a later bad line the last one."""
    limit = DeadLetterLimit(_POLICY)
    limit.good("scans", 0, 900)
    for _ in range(80):
        limit.bad("scans", 0)
        limit.good("scans", 0)
    limit.good("scans", 0, 100_000)

    _alternate(limit, 40)


def _alternate(limit: DeadLetterLimit, times: int) -> None:
    for _ in range(times):
        limit.bad("scans", 0)
        limit.good("scans", 0)
