"""Draws QR codes: passes in the compact alphanumeric mode. Takes 20 ms: use a thread.

The only user of `qrcode`.
"""

import io
from collections.abc import Iterator
from itertools import groupby
from typing import Literal

from PIL import Image, ImageOps
from qrcode.constants import ERROR_CORRECT_M, ERROR_CORRECT_Q
from qrcode.main import QRCode
from qrcode.util import QRData

# The white margin, in modules, that readers need; and a module's size in a PNG, in pixels, so that
# the largest pass is about 490 pixels wide: fit for a phone's screen and for print at 4 cm.
_MARGIN = 4
_PIXELS = 8

Modules = list[list[bool]]

# How much of a code may be lost: M is enough on a screen, where large squares count for more; Q is
# for paper, which is folded and gets dirty.
Level = Literal["M", "Q"]
_LEVELS = {"M": ERROR_CORRECT_M, "Q": ERROR_CORRECT_Q}


def modules_of(text: str, level: Level = "M") -> Modules:
    """Return the code's squares, row by row, true for black; without the margin.

    Capitals, digits and `$%*+-./: ` alone take the compact mode; a pass holds nothing else.
    """
    code = QRCode(error_correction=_LEVELS[level], border=0)
    code.add_data(QRData(text.encode()), optimize=0)
    code.make(fit=True)
    modules: Modules = code.modules
    return modules


def as_png(modules: Modules) -> bytes:
    """Return the code as a black and white PNG."""
    size = len(modules)
    grey = bytes(0 if black else 255 for row in modules for black in row)
    small = ImageOps.expand(Image.frombytes("L", (size, size), grey), _MARGIN, fill=255)
    wide = (size + 2 * _MARGIN) * _PIXELS
    drawn = small.resize((wide, wide), Image.Resampling.NEAREST).convert("1")
    out = io.BytesIO()
    drawn.save(out, "PNG")
    return out.getvalue()


def as_svg(modules: Modules) -> str:
    """Return the code as an SVG of one path, a rectangle for each run of black squares."""
    wide = len(modules) + 2 * _MARGIN
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {wide}"'
        f' shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{wide}v{wide}H0z"/>'
        f'<path d="{"".join(_runs(modules))}"/></svg>'
    )


def _runs(modules: Modules) -> Iterator[str]:
    for y, row in enumerate(modules, _MARGIN):
        x = _MARGIN
        for black, run in groupby(row):
            length = len(list(run))
            if black:
                yield f"M{x} {y}h{length}v1h-{length}z"
            x += length
