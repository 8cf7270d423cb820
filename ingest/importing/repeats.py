"""Which scan a row is, and whether its file has said it before."""

from typing import NamedTuple

from contracts.errors import Fault, FixRequest
from contracts.events import Direction
from ingest.importing.ids import hashed_id, id_in


class Content(NamedTuple):
    """What makes a scan another one.

    The citizen id stands for the person: being a keyed hash, it keeps others from trying document
    numbers until the scan's id fits.
    """

    citizen_id: str
    place_id: str
    happened_ms: int
    direction: Direction


class Repeats:
    """Names scans and remembers them, in about 200 bytes a row."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._seen: dict[str, int] = {}

    def scan_id(self, own: str, content: Content) -> str:
        """Return the scan's id: the source's own, or, if that is empty, one of its content."""
        if own:
            return id_in(self._source, own)
        return hashed_id(self._source, "scan {} {} {} {}".format(*content))

    def is_repeat(self, scan_id: str, content: Content) -> bool:
        """Tell whether the same was said before, and remember it.

        Raises:
            FixRequest: the id stood for something else before.

        """
        now = hash(content)
        before = self._seen.get(scan_id)
        if before is None:
            self._seen[scan_id] = now
            return False
        if before != now:
            raise FixRequest(Fault(field="id", reason="id_reused"))
        return True
