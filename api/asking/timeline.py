"""Where was this person, in order, with the way between and the findings?"""

from typing import Annotated

import msgspec

from analytics.questions.timeline import Stop, Timeline, timeline
from analytics.tables import Table
from api.asking.filtering import FilteredBody
from api.asking.kinds import Ground, Prepared, QuestionKind
from api.persons import DocumentGiven, checked_citizen, citizen_behind
from contracts.durations import HOUR_MS
from contracts.errors import Fault, FixRequest

MOST_GAP_HOURS = 21 * 24

GapHours = Annotated[int, msgspec.Meta(ge=1, le=MOST_GAP_HOURS)]


class TimelineBody(FilteredBody, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where was this person? Named by citizen id or by document, not both."""

    citizen_id: str = ""
    document: DocumentGiven | None = None
    gap_hours: GapHours = 24


def _prepare(body: TimelineBody, ground: Ground) -> Prepared[Timeline]:
    span = body.span()
    citizen_id = _person(body, ground)
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


def _person(body: TimelineBody, ground: Ground) -> str:
    if bool(body.citizen_id) == (body.document is not None):
        raise FixRequest(Fault(field="citizen_id", reason="person"))
    if body.document is not None:
        return citizen_behind(body.document, ground.pseudonyms, "document")
    return checked_citizen(body.citizen_id, "citizen_id")


TIMELINE = QuestionKind(
    name="timeline",
    body=TimelineBody,
    roles=("epidemiologist",),
    prepare=_prepare,
    tables=lambda found: (Table("stops", Stop, found.stops),),
)
