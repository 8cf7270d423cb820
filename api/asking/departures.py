"""Who left a district or province, and where was each of them last seen?"""

from collections.abc import Iterable

from analytics.questions.departures import Departed, DepartureQuestion, Departures, departures
from analytics.questions.filters import ScanFilter
from analytics.tables import Table
from api.asking.alerts import Limit
from api.asking.kinds import Ground, Prepared, QuestionBody, QuestionKind
from api.jurisdiction import check_unit
from api.persons import MOST_PERSONS
from api.units import districts_in, places_in


class DeparturesBody(QuestionBody, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who left this district or province within the span?"""

    unit: str
    limit: Limit = MOST_PERSONS


def _prepare(body: DeparturesBody, ground: Ground) -> Prepared[Departures]:
    span = body.span()
    places = places_in(ground.lists, body.unit)
    check_unit(body.unit, ground.within)
    question = DepartureQuestion(
        places=places,
        districts=districts_in(body.unit),
        from_ms=span.from_ms,
        until_ms=span.until_ms,
        limit=body.limit,
        only=ScanFilter(places=ground.within.places(ground.lists)),
    )
    return Prepared(span, (), lambda store: departures(store, question))


def _people(found: Departures) -> Iterable[str]:
    return (one.citizen_id for one in found.departures)


DEPARTURES = QuestionKind(
    name="departures",
    body=DeparturesBody,
    roles=("official", "epidemiologist"),
    prepare=_prepare,
    tables=lambda found: (Table("departures", Departed, found.departures),),
    others=_people,
)
