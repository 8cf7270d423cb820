"""A photograph as it comes in becomes the picture that is kept."""

import io
from typing import Any

from PIL import Image, ImageOps

from contracts.errors import Fault, FixRequest

FIELD = "photo"

# An A4 sheet that fills the picture keeps 200 dots an inch: small handwriting can be read.
LONGEST_SIDE = 2400
_QUALITY = 80
# Phones of 2021 take 12 to 64 million; more would only fill the memory of the gateway.
_MOST_PIXELS = 64_000_000


def tidy_picture(raw: bytes) -> bytes:
    """Return a photograph as a JPEG: upright, not too large, without what the camera added to it.

    Position and time of the photograph and the camera's name are lost on purpose.

    Raises:
        FixRequest: no JPEG or PNG, a broken one, or one of too many pixels.

    """
    try:
        with Image.open(io.BytesIO(raw), formats=("JPEG", "PNG")) as found:
            if found.width * found.height > _MOST_PIXELS:
                raise FixRequest(Fault(field=FIELD, reason="too_large", detail="64 MP"))
            return _as_jpeg(found)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        # What Pillow raises on bytes that a stranger made.
        raise FixRequest(Fault(field=FIELD, reason="not_a_picture")) from error


def _as_jpeg(found: Any) -> bytes:
    if found.format == "JPEG":
        # The decoder halves a large picture while reading, which saves most of time and memory.
        found.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    upright = ImageOps.exif_transpose(found).convert("RGB")
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    written = io.BytesIO()
    upright.save(written, "JPEG", quality=_QUALITY)
    return written.getvalue()
