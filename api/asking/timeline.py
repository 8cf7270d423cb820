"""Where was this person, in order, with the way between and the findings?"""

from typing import Annotated

import msgspec

from analytics.questions.timeline import Stop, Timeline, timeline
from analytics.tables import Table
from api.asking.filtering import FilteredBody
from api.asking.kinds import Ground, Prepared, QuestionKind
from api.persons import DocumentGiven, person_named
from contracts.durations import HOUR_MS

MOST_GAP_HOURS = 21 * 24

GapHours = Annotated[int, msgspec.Meta(ge=1, le=MOST_GAP_HOURS)]


class TimelineBody(FilteredBody, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where was this person? Named by citizen id or by document, not both."""

    citizen_id: str = ""
    document: DocumentGiven | None = None
    gap_hours: GapHours = 24


def _prepare(body: TimelineBody, ground: Ground) -> Prepared[Timeline]:
    span = body.span()
    citizen_id = person_named(body.citizen_id, body.document, ground.pseudonyms)
    only = body.scan_filter(ground)
    return Prepared(
        span,
        (citizen_id,),
        lambda store: timeline(
            store,
            citizen_id,
            from_ms=span.from_ms,
            until_ms=span.until_ms,
            gap_ms=body.gap_hours * HOUR_MS,
            only=only,
        ),
    )


TIMELINE = QuestionKind(
    name="timeline",
    body=TimelineBody,
    roles=("epidemiologist",),
    prepare=_prepare,
    tables=lambda found: (Table("stops", Stop, found.stops),),
)
