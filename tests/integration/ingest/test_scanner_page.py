"""The scanner's page, its service worker and its description, as the gateway sends them."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from tests.builders.ingest import RunningGateway, gateway
from web.assets import Assets

pytestmark = pytest.mark.integration


@pytest.fixture
async def running(kafka: str, tmp_path: Path) -> AsyncIterator[RunningGateway]:
    """Give a gateway."""
    async with gateway(kafka, tmp_path) as found:
        yield found


async def test_the_page_names_all_that_it_loads(running: RunningGateway) -> None:
    """Script, style, decoder and its wasm come from here, under names that hold their hashes."""
    assets = Assets()

    page = await running.client.get("/scan", headers={"Accept-Language": "vi"})

    assert page.status_code == httpx.codes.OK
    for name in ("scanner.js", "scanner.css", "scanner-decoder.js", "zxing_reader.wasm"):
        assert assets.url(name) in page.text
    assert '<html lang="vi">' in page.text
    assert "'unsafe-inline'" not in page.headers["content-security-policy"]


async def test_the_worker_may_serve_the_page_and_keeps_what_it_loads(
    running: RunningGateway,
) -> None:
    """Every file it is told to keep is there; the script is asked for anew each time."""
    script = await running.client.get("/scan/sw.js")

    assert script.headers["service-worker-allowed"] == "/scan"
    assert script.headers["cache-control"] == "no-cache"
    told = script.text.splitlines()[0].removeprefix("self.shell = ").removesuffix(";")
    files = json.loads(told)["files"]
    page = (await running.client.get("/scan")).text
    assert all(file in page for file in files)
    for file in files:
        assert (await running.client.get(file)).status_code == httpx.codes.OK


@pytest.mark.parametrize(("language", "name"), [("vi", "Máy quét"), ("en", "Scanner")])
async def test_the_app_can_be_installed(running: RunningGateway, language: str, name: str) -> None:
    """Its description has a name in the reader's language, and pictures that are there."""
    answer = await running.client.get("/scan/manifest.webmanifest?lang=" + language)

    said = answer.json()
    assert answer.headers["content-type"].startswith("application/manifest+json")
    assert said["short_name"] == name
    assert said["start_url"] == said["scope"] == "/scan"
    assert {icon["sizes"] for icon in said["icons"]} == {"any", "192x192", "512x512"}
    for icon in said["icons"]:
        picture = await running.client.get(icon["src"])
        assert picture.headers["content-type"] == icon["type"]
