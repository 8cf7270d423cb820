"""Events of a case, for tests of what follows from them."""

from typing import Any

from contracts.cases import (
    AnswerChanged,
    CaseOpened,
    Change,
    FollowUpAssigned,
    FollowUpRecorded,
    IndexPersonAdded,
    Named,
    Proof,
    QuestionSaved,
    Reason,
    ScanNamed,
    SeenStatus,
)
from tests.builders.contracts import NOW_MS

CASE = "case-0001"
QUESTION = "question-0001"


def stamp(event_id: str, **changes: Any) -> dict[str, Any]:
    """Return what every event holds."""
    usual = {"event_id": event_id, "case_id": CASE, "at_ms": NOW_MS, "account": "lan"}
    return usual | changes


def opened(event_id: str = "opened", **changes: Any) -> CaseOpened:
    """Return the opening of the case."""
    return CaseOpened(**stamp(event_id, **({"number": "BN 1", "unit": "01"} | changes)))


def index_added(citizen_id: str, event_id: str = "") -> IndexPersonAdded:
    """Return an index person's addition."""
    return IndexPersonAdded(**stamp(event_id or f"index-{citizen_id}"), citizen_id=citizen_id)


def saved(event_id: str = "saved", **changes: Any) -> QuestionSaved:
    """Return the question for the contacts of index persons."""
    usual: dict[str, Any] = {
        "question_id": QUESTION,
        "kind": "contacts",
        "body": "{}",
        "rolling_days": 14,
        "of_index_persons": True,
    }
    return QuestionSaved(**stamp(event_id, **(usual | changes)))


def contact(citizen_id: str, at_ms: int = NOW_MS, via: str = "index", level: str = "F1") -> Named:
    """Return somebody who met an index person once, each with a scan named after them."""
    proof = Proof(
        place_id="gate",
        at_ms=at_ms,
        scans=(
            ScanNamed(scan_id=f"scan-{via}", citizen_id=via),
            ScanNamed(scan_id=f"scan-{citizen_id}", citizen_id=citizen_id),
        ),
    )
    return Named(citizen_id=citizen_id, level=level, last_ms=at_ms, proofs=(proof,), via=(via,))


def change(citizen_id: str) -> Change:
    """Return that somebody came or went, for a reason nobody knows."""
    return Change(person=contact(citizen_id), reason=Reason(kind="no_single_fact"))


def answered(
    number: int,
    *,
    gained: tuple[str, ...] = (),
    lost: tuple[str, ...] = (),
    run: str = "run",
    part: int = 0,
    parts: int = 1,
) -> AnswerChanged:
    """Return a part of a round of the question."""
    return AnswerChanged(
        **stamp(f"answer-{number}-{run}-{part}", at_ms=NOW_MS + number, account=""),
        question_id=QUESTION,
        round=number,
        run=run,
        part=part,
        parts=parts,
        from_ms=NOW_MS - 1000,
        until_ms=NOW_MS + 1000,
        asked_ms=NOW_MS + number,
        data_up_to_ms=NOW_MS,
        persons=len(gained),
        about=("index",),
        gained=tuple(map(change, gained)),
        lost=tuple(map(change, lost)),
    )


def assigned(citizen_id: str = "ann", event_id: str = "", **changes: Any) -> FollowUpAssigned:
    """Return a follow-up of fourteen days from 1 August 2021 on."""
    usual: dict[str, Any] = {
        "citizen_id": citizen_id,
        "level": "F1",
        "district": "001",
        "from_day": "2021-08-01",
        "until_day": "2021-08-14",
    }
    return FollowUpAssigned(**stamp(event_id or f"assigned-{citizen_id}", **(usual | changes)))


def recorded(day: str, status: SeenStatus = "SEEN_OK", citizen_id: str = "ann") -> FollowUpRecorded:
    """Return what came of a day."""
    return FollowUpRecorded(
        **stamp(f"day-{citizen_id}-{day}-{status}"),
        citizen_id=citizen_id,
        day=day,
        status=status,
    )
