"""Where were these persons and when, as a health notice publishes it?"""

from typing import Annotated

import msgspec

from analytics.questions.milestones import Milestone, MilestoneQuestion, Milestones, milestones
from analytics.tables import Table
from api.asking.filtering import FilteredBody
from api.asking.kinds import Ground, Prepared, QuestionKind
from api.persons import DocumentGiven, citizens_behind
from contracts.durations import MINUTE_MS

_MOST_MINUTES = 24 * 60


class MilestonesBody(FilteredBody, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Places and windows of these persons, `margin_minutes` before and after each scan.

    No row names a person.
    """

    citizen_ids: tuple[str, ...] = ()
    documents: tuple[DocumentGiven, ...] = ()
    margin_minutes: Annotated[int, msgspec.Meta(ge=0, le=_MOST_MINUTES)] = 30


def _prepare(body: MilestonesBody, ground: Ground) -> Prepared[Milestones]:
    span = body.span()
    cases = citizens_behind(body.citizen_ids, body.documents, ground.pseudonyms)
    question = MilestoneQuestion(
        index_cases=cases,
        from_ms=span.from_ms,
        until_ms=span.until_ms,
        margin_ms=body.margin_minutes * MINUTE_MS,
        places=ground.lists.places,
        only=body.scan_filter(ground),
    )
    return Prepared(span, cases, lambda store: milestones(store, question))


MILESTONES = QuestionKind(
    name="milestones",
    body=MilestonesBody,
    roles=("epidemiologist",),
    prepare=_prepare,
    tables=lambda found: (Table("milestones", Milestone, found.milestones),),
)
