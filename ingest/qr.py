"""Draws a pass as a QR code, level M, in the compact alphanumeric mode. Takes 20 ms: use a thread.

The only user of `qrcode`.
"""

import io
from collections.abc import Iterator
from itertools import groupby

from PIL import Image, ImageOps
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode
from qrcode.util import MODE_ALPHA_NUM, QRData

# The white margin, in modules, that readers need; and a module's size in a PNG, in pixels, so that
# the largest pass is about 490 pixels wide: fit for a phone's screen and for print at 4 cm.
_MARGIN = 4
_PIXELS = 8

Modules = list[list[bool]]


def modules_of(token: str) -> Modules:
    """Return the code's squares, row by row, true for black; without the margin."""
    code = QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(QRData(token.encode(), mode=MODE_ALPHA_NUM), optimize=0)
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
