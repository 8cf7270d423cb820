"""Which scans a question looks at: it is answered as if only these had been made."""

from typing import Any

import msgspec


class ScanFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Scans at these places (None: everywhere), of these directions and verdicts (none: all)."""

    places: tuple[str, ...] | None = None
    directions: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether every scan is looked at."""
        return self == ALL_SCANS

    def condition(self) -> str:
        """Return what such a row of a table of scans fulfils, beginning with AND; may be empty."""
        parts = {
            "place_id IN {places:Array(String)}": self.places is not None,
            "direction IN {directions:Array(String)}": bool(self.directions),
            "category IN {categories:Array(String)}": bool(self.categories),
        }
        return "".join(f" AND {sql}" for sql, is_asked in parts.items() if is_asked)

    def parameters(self) -> dict[str, Any]:
        """Return the values that the condition names."""
        return {
            "places": sorted(self.places or ()),
            "directions": sorted(self.directions),
            "categories": sorted(self.categories),
        }


ALL_SCANS = ScanFilter()
