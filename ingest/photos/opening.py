"""Opens a photograph that a stranger made: no format we don't expect, and no bomb of pixels."""

import io
from collections.abc import Callable
from typing import Any, TypeVar

from PIL import Image

from contracts.errors import Fault, FixRequest

T = TypeVar("T")

FIELD = "photo"

# Phones of 2021 take 12 to 64 million; more would only fill the memory of the gateway.
_MOST_PIXELS = 64_000_000
# A PNG is a screenshot. It is not read in halves as a JPEG is, and has colours and a mask.
_MOST_PIXELS_WHOLE = 25_000_000


def opened(raw: bytes, use: Callable[[Any], T]) -> T:
    """Return what `use` makes of the picture; it is open for as long.

    Raises:
        FixRequest: no JPEG or PNG, a broken one, or one of too many pixels.

    """
    try:
        with Image.open(io.BytesIO(raw), formats=("JPEG", "PNG")) as found:
            most = _MOST_PIXELS if found.format == "JPEG" else _MOST_PIXELS_WHOLE
            if found.width * found.height > most:
                detail = f"{most // 1_000_000} MP"
                raise FixRequest(Fault(field=FIELD, reason="too_large", detail=detail))
            return use(found)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        # What Pillow raises on such bytes.
        raise FixRequest(Fault(field=FIELD, reason="not_a_picture")) from error
