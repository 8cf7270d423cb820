"""The live counts in a terminal: the busiest places, as the read side's stream tells them."""

import contextlib
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import datetime

import msgspec
from rich.table import Table

from contracts.errors import TryAgain
from contracts.sealing import HANOI
from deploy.answers import MinuteCount, busiest_table

_LISTEN_S = 60.0
# As far back as the first frame of the stream reaches.
_KEPT_MINUTES = 15


class LiveCell(msgspec.Struct, frozen=True):
    """Scans of one kind at one place in one minute, so far."""

    place_id: str
    minute_ms: int
    direction: str
    category: str
    reason: str
    scans: int


class Frame(msgspec.Struct, frozen=True):
    """What the stream sends at once."""

    data_up_to_ms: int
    cells: tuple[LiveCell, ...]


_DECODER = msgspec.json.Decoder(Frame)


def frames(url: str, token: str) -> Iterator[Frame]:
    """Yield frames for as long as the stream lasts.

    Raises:
        TryAgain: nobody answers there, or no longer.
    """
    headers = {"Authorization": f"Bearer {token}"}
    request = urllib.request.Request(f"{url}/v1/counts/live", headers=headers)  # noqa: S310 - the running house's address
    try:
        with contextlib.closing(urllib.request.urlopen(request, timeout=_LISTEN_S)) as stream:  # noqa: S310 - as above
            for line in stream:
                if line.startswith(b"data: "):
                    yield _DECODER.decode(line.removeprefix(b"data: "))
    except OSError as fault:
        raise TryAgain(url) from fault


class LivePlaces:
    """Adds frames up to what the last minutes of the city looked like."""

    def __init__(self) -> None:
        self._cells: dict[tuple[str, int, str, str, str], int] = {}
        self._newest_ms = 0
        self._data_up_to_ms = 0

    def take(self, frame: Frame) -> None:
        """Replace the counts that a frame brings and forget what the stream no longer keeps."""
        for cell in frame.cells:
            self._cells[
                cell.place_id, cell.minute_ms, cell.direction, cell.category, cell.reason
            ] = cell.scans
            self._newest_ms = max(self._newest_ms, cell.minute_ms)
        self._data_up_to_ms = max(self._data_up_to_ms, frame.data_up_to_ms)
        since = self._newest_ms - _KEPT_MINUTES * 60_000
        self._cells = {key: scans for key, scans in self._cells.items() if key[1] > since}

    def table(self, most: int) -> Table:
        """Return the busiest places of the minutes up to the newest."""
        counts = [
            MinuteCount(place_id=place, direction=direction, category=category, scans=scans)
            for (place, _, direction, category, _), scans in self._cells.items()
        ]
        data_up_to = datetime.fromtimestamp(self._data_up_to_ms / 1000, HANOI)
        table = busiest_table(counts, most, "places", data_up_to)
        newest = datetime.fromtimestamp(self._newest_ms / 1000, HANOI)
        table.title = f"{_KEPT_MINUTES} minutes up to {newest:%Y-%m-%d %H:%M}, Hà Nội time"
        return table
