"""What is known beside a scan, put together for the rules of history. Pure: no clock of its own."""

from contracts.durations import MINUTE_MS
from contracts.events import DeclarationFiled
from contracts.history import Ground, Journey, Known
from contracts.lists import Lists
from contracts.places import units_of_2021
from streams.areas import Areas
from streams.dossier import Dossier, Visit

# Declarations and scans travel on two topics. A pass that is still not known so long after it was
# shown was never issued.
PASS_KNOWN_WITHIN_MS = 10 * MINUTE_MS


class Judge:
    """Puts scans beside the lists of the moment."""

    def __init__(self, lists: Lists) -> None:
        """Judge with these lists, which change while the judge works."""
        self.lists = lists
        self._ground = Ground(lists.places)
        self._areas = Areas(lists.zones, lists.places)

    @property
    def ground(self) -> Ground:
        """The places as they are now."""
        if self._ground.places is not self.lists.places:
            self._ground = Ground(self.lists.places)
        return self._ground

    @property
    def areas(self) -> Areas:
        """The epidemic areas as they are now."""
        areas, lists = self._areas, self.lists
        if areas.zones is not lists.zones or areas.places is not lists.places:
            areas = self._areas = Areas(lists.zones, lists.places)
        return areas

    def known_of(self, visit: Visit, before: Visit | None, dossier: Dossier, now_ms: int) -> Known:
        """Return what bears on a visit, as far as it is known at `now_ms`."""
        km = self.ground.km(before.place_id, visit.place_id) if before else None
        if not visit.pass_id:
            return Known(visit, before, km)
        issued = dossier.pass_named(visit.pass_id)
        declared = dossier.declared_as(issued.declaration_id) if issued else None
        return Known(
            visit,
            before,
            km,
            has_pass=True,
            journey=declared.journey if declared else None,
            withdrawn=self.lists.withdrawn.get(visit.pass_id),
            pass_is_unknown=issued is None and now_ms >= visit.received_ms + PASS_KNOWN_WITHIN_MS,
        )


def journey_of(filed: DeclarationFiled) -> Journey:
    """Return what a declaration says about where its maker will be."""
    units = units_of_2021()
    named = (filed.origin, filed.destination, filed.residence, filed.stay, *filed.visited)
    districts = {units.district_of(code) for code in named if code in units} - {""}
    origin = units.district_of(filed.origin) if filed.origin in units else ""
    return Journey(filed.declaration_id, filed.departs_ms, origin, tuple(sorted(districts)))
