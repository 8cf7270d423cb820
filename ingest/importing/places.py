"""Where a row happened: from a source's word for a place to a place id."""

from collections.abc import Container

from contracts.errors import Fault, FixRequest
from contracts.places import Place
from ingest.importing.ids import id_in

_LONGEST = 100


class PlaceBook:
    """The places of the house, and the source's own among them.

    `known` holds the house's place ids; with `create` a place it lacks is made.
    """

    def __init__(self, source: str, known: Container[str], *, create: bool) -> None:
        self._new: list[Place] = []
        self._source = source
        self._known = known
        self._create = create
        self._found: dict[str, str] = {}

    def check(self, name: str) -> None:
        """Go on only if there is such a place, or it may be made.

        Raises:
            FixRequest: no name, a very long one, or an unknown place.

        """
        if not name:
            raise _refusal("required")
        if len(name) > _LONGEST:
            raise _refusal("too_long", str(_LONGEST))
        if not self._create and self._look_up(name) is None:
            raise _refusal("unknown_place")

    def find(self, name: str) -> str:
        """Return a place's id, making the place where that is allowed.

        Raises:
            FixRequest: as `check`.

        """
        found = self._found.get(name)
        if found is None:
            self.check(name)
            found = self._found[name] = self._look_up(name) or self._make(name)
        return found

    def take_new(self) -> list[Place]:
        """Return the places made since the last call."""
        new, self._new = self._new, []
        return new

    def _look_up(self, name: str) -> str | None:
        """The source's own place comes first: what it once meant by a name it means for good."""
        own = id_in(self._source, name)
        return next((place_id for place_id in (own, name) if place_id in self._known), None)

    def _make(self, name: str) -> str:
        place_id = id_in(self._source, name)
        shown = f"{name} ({self._source})"
        self._new.append(Place(place_id=place_id, kind="imported", name_vi=shown, name_en=shown))
        return place_id


def _refusal(reason: str, detail: str = "") -> FixRequest:
    return FixRequest(Fault(field="place", reason=reason, detail=detail))
