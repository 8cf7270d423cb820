"""Stays and gaps."""

import pytest

from analytics.questions.stays import Gap, Passage, gaps_between, stays_s


def _at(direction: str, second: int, last: int | None = None) -> Passage:
    return Passage(direction, second * 1000, (second if last is None else last) * 1000)


@pytest.mark.parametrize(
    ("passages", "stays"),
    [
        ([], []),
        ([_at("in", 10), _at("out", 70)], [60, 0]),
        ([_at("in", 10), _at("visit", 20), _at("out", 70)], [60, 0, 0]),
        ([_at("in", 10), _at("in", 20), _at("out", 70)], [0, 50, 0]),
        ([_at("in", 10), _at("out", 70), _at("out", 80)], [60, 0, 0]),
        ([_at("out", 10), _at("in", 20)], [0, 0]),
        ([_at("in", 10, 40), _at("out", 70, 90)], [30, 0]),
    ],
)
def test_a_stay_lasts_from_an_entry_to_the_next_passage_if_that_is_an_exit(
    passages: list[Passage], stays: list[int]
) -> None:
    """An exit nobody scanned leaves the stay unknown."""
    assert stays_s(passages) == stays


def test_a_gap_is_longer_than_what_was_asked_about() -> None:
    """To the millisecond; a single passage has none."""
    passages = [_at("in", 0), _at("out", 60), _at("in", 121)]

    assert gaps_between(passages, 60_000) == (Gap(from_ms=60_000, until_ms=121_000, seconds=61),)
    assert gaps_between(passages[:1], 0) == ()
