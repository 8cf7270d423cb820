"""Photographs of codes over HTTP."""

from http import HTTPStatus
from pathlib import Path

import pytest

from ingest import qr
from ingest.photos.routes import MOST_BYTES
from tests.builders.ingest import gateway

pytestmark = pytest.mark.integration

CODES = "/v1/codes?lang=en"


async def test_a_photograph_is_read_from_a_body_and_from_a_form(kafka: str, tmp_path: Path) -> None:
    """Scripts send the picture itself, pages a form."""
    async with gateway(kafka, tmp_path) as running:
        device = await running.device()
        code = (await running.declare())["token"]
        picture = qr.as_png(qr.modules_of(code))
        as_body = await running.client.post(CODES, content=picture, headers=device)
        files = {"photo": ("code.png", picture, "image/png")}
        as_form = await running.client.post(CODES, files=files, headers=device)

    assert as_body.json() == {"codes": [code]}
    assert as_form.json() == {"codes": [code]}


async def test_refusals_say_what_to_do(kafka: str, tmp_path: Path) -> None:
    """Not a picture, too large, a form without a file, and nobody known."""
    async with gateway(kafka, tmp_path) as running:
        device = await running.device()
        wrong = await running.client.post(CODES, content=b"hello", headers=device)
        large = await running.client.post(CODES, content=bytes(MOST_BYTES + 1), headers=device)
        empty = await running.client.post(CODES, files={"photo": (None, "text")}, headers=device)
        nobody = await running.client.post(CODES, content=b"hello")

    reasons = [one.json()["errors"][0]["reason"] for one in (wrong, large, empty)]
    assert reasons == ["not_a_picture", "too_large", "required"]
    assert nobody.status_code == HTTPStatus.UNAUTHORIZED
