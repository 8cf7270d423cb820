"""Who declared a journey and was not seen since?"""

from collections.abc import Iterable

from analytics.questions.overdue import Overdue, OverduePeople, OverdueQuestion, overdue
from analytics.tables import Table
from api.asking.alerts import Limit
from api.asking.kinds import Ground, Prepared, QuestionBody, QuestionKind
from api.units import units_in


class OverdueBody(QuestionBody, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who became overdue within the span and still is?

    With `unit`, whose declared journey begins or ends there.
    """

    unit: str = ""
    limit: Limit = 200


def _prepare(body: OverdueBody, _: Ground) -> Prepared[OverduePeople]:
    span = body.span()
    question = OverdueQuestion(
        from_ms=span.from_ms,
        until_ms=span.until_ms,
        limit=body.limit,
        units=units_in(body.unit) if body.unit else None,
    )
    return Prepared(span, (), lambda store: overdue(store, question))


def _people(found: OverduePeople) -> Iterable[str]:
    return (one.citizen_id for one in found.people)


OVERDUE = QuestionKind(
    name="overdue",
    body=OverdueBody,
    roles=("official", "epidemiologist"),
    prepare=_prepare,
    tables=lambda found: (Table("people", Overdue, found.people),),
    others=_people,
)
