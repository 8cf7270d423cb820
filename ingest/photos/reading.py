"""Finds the QR codes in a photograph. The only user of `pyzbar`; takes long: use a thread.

A good photograph is read at the first look. A bad one is looked at in other ways, the most helpful
first, until something is found or the time is up.
"""

import time
from collections.abc import Callable, Iterator
from operator import itemgetter
from typing import Any

from PIL import Image, ImageChops, ImageFilter, ImageOps
from pyzbar.pyzbar import ZBarSymbol, decode

from contracts.errors import Fault, FixRequest
from ingest.photos.opening import FIELD, opened

# A pass that fills a fifth of the width still has 11 pixels a module's side at this size.
_LONGEST_SIDE = 3000
# Sizes, in pixels, at which modules of most photographs are as large as the reader likes them.
_USUAL_SIDE, _SMALL_SIDE = 1600, 900
_WITHIN_S = 4.0
# Codes of one line: their middles differ by no more than this share of the picture's height.
_LINE = 0.08
_LEFT = itemgetter(1)
_MIDDLE = 128

_Grey = Any
_Look = Callable[[_Grey], _Grey]


def codes_in(raw: bytes, *, within_s: float = _WITHIN_S) -> list[str]:
    """Return the texts of all codes, in reading order; several tries, but no longer than so.

    Raises:
        FixRequest: no JPEG or PNG, a broken one, one of too many pixels, or nothing was found.

    """
    deadline = time.monotonic() + within_s
    picture = opened(raw, _upright)
    for look in _looks():
        found = _read(look(picture))
        if found:
            return found
        if time.monotonic() >= deadline:
            break
    raise FixRequest(Fault(field=FIELD, reason="no_code"))


def _upright(found: Any) -> _Grey:
    if found.format == "JPEG":
        # The decoder halves a large picture while reading, which saves most of time and memory.
        found.draft("L", (_LONGEST_SIDE, _LONGEST_SIDE))
    grey = ImageOps.exif_transpose(found)
    if "A" in grey.getbands():
        # What shows through is paper.
        grey = Image.alpha_composite(Image.new("RGBA", grey.size, "white"), grey.convert("RGBA"))
    grey = grey.convert("L")
    grey.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    return grey


def _looks() -> Iterator[_Look]:
    """Ways to look at a picture, each of them fresh from the picture as it came."""
    yield _sized(_USUAL_SIDE)
    yield lambda picture: picture
    for side in (_SMALL_SIDE, _USUAL_SIDE, _LONGEST_SIDE):
        yield _then(_sized(side), _even)
        yield _then(_sized(side), _even, _sharp)
    for degrees in (45, 20, 70):
        yield _then(_sized(_USUAL_SIDE), _even, _turned(degrees))
    yield _then(_sized(_USUAL_SIDE), _calm, _even)
    yield _then(_sized(_USUAL_SIDE), ImageOps.invert)
    for stretch in (1.4, 1.0 / 1.4):
        yield _then(_sized(_USUAL_SIDE), _stretched(stretch), _even)


def _then(*steps: _Look) -> _Look:
    def look(picture: _Grey) -> _Grey:
        for step in steps:
            picture = step(picture)
        return picture

    return look


def _sized(side: int) -> _Look:
    """Bring the longer side to this many pixels, but magnify no more than four times."""

    def look(picture: _Grey) -> _Grey:
        factor = min(side / max(picture.size), 4.0)
        size = tuple(max(1, round(length * factor)) for length in picture.size)
        return picture.resize(size, Image.Resampling.BICUBIC)

    return look


def _even(picture: _Grey) -> _Grey:
    """Hold each pixel against its surroundings: shadows, glare and dim light go away."""
    around = picture.filter(ImageFilter.BoxBlur(max(picture.size) // 24))
    difference = ImageChops.subtract(picture, around, offset=_MIDDLE)
    return ImageOps.autocontrast(difference, cutoff=2)


def _sharp(picture: _Grey) -> _Grey:
    return picture.filter(ImageFilter.UnsharpMask(radius=4, percent=300, threshold=0))


def _calm(picture: _Grey) -> _Grey:
    """Take grain out."""
    return picture.filter(ImageFilter.MedianFilter(5))


def _turned(degrees: float) -> _Look:
    return lambda picture: picture.rotate(
        degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=255
    )


def _stretched(factor: float) -> _Look:
    """Undo what a slanting view does to one of the sides."""

    def look(picture: _Grey) -> _Grey:
        wide, high = picture.size
        return picture.resize((round(wide * factor), high), Image.Resampling.BICUBIC)

    return look


def _read(picture: _Grey) -> list[str]:
    found = decode(picture, symbols=[ZBarSymbol.QRCODE])
    placed = sorted((one.rect.top + one.rect.height / 2, one.rect.left, one.data) for one in found)
    texts: list[str] = []
    while placed:
        # Of one line are those whose middles are about as high as the uppermost one.
        end = placed[0][0] + picture.height * _LINE
        line = [one for one in placed if one[0] <= end]
        texts += [data.decode("utf-8", "replace") for _, _, data in sorted(line, key=_LEFT)]
        placed = placed[len(line) :]
    return list(dict.fromkeys(texts))
