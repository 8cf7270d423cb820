"""Which scans a question looks at, as a body says it: "as if only these had been made"."""

from analytics.questions.filters import ScanFilter
from api.asking.kinds import QuestionBody
from api.units import places_asked
from contracts.events import Direction
from contracts.lists import Lists
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

    def scan_filter(self, lists: Lists) -> ScanFilter:
        """Return which scans are asked about.

        Raises:
            FixRequest: there is no such place or unit.

        """
        return ScanFilter(
            places=self._places(lists), directions=self.directions, categories=self.verdicts
        )

    def _places(self, lists: Lists) -> tuple[str, ...] | None:
        places = places_asked(lists, self.place_id, self.unit)
        if not self.place_kinds:
            return places
        looked_at = lists.places if places is None else places
        return tuple(p for p in looked_at if lists.places[p].kind in self.place_kinds)
