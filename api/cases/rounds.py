"""A difference between two answers as the events that tell it."""

import hashlib
from collections.abc import Sequence

import msgspec

from api.cases.comparing import Asked, Difference, Reasons
from api.cases.due import Candidate
from contracts.cases import AnswerChanged, AnyCaseEvent, Change, event_id_of

# A record stays well below what a broker takes.
_CHANGES_IN_A_PART = 200

_Dealt = tuple[tuple[Change, ...], tuple[Change, ...], tuple[Change, ...]]


def round_of(
    one: Candidate,
    *,
    asked: Asked,
    differing: Difference,
    reasons: Reasons,
    persons: int,
    at_ms: int,
    up_to_ms: int,
) -> list[AnyCaseEvent]:
    """Return the round that follows upon the question's last, in as many parts as it needs.

    Whoever finds the same difference makes the same events.
    """
    gained = tuple(map(reasons.of_gained, differing.gained))
    lost = tuple(map(reasons.of_lost, differing.lost))
    otherwise = tuple(map(reasons.of_otherwise, differing.otherwise))
    case_id, question_id = one.name
    number = one.question.round + 1
    run = hashlib.sha256(msgspec.json.encode((gained, lost, otherwise))).hexdigest()[:16]
    told = f"{one.question.saved.event_id}/{run}"
    dealt = _dealt(gained, lost, otherwise)
    return [
        AnswerChanged(
            event_id=event_id_of(case_id, f"answer/{question_id}", number, f"{told}/{part}"),
            case_id=case_id,
            at_ms=at_ms,
            account="",
            question_id=question_id,
            round=number,
            run=run,
            part=part,
            parts=len(dealt),
            from_ms=asked.from_ms,
            until_ms=asked.until_ms,
            asked_ms=at_ms,
            data_up_to_ms=up_to_ms,
            persons=persons,
            about=asked.about,
            gained=mine[0],
            lost=mine[1],
            otherwise=mine[2],
        )
        for part, mine in enumerate(dealt)
    ]


def _dealt(*lists: Sequence[Change]) -> list[_Dealt]:
    """Deal three lists out over parts; there is one part at least."""
    marked = [(at, change) for at, changes in enumerate(lists) for change in changes]
    parts = []
    for first in range(0, max(len(marked), 1), _CHANGES_IN_A_PART):
        mine = marked[first : first + _CHANGES_IN_A_PART]
        gained, lost, otherwise = (
            tuple(change for where, change in mine if where == at) for at in range(3)
        )
        parts.append((gained, lost, otherwise))
    return parts
