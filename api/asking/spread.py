"""Who may have it from these persons, by infection order, and what does that rest on?"""

from collections.abc import Iterable
from typing import Annotated

import msgspec

from analytics.questions.spread import (
    DEEPEST,
    MOST_ON_A_LEVEL,
    Spread,
    SpreadQuestion,
    Tie,
    name_of,
    spread,
    spread_tables,
)
from api.asking.contacts import TracingBody
from api.asking.kinds import Ground, Prepared, QuestionKind
from api.persons import citizens_behind
from contracts.cases import Named, Proof, ScanNamed

_LIMIT = 5000


class SpreadBody(TracingBody, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whom did these persons meet (F1), whom those afterwards (F2), and so on to `depth`?

    A level of more than `limit` people is cut, and the answer says so.
    """

    depth: Annotated[int, msgspec.Meta(ge=1, le=DEEPEST)] = 2
    limit: Annotated[int, msgspec.Meta(ge=1, le=_LIMIT)] = MOST_ON_A_LEVEL


def _prepare(body: SpreadBody, ground: Ground) -> Prepared[Spread]:
    span = body.span()
    cases = citizens_behind(body.citizen_ids, body.documents, ground.pseudonyms)
    question = SpreadQuestion(
        index_cases=cases,
        from_ms=span.from_ms,
        until_ms=span.until_ms,
        within_s=body.within_minutes * 60,
        depth=body.depth,
        only=body.scan_filter(ground),
        limit=body.limit,
    )
    return Prepared(span, cases, lambda store: spread(store, question))


def _persons(found: Spread) -> Iterable[Named]:
    ties: dict[str, list[Tie]] = {}
    for tie in found.ties:
        ties.setdefault(tie.to_id, []).append(tie)
    return (
        Named(
            citizen_id=one.citizen_id,
            level=name_of(one.level),
            last_ms=one.last_met_ms,
            proofs=tuple(_proof(tie) for tie in ties[one.citizen_id]),
            via=tuple(tie.from_id for tie in ties[one.citizen_id]),
        )
        for one in found.persons
    )


def _proof(tie: Tie) -> Proof:
    return Proof(
        place_id=tie.place_id,
        at_ms=tie.first_met_ms,
        scans=(
            ScanNamed(scan_id=tie.from_scan_id, citizen_id=tie.from_id),
            ScanNamed(scan_id=tie.to_scan_id, citizen_id=tie.to_id),
        ),
    )


SPREAD = QuestionKind(
    name="spread",
    body=SpreadBody,
    roles=("epidemiologist",),
    prepare=_prepare,
    tables=spread_tables,
    persons=_persons,
    is_cut=lambda found: any(level.is_cut for level in found.levels),
)
