"""How long a partition is said to have stood still."""

import pytest

from deploy.faults.standstill import Standstills
from service.progress import Place, Position

_FIRST, _SECOND = Place("scans", 0), Place("scans", 1)


def _looks(*looks: tuple[float, dict[Place, Position] | None]) -> Standstills:
    stills = Standstills()
    for now_s, positions in looks:
        stills.note(positions, now_s)
    return stills


def test_a_partition_without_work_does_not_stand_still() -> None:
    """An hour without scans is no standstill."""
    idle = {_FIRST: Position(5, 5)}

    assert _looks((0, idle), (3600, idle)).longest_s == 0


def test_records_that_wait_while_nothing_moves_are_a_standstill() -> None:
    """It counts from the last look at which nothing waited to the look at which it moved."""
    stills = _looks(
        (10, {_FIRST: Position(5, 5)}),
        (11, {_FIRST: Position(5, 7)}),
        (15, {_FIRST: Position(5, 9)}),
        (16, {_FIRST: Position(9, 9)}),
    )

    assert stills.longest_s == 6


def test_what_moves_at_each_look_stands_still_no_longer_than_between_two() -> None:
    """A partition that is behind and works is not standing still."""
    stills = _looks(*((n, {_FIRST: Position(n, 100)}) for n in range(50)))

    assert stills.longest_s == 1


def test_the_time_without_an_answer_counts() -> None:
    """With the broker away nothing moves, whatever waits."""
    quiet = {_FIRST: Position(5, 5)}

    assert _looks((0, quiet), (1, None), (8, None), (9, quiet)).longest_s == 9


def test_the_worst_partition_counts() -> None:
    """Others that move do not hide the one that does not."""
    stills = _looks(*((n, {_FIRST: Position(n, 99), _SECOND: Position(0, 1)}) for n in range(20)))

    assert stills.longest_s == 19


def test_what_lies_before_the_mark_does_not_count_after_it() -> None:
    """Each blow has a figure of its own; the run's figure goes on."""
    stuck = {_FIRST: Position(0, 1)}
    stills = _looks((0, stuck), (30, stuck))

    stills.mark(30)
    stills.note(stuck, 34)

    assert stills.longest_since_mark_s == 4
    assert stills.longest_s == 34


@pytest.mark.parametrize(
    ("now", "moved"),
    [
        ({_FIRST: Position(6, 9), _SECOND: Position(4, 4)}, True),
        ({_FIRST: Position(6, 9), _SECOND: Position(4, 8)}, False),
        (None, False),
    ],
)
def test_all_have_moved_when_each_got_further_or_has_nothing_to_do(
    now: dict[Place, Position] | None, moved: bool
) -> None:
    """One that stands still is enough for a no, and so is silence."""
    before = {_FIRST: Position(5, 9), _SECOND: Position(4, 8)}
    stills = _looks((0, before), (1, now))

    assert stills.all_moved(before) is moved
