"""When a worker is said to stand still."""

from service.progress import Place, Position
from streams.watchdog import Stalls

_FIRST, _SECOND = Place("scans", 0), Place("scans", 1)
_STUCK = {_FIRST: Position(5, 9)}


def _stalls() -> Stalls:
    return Stalls(limit_s=20, slept_s=6)


def _looks(stalls: Stalls, positions: dict[Place, Position], times: range) -> tuple[Place, ...]:
    found: tuple[Place, ...] = ()
    for now_s in times:
        found = stalls.look(positions, now_s)
    return found


def test_a_partition_on_which_records_wait_and_nothing_moves_is_stalled() -> None:
    """Not before the limit, and then by its name; the others are none of it."""
    stalls = _stalls()
    positions = _STUCK | {_SECOND: Position(3, 3)}

    assert _looks(stalls, positions, range(100, 121)) == ()
    assert stalls.look(positions, 121) == (_FIRST,)


def test_a_partition_that_moves_is_never_stalled_however_far_it_is_behind() -> None:
    """Being behind is no reason to end."""
    stalls = _stalls()

    assert all(stalls.look({_FIRST: Position(n, 1_000_000)}, n) == () for n in range(100))


def test_an_idle_partition_is_never_stalled_and_counts_from_the_first_record() -> None:
    """A quiet night is no stall, and neither is the first record after it."""
    stalls = _stalls()
    _looks(stalls, {_FIRST: Position(5, 5)}, range(100))

    assert _looks(stalls, _STUCK, range(100, 119)) == ()


def test_a_partition_that_came_back_counts_anew() -> None:
    """While its state was recovered or Kafka was away it was not looked at."""
    stalls = _stalls()
    _looks(stalls, _STUCK, range(100, 115))
    stalls.look({}, 115)

    assert _looks(stalls, _STUCK, range(116, 136)) == ()


def test_a_process_that_was_stopped_itself_counts_anew() -> None:
    """After it wakes it may work again before it is judged."""
    stalls = _stalls()
    _looks(stalls, _STUCK, range(100, 110))

    assert stalls.look(_STUCK, 200) == ()
