"""Attempts as browsers hold them."""

import pytest

from contracts.errors import NotAllowed
from service.oidc.attempt import Attempts, new_attempt

_NOW_S = 1_800_000_000


def test_an_attempt_comes_back_as_it_went() -> None:
    """Closed, it shows nothing of what the provider must not know."""
    attempts, begun = Attempts(b"k" * 32), new_attempt(_NOW_S)
    closed = attempts.closed(begun)

    assert attempts.opened(closed, begun.state, _NOW_S + 599) == begun
    assert begun.verifier not in closed
    assert begun.state not in closed


def test_no_two_attempts_are_alike() -> None:
    """Nobody guesses another's."""
    one, other = new_attempt(_NOW_S), new_attempt(_NOW_S)

    assert not {one.state, one.nonce, one.verifier} & {other.state, other.nonce, other.verifier}


@pytest.mark.parametrize(
    ("state", "after_s", "key"),
    [("another", 0, b"k"), ("", 0, b"k"), (None, 601, b"k"), (None, 0, b"x")],
)
def test_an_attempt_of_another_state_time_or_house_is_refused(
    state: str | None, after_s: int, key: bytes
) -> None:
    """All alike."""
    begun = new_attempt(_NOW_S)
    closed = Attempts(b"k" * 32).closed(begun)

    with pytest.raises(NotAllowed) as refused:
        Attempts(key * 32).opened(closed, begun.state if state is None else state, _NOW_S + after_s)

    assert refused.value.reason == "oidc_attempt"
