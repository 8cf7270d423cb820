"""Paper sheets that wait for their entry, as every answer tells them."""

from typing import Any

import pytest

from analytics.questions.freshness import freshness
from analytics.questions.paper_backlog import PaperBacklog, PlaceBacklog, paper_backlog
from analytics.questions.situation import SituationQuestion, situation
from analytics.store import Store
from contracts.sheets import (
    PaperSheetClaimed,
    PaperSheetEntered,
    PaperSheetRejected,
    PaperSheetTaken,
    SheetEvent,
)
from contracts.topics import SHEETS_KEPT_MS
from service.clock import now_ms
from tests.builders.analytics import LOADED_WITHIN_S, MINUTE_MS, START_MS, Lane, in_records, insert
from tests.builders.sheets import taken
from tests.builders.waiting import wait_until

pytestmark = pytest.mark.integration

_AT_MS = START_MS + 60 * MINUTE_MS


def _taken(number: int, minute: int, **changes: Any) -> PaperSheetTaken:
    at_ms = START_MS + minute * MINUTE_MS
    named: dict[str, Any] = {"place_id": "gate-1", "taken_ms": at_ms, "received_ms": at_ms}
    return taken(f"sheet-{number:04}", **named | changes)


def _claimed(number: int, minute: int) -> PaperSheetClaimed:
    at_ms = START_MS + minute * MINUTE_MS
    return PaperSheetClaimed(sheet_id=f"sheet-{number:04}", account="officer", at_ms=at_ms)


def _entered(number: int, minute: int, **changes: Any) -> PaperSheetEntered:
    usual: dict[str, Any] = {
        "sheet_id": f"sheet-{number:04}",
        "account": "officer",
        "at_ms": START_MS + minute * MINUTE_MS,
        "declaration_id": f"declaration-{number}",
        "pass_id": f"pass-{number}",
    }
    return PaperSheetEntered(**usual | changes)


def _rejected(number: int, minute: int) -> PaperSheetRejected:
    return PaperSheetRejected(
        sheet_id=f"sheet-{number:04}",
        account="officer",
        at_ms=START_MS + minute * MINUTE_MS,
        reason="unreadable",
    )


def _say(store: Store, *records: SheetEvent) -> None:
    """Put each event into the store as a record and an insert of its own."""
    for offset, event in enumerate(records):
        insert(store, "sheets", [event], offset=offset)


def _waiting(found: PaperBacklog) -> tuple[int, int]:
    minutes = (found.oldest_sheet_ms - START_MS) // MINUTE_MS
    return found.sheets_waiting, minutes


def test_a_sheet_waits_until_it_is_entered_or_rejected(store: Store) -> None:
    """That somebody has it open changes nothing."""
    _say(store, _taken(1, 1), _taken(2, 2), _taken(3, 3), _claimed(2, 4))
    before = paper_backlog(store, _AT_MS)
    insert(store, "sheets", [_entered(1, 5), _rejected(3, 5)], offset=9)

    assert _waiting(before) == (3, 1)
    assert _waiting(paper_backlog(store, _AT_MS)) == (1, 2)


def test_an_entry_that_is_loaded_before_its_photograph_leaves_nothing_waiting(
    store: Store,
) -> None:
    """Records of different partitions come in any order, before and after the engine merges."""
    _say(store, _entered(1, 5), _taken(2, 2), _taken(1, 1))
    found = paper_backlog(store, _AT_MS)
    store.change("OPTIMIZE TABLE sheet_states FINAL")

    assert _waiting(found) == (1, 2)
    assert _waiting(paper_backlog(store, _AT_MS)) == (1, 2)


def test_a_photograph_handed_in_again_opens_nothing(store: Store) -> None:
    """Neither while the sheet waits nor after its entry."""
    _say(store, _taken(1, 1), _taken(1, 1), _taken(2, 2), _entered(2, 4), _taken(2, 2))

    assert _waiting(paper_backlog(store, _AT_MS)) == (1, 1)


def test_each_place_has_its_own(store: Store) -> None:
    """Places where nothing waits are left out; the sum is that of the rest."""
    _say(
        store,
        _taken(1, 3),
        _taken(2, 1, place_id="gate-2"),
        _taken(3, 2, place_id="gate-2"),
        _taken(4, 0, place_id="gate-3"),
        _entered(4, 5),
    )

    found = paper_backlog(store, _AT_MS)

    assert found.places == (
        PlaceBacklog(place_id="gate-1", sheets_waiting=1, oldest_sheet_ms=START_MS + 3 * MINUTE_MS),
        PlaceBacklog(place_id="gate-2", sheets_waiting=2, oldest_sheet_ms=START_MS + MINUTE_MS),
    )
    assert _waiting(found) == (3, 1)


def test_an_earlier_moment_has_the_backlog_of_then(store: Store) -> None:
    """What was entered since then did wait then, and what was taken later did not."""
    _say(store, _taken(1, 1), _taken(2, 8), _entered(1, 6))

    assert _waiting(paper_backlog(store, START_MS + 4 * MINUTE_MS)) == (1, 1)
    assert _waiting(paper_backlog(store, START_MS + 7 * MINUTE_MS))[0] == 0


def test_a_sheet_that_may_not_be_entered_any_more_does_not_wait(store: Store) -> None:
    """Its gateway has forgotten it as well."""
    _say(store, _taken(1, 1))

    assert paper_backlog(store, START_MS + MINUTE_MS + SHEETS_KEPT_MS).sheets_waiting == 0


def test_every_answer_says_what_waits(store: Store) -> None:
    """Zero is said where nothing does."""
    nothing = freshness(store)
    at_ms = now_ms() - 5 * MINUTE_MS
    insert(store, "sheets", [_taken(1, 0, taken_ms=at_ms), _taken(2, 0, taken_ms=at_ms + 1)])
    fresh = freshness(store)

    assert (nothing.sheets_waiting, nothing.oldest_sheet_ms) == (0, 0)
    assert (fresh.sheets_waiting, fresh.oldest_sheet_ms) == (2, at_ms)


def test_the_situation_tells_it_by_place(store: Store) -> None:
    """A gate where nobody was scanned today is there if sheets of it wait."""
    _say(store, _taken(1, 3), _taken(2, 1, place_id="gate-2"), _taken(3, 5, place_id="gate-2"))

    def told(places: tuple[str, ...] | None) -> list[tuple[str, int, int]]:
        asked = SituationQuestion(
            at_ms=_AT_MS, lane_scans_per_minute=4.0, silent_after_min=30, places=places
        )
        found = situation(store, asked)
        return [
            (gate.place_id, gate.sheets_waiting, (gate.oldest_sheet_ms - START_MS) // MINUTE_MS)
            for gate in (found.total, *found.places)
        ]

    assert told(None) == [("", 3, 1), ("gate-1", 1, 3), ("gate-2", 2, 1)]
    assert told(("gate-1",)) == [("", 1, 3), ("gate-1", 1, 3)]


def test_the_loader_brings_sheets_and_buries_what_is_none(lane: Lane, store: Store) -> None:
    """A sheet without a place is no sheet."""
    good = in_records([_taken(1, 1), _claimed(1, 2), _taken(2, 2), _entered(2, 3)], lines=1)
    lane.send("sheets", [*good, (0, b'{"type":"PaperSheetTaken","sheet_id":"sheet-0003"}')])

    with lane.loading() as loader:
        wait_until(
            lambda: loader.status().dead_letters[lane.topic("sheets")],
            LOADED_WITHIN_S,
            "the dead letter",
        )

    assert _waiting(paper_backlog(store, _AT_MS)) == (1, 1)
