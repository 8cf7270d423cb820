"""How often somebody may try."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.limiter import Limiter


@pytest.fixture
def limiter() -> Limiter:
    """Three tries at once, one back every ten seconds."""
    return Limiter(tries=3, every_s=10.0, most_names=2)


def test_after_the_last_try_one_has_to_wait(limiter: Limiter) -> None:
    """For as long as the answer says, and then once more."""
    assert [limiter.wait_s("anna", 0.0) for _ in range(4)] == [0, 0, 0, 10]
    assert limiter.wait_s("anna", 9.0) == 1
    assert [limiter.wait_s("anna", 10.0) for _ in range(2)] == [0, 10]


def test_who_was_refused_has_used_nothing(limiter: Limiter) -> None:
    """Asking again while waiting does not make the wait longer."""
    for _ in range(3):
        limiter.wait_s("anna", 0.0)

    assert [limiter.wait_s("anna", 5.0) for _ in range(5)] == [5] * 5


def test_each_name_has_tries_of_its_own(limiter: Limiter) -> None:
    """One person's guesses shut nobody else out."""
    for _ in range(4):
        limiter.wait_s("anna", 0.0)

    assert limiter.wait_s("binh", 0.0) == 0


def test_memory_is_bounded(limiter: Limiter) -> None:
    """Whoever was quiet the longest is forgotten first."""
    for name in ("anna", "binh", "chi"):
        limiter.wait_s(name, 0.0)

    assert list(limiter._whole_at) == ["binh", "chi"]


@given(at=st.lists(st.floats(min_value=0, max_value=1000), max_size=60).map(sorted))
def test_never_more_than_the_tries_and_what_came_back(at: list[float]) -> None:
    """Whenever somebody tries."""
    limiter = Limiter(tries=3, every_s=10.0)
    taken = [moment for moment in at if limiter.wait_s("anna", moment) == 0]

    for number, moment in enumerate(taken):
        earlier = taken[: number + 1]
        assert len(earlier) <= 3 + (moment - earlier[0]) / 10.0 + 1e-6
