"""A photograph as it comes in becomes the picture that is kept."""

import io
from typing import Any

from PIL import ImageOps

from ingest.photos.opening import opened

# An A4 sheet that fills the picture keeps 200 dots an inch: small handwriting can be read.
LONGEST_SIDE = 2400
_QUALITY = 80


def tidy_picture(raw: bytes) -> bytes:
    """Return a photograph as a JPEG: upright, not too large, without what the camera added to it.

    Position and time of the photograph and the camera's name are lost on purpose.

    Raises:
        FixRequest: no JPEG or PNG, a broken one, or one of too many pixels.

    """
    return opened(raw, _as_jpeg)


def _as_jpeg(found: Any) -> bytes:
    if found.format == "JPEG":
        # The decoder halves a large picture while reading, which saves most of time and memory.
        found.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    upright = ImageOps.exif_transpose(found).convert("RGB")
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    written = io.BytesIO()
    upright.save(written, "JPEG", quality=_QUALITY)
    return written.getvalue()
