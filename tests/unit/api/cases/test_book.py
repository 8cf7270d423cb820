"""Cases as the events on their topic make them."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from api.cases.book import Case, CaseBook
from contracts.cases import (
    AnyCaseEvent,
    CaseClosed,
    CaseReopened,
    ChangesSeen,
    FollowUpEnded,
    IndexPersonRemoved,
    QuestionDropped,
)
from tests.builders.case_events import (
    CASE,
    QUESTION,
    answered,
    assigned,
    index_added,
    opened,
    recorded,
    saved,
    stamp,
)

_WHOLE_STORY: tuple[AnyCaseEvent, ...] = (
    opened(),
    index_added("index"),
    index_added("mistake"),
    saved(),
    answered(1, gained=("ann", "bob")),
    IndexPersonRemoved(**stamp("removed"), citizen_id="mistake"),
    answered(2, gained=("cy",), run="a", part=0, parts=2),
    answered(2, gained=("cy",), run="b", part=0, parts=1),
    answered(2, gained=("dan",), run="a", part=1, parts=2),
    answered(3, lost=("ann",)),
    assigned("bob"),
    recorded("2021-08-01", citizen_id="bob"),
    ChangesSeen(**stamp("seen"), question_id=QUESTION, round=2),
    FollowUpEnded(**stamp("ended"), citizen_id="bob", outcome="LOST"),
    CaseClosed(**stamp("closed")),
    CaseReopened(**stamp("reopened")),
    opened("renamed", number="BN 2"),
)


def _told(*events: AnyCaseEvent) -> dict[str, Case]:
    book = CaseBook()
    for event in events:
        book.apply(event)
    return book.cases


def test_a_case_is_what_its_events_say() -> None:
    """From its opening to its new name."""
    case = _told(*_WHOLE_STORY)[CASE]
    question = case.questions[QUESTION]

    assert (case.opened.number, case.named.number, case.closed) == ("BN 1", "BN 2", False)
    assert list(case.index) == ["index"]
    assert question.answer is not None
    assert sorted(question.answer.persons) == ["bob", "cy"]
    assert [one.round for one in question.unread("lan")] == [3]
    assert [one.round for one in question.unread("mai")] == [2, 3]
    assert case.follow_ups["bob"].ended is not None


def test_of_two_runs_the_first_that_is_whole_makes_the_round() -> None:
    """Two processes found different differences, and one of them was cut off."""
    case = _told(
        opened(),
        saved(),
        answered(1, gained=("ann",), run="a", part=0, parts=2),
        answered(1, gained=("bob",), run="b"),
        answered(1, gained=("cy",), run="a", part=1, parts=2),
    )[CASE]

    answer = case.questions[QUESTION].answer
    assert answer is not None
    assert list(answer.persons) == ["bob"]


def test_events_of_a_case_nobody_opened_and_of_a_dropped_question_do_nothing() -> None:
    """They stand on a topic that a part of was lost from."""
    assert _told(index_added("index")) == {}

    dropped = QuestionDropped(**stamp("dropped"), question_id=QUESTION)
    case = _told(opened(), saved(), dropped, answered(1, gained=("ann",)))[CASE]
    assert case.questions == {}


def test_a_first_answer_is_no_news() -> None:
    """Everybody in it is the answer."""
    case = _told(opened(), saved(), answered(1, gained=("ann",)))[CASE]

    assert case.questions[QUESTION].unread("lan") == ()


def test_whoever_is_handed_over_keeps_their_days() -> None:
    """The new district goes on where the old one was."""
    again = assigned("ann", "again", district="002")
    ended = FollowUpEnded(**stamp("ended"), citizen_id="ann", outcome="REFERRED", referred_to="002")
    case = _told(opened(), assigned("ann"), recorded("2021-08-01"), ended, again)[CASE]

    follow_up = case.follow_ups["ann"]
    assert (follow_up.handed_over, follow_up.ended) == (("001",), None)
    assert list(follow_up.days) == ["2021-08-01"]


@given(
    st.lists(
        st.tuples(st.integers(0, len(_WHOLE_STORY) - 1), st.integers(0, len(_WHOLE_STORY) - 1)),
        max_size=30,
    )
)
def test_repeats_change_nothing(repeats: list[tuple[int, int]]) -> None:
    """Whatever is sent again, at any time after it was first said."""
    told: list[AnyCaseEvent] = []
    for number, event in enumerate(_WHOLE_STORY):
        told.append(event)
        told += [_WHOLE_STORY[again] for at, again in repeats if at == number and again <= number]

    assert _told(*told) == _told(*_WHOLE_STORY)


@given(st.integers(0, len(_WHOLE_STORY)))
def test_a_topic_read_again_from_its_beginning_changes_nothing(reached: int) -> None:
    """As after a lost connection, wherever it was lost."""
    assert _told(*_WHOLE_STORY[:reached], *_WHOLE_STORY) == _told(*_WHOLE_STORY)


def test_events_survive_their_way_over_the_topic() -> None:
    """Every kind is written and read as itself."""
    decoder = msgspec.json.Decoder(AnyCaseEvent)

    for event in _WHOLE_STORY:
        assert decoder.decode(msgspec.json.encode(event)) == event
