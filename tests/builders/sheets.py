"""Photographs and sheets for tests."""

import io
import json
import uuid
from typing import Any

import httpx
from PIL import Image, ImageDraw

from contracts.sheets import PaperSheetTaken
from service.clock import now_ms
from tests.builders.contracts import NOW_MS
from tests.builders.ingest import PLACE, moment


def taken(sheet_id: str = "sheet-0001", **changes: Any) -> PaperSheetTaken:
    """Return a sheet taken at the tests' noon, with some fields changed."""
    usual: dict[str, Any] = {
        "sheet_id": sheet_id,
        "place_id": PLACE,
        "direction": "in",
        "taken_ms": NOW_MS,
        "received_ms": NOW_MS,
        "identity_compared": True,
    }
    return PaperSheetTaken(**(usual | changes))


def photograph(
    *, size: tuple[int, int] = (900, 1200), kind: str = "JPEG", turned: bool = False
) -> bytes:
    """Return a picture of a filled form; `turned` holds the camera on its side and says so."""
    sheet = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(sheet)
    for line in range(10):
        pen.text((60, 60 + 60 * line), f"line {line} of a filled form", fill="black")
    exif = Image.Exif()
    exif[271] = "Camera of a test"
    if turned:
        exif[274] = 6
    written = io.BytesIO()
    sheet.save(written, kind, exif=exif.tobytes())
    return written.getvalue()


def sheet_body(**changes: Any) -> dict[str, Any]:
    """Return what goes with a photograph, taken a minute ago; each has an id of its own."""
    body: dict[str, Any] = {
        "sheet_id": f"sheet-{uuid.uuid4().hex}",
        "place_id": PLACE,
        "direction": "in",
        "taken_at": moment(now_ms() - 60_000),
        "identity_compared": True,
    }
    return body | changes


async def hand_in(
    client: httpx.AsyncClient, headers: dict[str, str], body: dict[str, Any], photo: bytes
) -> httpx.Response:
    """Hand a sheet in as a scanner does."""
    return await client.post(
        "/v1/sheets",
        headers=headers,
        data={"sheet": json.dumps(body)},
        files={"photo": ("sheet.jpg", photo, "image/jpeg")},
    )
