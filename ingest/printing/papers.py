"""What is printed, as pages for the press: passes, posters, blank forms. Use a thread."""

from functools import partial
from typing import Literal

import msgspec

from contracts.places import Place
from contracts.serials import code_of, new_serial, said_serial
from contracts.words import Language
from ingest.pass_view import PassView
from ingest.printing.codes import PaperCode, paper_code
from web.pages import Pages
from web.texts import tell

PosterSize = Literal["A3", "A4"]
PassPaper = Literal["a4", "slip"]

# Sides with the white margin, in millimetres. The longest pass has 65 squares and 4 more on each
# side: 1.5 mm a square on A4, 0.66 mm on a slip of a bank card's size.
_PASS_SIDES: dict[PassPaper, float] = {"a4": 110.0, "slip": 48.0}
_POSTER_SIDE, _SHEET_SIDE = 97.0, 26.0
# A3's side over A4's.
_SCALES: dict[PosterSize, float] = {"A4": 1.0, "A3": 2**0.5}

_VI, _EN = partial(tell, language="vi"), partial(tell, language="en")


class BlankSheet(msgspec.Struct, frozen=True):
    """A sheet's code and its serial as people read it."""

    code: PaperCode
    said: str


def pass_paper(
    pages: Pages, shown: PassView, paper: PassPaper, spoken: Language, address: str
) -> str:
    """Return a pass on paper; `address` is where a lost one is found again."""
    code = paper_code(shown.token, _PASS_SIDES[paper])
    return pages.text(
        f"print/pass-{paper}.html", spoken, **{"pass": shown, "code": code, "address": address}
    )


def poster(pages: Pages, place: Place, size: PosterSize, address: str) -> str:
    """Return the poster that leads from a place to its form at this address."""
    scale = _SCALES[size]
    code = paper_code(address, _POSTER_SIDE * scale)
    return pages.text(
        "print/poster.html",
        "vi",
        vi=_VI,
        en=_EN,
        place=place,
        size=size,
        k=scale,
        code=code,
        address=address,
    )


def blank_sheets(pages: Pages, place: Place | None, count: int) -> str:
    """Return paper forms, each with a serial of its own."""
    return pages.text(
        "print/sheets.html",
        "vi",
        vi=_VI,
        en=_EN,
        place=place,
        sheets=[_blank_sheet(new_serial()) for _ in range(count)],
    )


def _blank_sheet(serial: str) -> BlankSheet:
    return BlankSheet(paper_code(code_of(serial), _SHEET_SIDE), said_serial(serial))
