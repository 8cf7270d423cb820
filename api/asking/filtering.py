"""Which scans a question looks at, as a body says it: "as if only these had been made"."""

from analytics.questions.filters import ScanFilter
from api.asking.kinds import Ground, QuestionBody
from api.jurisdiction import places_within
from contracts.events import Direction
from contracts.places import PlaceKind
from contracts.verdicts import Category


class FilteredBody(QuestionBody, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A question that may be asked of some scans only; a field that is not given leaves all.

    `place_kinds`, `unit` (a district or province) and `place_id` narrow the places together,
    `verdicts` are categories as the gate said them.
    """

    place_kinds: tuple[PlaceKind, ...] = ()
    unit: str = ""
    place_id: str = ""
    directions: tuple[Direction, ...] = ()
    verdicts: tuple[Category, ...] = ()

    def scan_filter(self, ground: Ground) -> ScanFilter:
        """Return which scans are asked about: none that was made outside the jurisdiction.

        Raises:
            FixRequest: there is no such place or unit, or it lies outside the jurisdiction.

        """
        return ScanFilter(
            places=self._places(ground), directions=self.directions, categories=self.verdicts
        )

    def _places(self, ground: Ground) -> tuple[str, ...] | None:
        known = ground.lists.places
        places = places_within(ground.lists, self.place_id, self.unit, ground.within)
        if not self.place_kinds:
            return places
        looked_at = known if places is None else places
        return tuple(p for p in looked_at if known[p].kind in self.place_kinds)
