"""Which alerts stand, the last known first, and how many of each kind?"""

from collections.abc import Iterable
from typing import Annotated

import msgspec

from analytics.questions.alerts import Alert, AlertBounds, AlertQuestion, Alerts, alerts
from analytics.tables import Table
from api.asking.kinds import Ground, Prepared, QuestionBody, QuestionKind
from api.jurisdiction import places_within
from api.persons import MOST_PERSONS
from contracts.verdicts import AlertKind

Limit = Annotated[int, msgspec.Meta(ge=1, le=MOST_PERSONS)]


class AlertsBody(QuestionBody, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What became known since when, of which kinds, at which place or in which unit?

    Without place and unit the answer also holds alerts that belong to no place. Within a
    jurisdiction these are told where the declared journey begins or ends in it, and an alert that
    rests on scans at two places is told where both of them lie in it.
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
        places=_places(body, ground),
        withdrawn_too=body.withdrawn,
        within=_bounds(ground),
    )
    return Prepared(span, (), lambda store: alerts(store, question))


def _places(body: AlertsBody, ground: Ground) -> tuple[str, ...] | None:
    """Alerts of no place are kept apart by their bounds, so that these alone need no places."""
    if not (body.place_id or body.unit):
        return None
    return places_within(ground.lists, body.place_id, body.unit, ground.within)


def _bounds(ground: Ground) -> AlertBounds | None:
    places, units = ground.within.places(ground.lists), ground.within.codes()
    if places is None or units is None:
        return None
    return AlertBounds(places=places, units=units)


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
