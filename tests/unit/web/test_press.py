"""The printer beside the rest of a process."""

import io

import pytest
from PIL import Image

from contracts.errors import FixRequest
from ingest.sheets.pictures import tidy_picture
from web.press import pdf_of


def test_half_a_photograph_is_refused_after_something_was_printed() -> None:
    """The printer's own leniency with pictures stays its own."""
    written = io.BytesIO()
    Image.effect_noise((200, 200), 80).save(written, "JPEG")
    pdf_of("<p>a page</p>")

    with pytest.raises(FixRequest):
        tidy_picture(written.getvalue()[: written.tell() // 2])
