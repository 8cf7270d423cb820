"""The limit on dead letters."""

import pytest

from contracts.errors import Stop
from streams.dead_letters import DeadLetterLimit, DeadLetterWatch


def test_a_few_unreadable_lines_among_good_ones_are_put_aside() -> None:
    """Poison is data."""
    watch = DeadLetterWatch(DeadLetterLimit(run=3, share=0.1, window=1000))

    for _ in range(200):
        watch.good(99)
        watch.dead()


def test_a_long_run_of_unreadable_lines_stops_the_worker() -> None:
    """Then the deployment is bad, not the data."""
    watch = DeadLetterWatch(DeadLetterLimit(run=3, share=1.0, window=1000))
    for _ in range(3):
        watch.dead()

    with pytest.raises(Stop, match="4 in a row"):
        watch.dead()


def test_a_large_share_of_unreadable_lines_stops_the_worker() -> None:
    """Also when a good line comes between them now and then."""
    watch = DeadLetterWatch(DeadLetterLimit(run=1000, share=0.1, window=1000))

    with pytest.raises(Stop, match="can't be read"):  # noqa: PT012  # the limit is met on the way
        for _ in range(200):
            watch.good(1)
            watch.dead()
