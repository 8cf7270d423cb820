"""Who is scanned unusually often?"""

from collections.abc import Iterable
from typing import Annotated

import msgspec

from analytics.questions.repeats import Repeated, RepeatQuestion, Repeats, repeats
from analytics.tables import Table
from api.asking.alerts import Limit
from api.asking.filtering import FilteredBody
from api.asking.kinds import Ground, Prepared, QuestionKind

_MOST_SCANS = 10_000


class RepeatsBody(FilteredBody, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who was scanned `at_least` so often within the span?"""

    at_least: Annotated[int, msgspec.Meta(ge=2, le=_MOST_SCANS)] = 20
    limit: Limit = 200


def _prepare(body: RepeatsBody, ground: Ground) -> Prepared[Repeats]:
    span = body.span()
    question = RepeatQuestion(
        from_ms=span.from_ms,
        until_ms=span.until_ms,
        at_least=body.at_least,
        limit=body.limit,
        only=body.scan_filter(ground),
    )
    return Prepared(span, (), lambda store: repeats(store, question))


def _people(found: Repeats) -> Iterable[str]:
    return (one.citizen_id for one in found.people)


REPEATS = QuestionKind(
    name="repeats",
    body=RepeatsBody,
    roles=("epidemiologist",),
    prepare=_prepare,
    tables=lambda found: (Table("people", Repeated, found.people),),
    others=_people,
)
