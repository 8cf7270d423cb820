"""Who declared a journey and was not seen since?"""

from collections.abc import Iterable

from analytics.questions.filters import ScanFilter
from analytics.questions.overdue import Overdue, OverduePeople, OverdueQuestion, overdue
from analytics.tables import Table
from api.asking.alerts import Limit
from api.asking.kinds import Ground, Prepared, QuestionBody, QuestionKind
from api.jurisdiction import check_unit
from api.units import units_in


class OverdueBody(QuestionBody, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who became overdue within the span and still is?

    With `unit`, whose declared journey begins or ends there; within a jurisdiction, begins or ends
    in it, and of their scans only those made in it are told.
    """

    unit: str = ""
    limit: Limit = 200


def _prepare(body: OverdueBody, ground: Ground) -> Prepared[OverduePeople]:
    span = body.span()
    question = OverdueQuestion(
        from_ms=span.from_ms,
        until_ms=span.until_ms,
        limit=body.limit,
        units=_units(body, ground),
        only=ScanFilter(places=ground.within.places(ground.lists)),
    )
    return Prepared(span, (), lambda store: overdue(store, question))


def _units(body: OverdueBody, ground: Ground) -> frozenset[str] | None:
    if not body.unit:
        return ground.within.codes()
    units = units_in(body.unit)
    check_unit(body.unit, ground.within)
    return units


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
