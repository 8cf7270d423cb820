"""Looking at a PDF: its pages as pictures, and the codes on them."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2
from PIL import Image
from pyzbar.pyzbar import ZBarSymbol, decode

_MM_PER_POINT = 25.4 / 72


class SeenPage(NamedTuple):
    """A page: its sides in millimetres, its text, its codes, and its picture."""

    width_mm: float
    height_mm: float
    text: str
    codes: list[str]
    picture: Image.Image


def pages_of(pdf: bytes, *, dpi: int = 150) -> list[SeenPage]:
    """Return the pages as a printer of this resolution would show them."""
    return list(_seen(pypdfium2.PdfDocument(pdf), dpi))


def _seen(document: Any, dpi: int) -> Iterator[SeenPage]:
    with document:
        for page in document:
            width, height = page.get_size()
            picture = page.render(scale=dpi / 72).to_pil().convert("L")
            yield SeenPage(
                width * _MM_PER_POINT,
                height * _MM_PER_POINT,
                page.get_textpage().get_text_range(),
                [found.data.decode() for found in decode(picture, symbols=[ZBarSymbol.QRCODE])],
                picture,
            )
