"""Who moves between districts or provinces, and who declared to?"""

from typing import Annotated

import msgspec

from analytics.questions.flows import Flow, FlowQuestion, Flows, flows
from analytics.tables import Table
from api.asking.filtering import FilteredBody
from api.asking.kinds import Ground, Prepared, QuestionKind
from api.units import AreaLevel, areas_of_units
from contracts.durations import HOUR_MS
from contracts.places import units_of_2021

_MOST_PAIRS = 10_000
_MOST_HOURS = 14 * 24


class FlowsBody(FilteredBody, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How many people and journeys went from area to area?

    A journey leads from one scan to the next, no more than `within_hours` later. With `unit`, only
    what begins and ends there.
    """

    level: AreaLevel = "district"
    within_hours: Annotated[int, msgspec.Meta(ge=1, le=_MOST_HOURS)] = 24
    limit: Annotated[int, msgspec.Meta(ge=1, le=_MOST_PAIRS)] = 1000


def _prepare(body: FlowsBody, ground: Ground) -> Prepared[Flows]:
    span = body.span()
    only = body.scan_filter(ground)
    areas = areas_of_units(body.level)
    question = FlowQuestion(
        area_of_place={
            place.place_id: areas[place.district]
            for place in ground.lists.places.values()
            if place.district in areas
        },
        area_of_unit={
            unit: area
            for unit, area in areas_of_units(body.level, body.unit).items()
            if ground.within.has_unit(unit)
        },
        names={area: units_of_2021()[area].name for area in set(areas.values())},
        from_ms=span.from_ms,
        until_ms=span.until_ms,
        back_ms=body.within_hours * HOUR_MS,
        limit=body.limit,
        only=only,
    )
    return Prepared(span, (), lambda store: flows(store, question))


FLOWS = QuestionKind(
    name="flows",
    body=FlowsBody,
    roles=("official", "epidemiologist"),
    prepare=_prepare,
    tables=lambda found: (Table("flows", Flow, found.flows),),
)
