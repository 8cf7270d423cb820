"""Waiting for what starts."""

from deploy.patience import Patience


def test_patience_is_over_when_nothing_is_heard() -> None:
    """What says nothing has its time and no more."""
    patience = Patience(10, 0)

    assert not patience.is_over(9.9)
    assert patience.is_over(10)


def test_what_gets_on_has_time() -> None:
    """Reading the state of millions takes longer than a start usually does."""
    patience = Patience(10, 0)
    assert patience.wants_news(9)
    assert patience.hears("read 1 of 2")

    assert not patience.is_over(18)


def test_the_same_words_again_are_no_news() -> None:
    """Whoever stands still says the same."""
    patience = Patience(10, 0)
    patience.wants_news(4)
    patience.hears("read 1 of 2")
    patience.wants_news(8)

    assert not patience.hears("read 1 of 2")
    assert not patience.hears("")
    assert patience.is_over(14)


def test_news_is_asked_for_now_and_then_only() -> None:
    """Asking costs a request."""
    patience = Patience(10, 0)

    assert [False, True, False, True] == [patience.wants_news(now) for now in (1, 3, 5, 6)]
