"""Photographs of passes, made up: a page on a table, and what may be wrong with the picture."""

import io
import math
import random
from collections.abc import Callable
from typing import Any

from PIL import Image, ImageDraw, ImageEnhance, ImageFilter

from ingest import qr

_Picture = Any
_WIDE, _HIGH = 1600, 1200
_PAPER, _TABLE = (245, 243, 238), (120, 104, 90)

Damage = Callable[[_Picture, random.Random], _Picture]


def photograph(token: str, kind: str, chance: random.Random) -> bytes:
    """Return a JPEG of a pass with one kind of damage, of a strength that chance decides."""
    share = chance.uniform(0.3, 0.55)
    picture = _page(token, round(_HIGH * share), chance)
    damaged = DAMAGES[kind](picture, chance)
    out = io.BytesIO()
    damaged.convert("RGB").save(out, "JPEG", quality=chance.randint(60, 90))
    return out.getvalue()


def _page(token: str, side: int, chance: random.Random) -> _Picture:
    """A pass on paper, lying on a table; beside the code some lines of print."""
    code = Image.open(io.BytesIO(qr.as_png(qr.modules_of(token)))).convert("RGB")
    page = Image.new("RGB", (_WIDE, _HIGH), _TABLE)
    draw = ImageDraw.Draw(page)
    left, top = chance.randint(150, 450), chance.randint(60, 200)
    draw.rectangle((left - 60, top - 40, left + side + 420, top + side + 160), fill=_PAPER)
    for line in range(9):
        y = top + 20 + line * 34
        draw.rectangle(
            (left + side + 40, y, left + side + chance.randint(150, 380), y + 9), fill=60
        )
    page.paste(code.resize((side, side), Image.Resampling.BICUBIC), (left, top))
    return page


def _untouched(picture: _Picture, _: random.Random) -> _Picture:
    return picture


def _turned(picture: _Picture, chance: random.Random) -> _Picture:
    return picture.rotate(
        chance.uniform(0, 360), Image.Resampling.BICUBIC, expand=True, fillcolor=_TABLE
    )


def _blurred(picture: _Picture, chance: random.Random) -> _Picture:
    """Out of focus, up to about a module."""
    return picture.filter(ImageFilter.GaussianBlur(chance.uniform(2.0, 8.0)))


def _shaken(picture: _Picture, chance: random.Random) -> _Picture:
    """The camera moved sideways while the shutter was open."""
    reach = chance.randint(4, 16)
    moved = picture
    for step in range(1, reach):
        offset = Image.new("RGB", picture.size, _TABLE)
        offset.paste(picture, (step, 0))
        moved = Image.blend(moved, offset, 1 / (step + 1))
    return moved


def _dark(picture: _Picture, chance: random.Random) -> _Picture:
    """At night, by the light of a torch, with the grain of a small sensor."""
    dim = ImageEnhance.Brightness(picture).enhance(chance.uniform(0.05, 0.2))
    return _grained(dim, chance, chance.uniform(0.02, 0.1))


def _grained(picture: _Picture, chance: random.Random, strength: float) -> _Picture:
    noise = Image.frombytes("L", picture.size, chance.randbytes(picture.width * picture.height))
    return Image.blend(picture, noise.convert("RGB"), strength)


def _shaded(picture: _Picture, chance: random.Random) -> _Picture:
    """A hard shadow falls across the code."""
    mask = Image.new("L", picture.size, 0)
    x, lean = chance.randint(350, 800), chance.randint(-300, 300)
    ImageDraw.Draw(mask).polygon([(x, 0), (_WIDE, 0), (_WIDE, _HIGH), (x + lean, _HIGH)], fill=255)
    shade = ImageEnhance.Brightness(picture).enhance(chance.uniform(0.15, 0.4))
    return Image.composite(shade, picture, mask.filter(ImageFilter.GaussianBlur(6)))


def _dazzled(picture: _Picture, chance: random.Random) -> _Picture:
    """A lamp shows in the plastic over the page."""
    mask = Image.new("L", picture.size, 0)
    x, y, r = chance.randint(250, 700), chance.randint(150, 700), chance.randint(60, 200)
    ImageDraw.Draw(mask).ellipse((x - r, y - r, x + r, y + r), fill=chance.randint(150, 250))
    white = Image.new("RGB", picture.size, (255, 255, 255))
    return Image.composite(white, picture, mask.filter(ImageFilter.GaussianBlur(r / 3)))


def _slanted(picture: _Picture, chance: random.Random) -> _Picture:
    """Seen from the side and from below."""
    wide, high = picture.size
    near, far = chance.uniform(0.0, 0.08), chance.uniform(0.15, 0.5)
    corners = [
        (-near * wide, -far * high),
        (0.0, high * (1 + far)),
        (wide * (1 + near), high),
        (wide, 0),
    ]
    return picture.transform(
        picture.size,
        Image.Transform.QUAD,
        [value for corner in corners for value in corner],
        Image.Resampling.BICUBIC,
        fillcolor=_TABLE,
    )


def _creased(picture: _Picture, chance: random.Random) -> _Picture:
    """Folded twice: the folds are worn white."""
    worn = picture.copy()
    draw = ImageDraw.Draw(worn)
    for _ in range(2):
        y, lean = chance.randint(150, 650), chance.randint(-150, 150)
        draw.line((0, y, _WIDE, y + lean), fill=_PAPER, width=chance.randint(4, 10))
    return worn


def _stained(picture: _Picture, chance: random.Random) -> _Picture:
    """Ink or mud in some places, up to a tenth of the code."""
    soiled = picture.copy()
    draw = ImageDraw.Draw(soiled)
    for _ in range(chance.randint(2, 6)):
        x, y = chance.randint(200, 900), chance.randint(100, 750)
        r = chance.randint(10, 50)
        draw.ellipse((x - r, y - r, x + r, y + r), fill=(70, 50, 40))
    return soiled


def _far(picture: _Picture, chance: random.Random) -> _Picture:
    """Taken from too far away: one to three pixels a module."""
    factor = chance.uniform(0.14, 0.35)
    size = (round(picture.width * factor), round(picture.height * factor))
    return picture.resize(size, Image.Resampling.BICUBIC)


def _photographed_screen(picture: _Picture, chance: random.Random) -> _Picture:
    """A telephone's screen: its dots make stripes."""
    striped = picture.copy()
    draw = ImageDraw.Draw(striped)
    gap = chance.randint(4, 8)
    for y in range(0, picture.height, gap):
        draw.line((0, y, picture.width, y), fill=(150, 150, 160), width=1)
    return striped.filter(ImageFilter.GaussianBlur(0.8))


def _on_its_side(picture: _Picture, chance: random.Random) -> _Picture:
    """Turned by a quarter, and slightly more by hand."""
    return picture.rotate(
        chance.choice((90, 180, 270)) + math.copysign(chance.uniform(2, 12), chance.random() - 0.5),
        Image.Resampling.BICUBIC,
        expand=True,
        fillcolor=_TABLE,
    )


DAMAGES: dict[str, Damage] = {
    "none": _untouched,
    "on_its_side": _on_its_side,
    "turned": _turned,
    "slanted": _slanted,
    "far": _far,
    "blurred": _blurred,
    "shaken": _shaken,
    "dark": _dark,
    "shaded": _shaded,
    "dazzled": _dazzled,
    "creased": _creased,
    "stained": _stained,
    "screen": _photographed_screen,
}
