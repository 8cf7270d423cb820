"""Who was at a place, or at the places of a unit, in a window of time?"""

from collections.abc import Iterable
from typing import Annotated

import msgspec

from analytics.questions.presence import Presence, PresenceQuestion, Present, presence
from analytics.tables import Table
from api.asking.alerts import Limit
from api.asking.filtering import FilteredBody
from api.asking.kinds import Ground, Prepared, QuestionKind
from api.persons import MOST_PERSONS
from contracts.durations import HOUR_MS
from contracts.errors import Fault, FixRequest

_MOST_BACK_HOURS = 14 * 24


class PresenceBody(FilteredBody, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who was there? Of `place_id` and `unit` one is needed.

    Whoever entered within `back_hours` before the window, and was not seen there since, is told
    as well.
    """

    back_hours: Annotated[int, msgspec.Meta(ge=0, le=_MOST_BACK_HOURS)] = 24
    limit: Limit = MOST_PERSONS


def _prepare(body: PresenceBody, ground: Ground) -> Prepared[Presence]:
    span = body.span()
    only = body.scan_filter(ground)
    if only.places is None or not (body.place_id or body.unit):
        raise FixRequest(Fault(field="place_id", reason="required"))
    question = PresenceQuestion(
        places=only.places,
        from_ms=span.from_ms,
        until_ms=span.until_ms,
        back_ms=body.back_hours * HOUR_MS,
        limit=body.limit,
        only=only,
    )
    return Prepared(span, (), lambda store: presence(store, question))


def _people(found: Presence) -> Iterable[str]:
    return (one.citizen_id for one in found.people)


PRESENCE = QuestionKind(
    name="presence",
    body=PresenceBody,
    roles=("epidemiologist",),
    prepare=_prepare,
    tables=lambda found: (Table("people", Present, found.people),),
    others=_people,
)
