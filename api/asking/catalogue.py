"""Every question of the house: its route, its note on the audit topic, its files follow from it."""

from api.asking.alerts import ALERTS
from api.asking.contacts import CONTACTS
from api.asking.departures import DEPARTURES
from api.asking.flows import FLOWS
from api.asking.kinds import AnyKind
from api.asking.milestones import MILESTONES
from api.asking.overdue import OVERDUE
from api.asking.presence import PRESENCE
from api.asking.repeats import REPEATS
from api.asking.spread import SPREAD
from api.asking.timeline import TIMELINE
from api.asking.vehicle import VEHICLE

CATALOGUE: tuple[AnyKind, ...] = (
    TIMELINE,
    VEHICLE,
    CONTACTS,
    SPREAD,
    MILESTONES,
    PRESENCE,
    ALERTS,
    OVERDUE,
    DEPARTURES,
    FLOWS,
    REPEATS,
)


def kind_named(name: str) -> AnyKind:
    """Return the question of that name; raises KeyError where there is none."""
    return _BY_NAME[name]


_BY_NAME = {kind.name: kind for kind in CATALOGUE}
