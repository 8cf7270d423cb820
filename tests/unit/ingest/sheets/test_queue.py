"""The queue of sheets, as the events on its topic make it."""

from hypothesis import given
from hypothesis import strategies as st

from contracts.durations import DAY_MS
from contracts.sheets import (
    LEASE_MS,
    PaperSheetClaimed,
    PaperSheetEntered,
    PaperSheetRejected,
    SheetEvent,
)
from ingest.sheets.queue import SheetQueue
from tests.builders.contracts import NOW_MS
from tests.builders.sheets import taken

SHEET = "sheet-0001"


def _claim(account: str, at_ms: int = NOW_MS, *, released: bool = False) -> PaperSheetClaimed:
    return PaperSheetClaimed(sheet_id=SHEET, account=account, at_ms=at_ms, released=released)


def _entered(at_ms: int = NOW_MS) -> PaperSheetEntered:
    return PaperSheetEntered(
        sheet_id=SHEET, account="lan", at_ms=at_ms, declaration_id="d", pass_id="p"
    )


def _queue(*events: SheetEvent) -> SheetQueue:
    queue = SheetQueue()
    for event in events:
        queue.apply(event)
    return queue


def test_sheets_wait_in_the_order_in_which_they_were_taken() -> None:
    """Not in that of their arrival: an offline scanner hands in late what was taken early."""
    queue = _queue(taken("sheet-late", taken_ms=NOW_MS + 1), taken("sheet-early"))

    assert [sheet.sheet_id for sheet in queue.waiting()] == ["sheet-early", "sheet-late"]
    assert queue.oldest_ms() == NOW_MS


def test_an_entered_sheet_does_not_wait_whatever_comes_first() -> None:
    """A device that missed the answer hands its photograph in once more."""
    before, after = _queue(taken(), _entered()), _queue(_entered(), taken())

    assert before.waiting() == after.waiting() == []
    assert before.done(SHEET) == after.done(SHEET) == _entered()
    assert before.taken(SHEET) == after.taken(SHEET) == taken()


def test_a_rejected_sheet_does_not_wait() -> None:
    """Somebody has looked at it."""
    rejected = PaperSheetRejected(sheet_id=SHEET, account="lan", at_ms=NOW_MS, reason="unreadable")

    assert _queue(taken(), rejected).length == 0


def test_the_first_to_open_a_sheet_has_it_alone() -> None:
    """Until it is put back, or the time is over."""
    both = _queue(taken(), _claim("lan"), _claim("minh", NOW_MS + 1))
    put_back = _queue(taken(), _claim("lan"), _claim("lan", released=True), _claim("minh"))
    over = _queue(taken(), _claim("lan"), _claim("minh", NOW_MS + LEASE_MS))

    assert both.holder(SHEET, NOW_MS + 2) == "lan"
    assert put_back.holder(SHEET, NOW_MS) == "minh"
    assert over.holder(SHEET, NOW_MS + LEASE_MS) == "minh"
    assert both.holder(SHEET, NOW_MS + LEASE_MS) == ""


def test_nobody_puts_back_what_another_has_opened() -> None:
    """Only the holder does."""
    queue = _queue(taken(), _claim("lan"), _claim("minh", NOW_MS + 1, released=True))

    assert queue.holder(SHEET, NOW_MS + 2) == "lan"


def test_opening_again_lengthens_the_time() -> None:
    """A form that takes long stays with whoever types it in."""
    queue = _queue(taken(), _claim("lan"), _claim("lan", NOW_MS + LEASE_MS - 1))

    assert queue.holder(SHEET, NOW_MS + LEASE_MS) == "lan"


@given(
    st.lists(
        st.one_of(
            st.just(taken()),
            st.builds(
                _claim,
                st.sampled_from(["lan", "minh"]),
                st.integers(NOW_MS, NOW_MS + 3 * LEASE_MS),
                released=st.booleans(),
            ),
            st.builds(_entered, st.integers(NOW_MS, NOW_MS + 9)),
        ),
        max_size=8,
    )
)
def test_reading_the_topic_again_opens_nothing_again(events: list[SheetEvent]) -> None:
    """After a lost connection all events come once more: what is done stays done, once."""
    once, twice = _queue(*events), _queue(*events, *events)

    assert twice.waiting() == once.waiting()
    assert twice.done(SHEET) == once.done(SHEET)


def test_what_nobody_asks_about_is_forgotten() -> None:
    """First how a sheet was taken, much later that it was."""
    queue = _queue(taken(), _entered())

    queue.forget(NOW_MS + DAY_MS + 1)
    assert queue.taken(SHEET) is None
    assert queue.knows(SHEET)
    queue.forget(NOW_MS + 40 * DAY_MS + 1)
    assert not queue.knows(SHEET)
