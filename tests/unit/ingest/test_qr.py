"""The drawn pass, read again."""

import io
import re

import pytest
from PIL import Image
from pyzbar.pyzbar import ZBarSymbol, decode

from ingest import qr
from tests.builders.contracts import claims, token

LONGEST = token(claims(name="ữ" * 10, birth_year=2021, hours=255, risk=7))


def _read(picture: Image.Image) -> str:
    (found,) = decode(picture.convert("L"), symbols=[ZBarSymbol.QRCODE])
    text: str = found.data.decode()
    return text


@pytest.mark.parametrize("code", [token(), LONGEST])
def test_the_png_holds_the_token(code: str) -> None:
    """Any reader gets the same text."""
    picture = Image.open(io.BytesIO(qr.as_png(qr.modules_of(code))))

    assert _read(picture) == code


@pytest.mark.parametrize("code", [token(), LONGEST])
def test_the_svg_holds_the_token(code: str) -> None:
    """Its one path, painted on white."""
    svg = qr.as_svg(qr.modules_of(code))
    found = re.search(r'viewBox="0 0 (\d+) ', svg)
    assert found
    wide = int(found[1])
    picture = Image.new("L", (wide, wide), 255)
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", svg):
        picture.paste(0, (int(x), int(y), int(x) + int(length), int(y) + 1))

    assert _read(picture.resize((wide * 4, wide * 4), Image.Resampling.NEAREST)) == code


def test_the_longest_pass_has_53_squares_a_side() -> None:
    """Small enough for a cheap scanner and a bad screen."""
    assert len(qr.modules_of(LONGEST)) <= 53
