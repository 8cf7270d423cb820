"""Where was this vehicle or trailer, and who was scanned with it?"""

from collections.abc import Iterable

from analytics.questions.vehicle import VehicleStop, VehicleTimeline, vehicle_timeline
from analytics.tables import Table
from api.asking.filtering import FilteredBody
from api.asking.kinds import Ground, Prepared, QuestionKind
from api.asking.timeline import GapHours
from contracts.durations import HOUR_MS
from contracts.errors import Fault, FixRequest
from contracts.plates import normal_plate

_MOST_SCANS = 5000


class VehicleBody(FilteredBody, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where was this vehicle or trailer? The plate is turned into an id and kept nowhere."""

    plate: str
    gap_hours: GapHours = 24


def _prepare(body: VehicleBody, ground: Ground) -> Prepared[VehicleTimeline]:
    span = body.span()
    plate = normal_plate(body.plate)
    if not plate:
        raise FixRequest(Fault(field="plate", reason="required"))
    vehicle_id = ground.pseudonyms.vehicle_id(plate)
    only = body.scan_filter(ground)
    return Prepared(
        span,
        (vehicle_id,),
        lambda store: vehicle_timeline(
            store,
            vehicle_id,
            from_ms=span.from_ms,
            until_ms=span.until_ms,
            gap_ms=body.gap_hours * HOUR_MS,
            limit=_MOST_SCANS,
            only=only,
        ),
    )


def _people(found: VehicleTimeline) -> Iterable[str]:
    return (citizen for stop in found.stops for citizen in stop.citizen_ids)


VEHICLE = QuestionKind(
    name="vehicle",
    body=VehicleBody,
    roles=("epidemiologist",),
    prepare=_prepare,
    tables=lambda found: (Table("stops", VehicleStop, found.stops),),
    others=_people,
)
