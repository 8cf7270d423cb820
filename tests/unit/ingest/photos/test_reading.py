"""Photographs of codes."""

import io
import random

import pytest
from PIL import Image

from bench.photos.pictures import photograph
from contracts.errors import Fault, FixRequest
from ingest import qr
from ingest.photos.reading import codes_in
from tests.builders.contracts import claims, token

ONE, OTHER = token(), token(claims(pass_id="99" * 10))


def _png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _drawn(code: str) -> Image.Image:
    return Image.open(io.BytesIO(qr.as_png(qr.modules_of(code)))).convert("L")


@pytest.mark.parametrize("kind", ["none", "turned", "dark", "shaded", "screen"])
def test_a_bad_photograph_is_read_all_the_same(kind: str) -> None:
    """One of each of these kinds of damage; `./chot bench photos` tells how many of many."""
    photo = photograph(ONE, kind, random.Random(1))  # noqa: S311  # the same at every run

    assert codes_in(photo, within_s=60) == [ONE]


def test_several_codes_come_in_reading_order() -> None:
    """The upper before the lower, the left before the right."""
    code, other = _drawn(ONE), _drawn(OTHER)
    page = Image.new("L", (code.width + other.width + 40, 2 * code.height + 40), 255)
    page.paste(other, (code.width + 40, 0))
    page.paste(code, (0, 10))
    page.paste(_drawn("third"), (0, code.height + 40))

    assert codes_in(_png(page)) == [ONE, OTHER, "third"]


def test_a_picture_lying_on_its_side_is_turned_as_the_camera_noted() -> None:
    """Telephones turn the note, not the picture."""
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    _drawn(ONE).rotate(90).save(out, "JPEG", exif=exif)

    assert codes_in(out.getvalue()) == [ONE]


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"%PDF-1.7 not a picture", "not_a_picture"),
        (b"", "not_a_picture"),
        (_png(_drawn(ONE))[:900], "not_a_picture"),
        (_png(Image.new("L", (400, 300), 200)), "no_code"),
        (_png(Image.new("1", (9000, 9000))), "too_large"),
    ],
)
def test_what_cannot_be_read_is_said_why(raw: bytes, reason: str) -> None:
    """No picture, no code, or a picture that is small on disk and would fill the memory."""
    with pytest.raises(FixRequest) as refused:
        codes_in(raw, within_s=0)

    (fault,) = refused.value.faults
    assert isinstance(fault, Fault)
    assert (fault.field, fault.reason) == ("photo", reason)
