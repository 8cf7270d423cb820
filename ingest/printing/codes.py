"""Codes on paper: how large, how much may be lost, and how many millimetres a square takes."""

import base64

import msgspec

from ingest import qr

# Below half a millimetre, cheap printers and cameras run squares into each other.
SMALLEST_SQUARE_MM = 0.5
_MARGIN = 4


class PaperCode(msgspec.Struct, frozen=True):
    """A code for paper; `picture` is an address (`data:`), `side_mm` its side with its margin."""

    picture: str
    side_mm: float
    squares: int

    @property
    def square_mm(self) -> float:
        """The side of one square."""
        return self.side_mm / (self.squares + 2 * _MARGIN)


def paper_code(text: str, side_mm: float) -> PaperCode:
    """Return a text as a code of level Q with its white margin. Takes 30 ms: use a thread."""
    modules = qr.modules_of(text, "Q")
    png = base64.b64encode(qr.as_png(modules)).decode()
    return PaperCode(f"data:image/png;base64,{png}", side_mm, len(modules))
