"""Reviews folded from their topic."""

import random

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from api.reviews.ledger import ReviewLedger
from contracts.reviews import ReviewEvent, review_id_of
from tests.builders.reviews import CITIZEN, decided, opened


def _ledger(*events: ReviewEvent) -> ReviewLedger:
    ledger = ReviewLedger()
    for event in events:
        ledger.apply(event)
    return ledger


def test_the_last_decision_stands_and_all_are_kept() -> None:
    """Somebody may find out more later."""
    first, second = decided("d-0000001"), decided("d-0000002", decision="confirmed")
    (review,) = _ledger(opened(), first, second).reviews.values()

    assert review.status == "confirmed"
    assert review.decisions == (first, second)


def test_whoever_opens_a_finding_again_opens_the_same_review() -> None:
    """The first copy of the evidence stays."""
    again = msgspec.structs.replace(opened(), account="another", seen=())
    (review,) = _ledger(opened(), again).reviews.values()

    assert review.opened == opened()
    assert review.status == "open"


def test_a_decision_about_nothing_is_none() -> None:
    """It does not even count as seen, so that whoever waits for it hears of it."""
    ledger = _ledger(decided("d-0000001"))

    assert not ledger.reviews
    assert not ledger.has_seen("d-0000001")


def test_other_evidence_is_another_review() -> None:
    """An explanation covers what was looked at."""
    assert review_id_of(CITIZEN, "a", "s|b||") != review_id_of(CITIZEN, "a", "s|c||")


@given(st.lists(st.integers(0, 5), max_size=12), st.integers())
def test_events_that_come_again_change_nothing(numbers: list[int], seed: int) -> None:
    """However often, as the topic is read anew after a lost connection."""
    events: list[ReviewEvent] = [opened(), *(decided(f"d-000000{n}") for n in numbers)]
    once = _ledger(*events)
    chance = random.Random(seed)  # noqa: S311  # repeatable on purpose
    repeated = _ledger(*events)
    for event in chance.sample(events, len(events)):
        repeated.apply(event)
    for event in events:
        repeated.apply(event)

    assert repeated.reviews == once.reviews
    (review,) = once.reviews.values()
    assert [one.event_id for one in review.decisions] == [
        f"d-000000{n}" for n in dict.fromkeys(numbers)
    ]
