"""Which alerts stand, the last known first, and how many of each kind?"""

from collections.abc import Iterable
from typing import Annotated

import msgspec

from analytics.questions.alerts import Alert, AlertQuestion, Alerts, alerts
from analytics.tables import Table
from api.asking.kinds import Ground, Prepared, QuestionBody, QuestionKind
from api.persons import MOST_PERSONS
from api.units import places_asked
from contracts.verdicts import AlertKind

Limit = Annotated[int, msgspec.Meta(ge=1, le=MOST_PERSONS)]


class AlertsBody(QuestionBody, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What became known since when, of which kinds, at which place or in which unit?

    Without place and unit the answer also holds alerts that belong to no place.
    """

    kinds: tuple[AlertKind, ...] = ()
    place_id: str = ""
    unit: str = ""
    withdrawn: bool = False
    limit: Limit = 200


def _prepare(body: AlertsBody, ground: Ground) -> Prepared[Alerts]:
    span = body.span()
    question = AlertQuestion(
        from_ms=span.from_ms,
        until_ms=span.until_ms,
        limit=body.limit,
        kinds=body.kinds,
        places=places_asked(ground.lists, body.place_id, body.unit),
        withdrawn_too=body.withdrawn,
    )
    return Prepared(span, (), lambda store: alerts(store, question))


def _people(found: Alerts) -> Iterable[str]:
    return (alert.citizen_id for alert in found.alerts)


ALERTS = QuestionKind(
    name="alerts",
    body=AlertsBody,
    roles=("official", "epidemiologist"),
    prepare=_prepare,
    tables=lambda found: (Table("alerts", Alert, found.alerts),),
    others=_people,
)
