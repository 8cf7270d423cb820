"""The scanner's page, and what makes an app of it that starts without network."""

import hashlib
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Request, Response

from contracts.words import Language
from service.doors import PUBLIC, Caller
from service.problems import language
from web.assets import Asset, Assets
from web.pages import Pages
from web.serving import asset_answer
from web.texts import tell

PAGE = "/scan"
# What the page loads; the browser keeps all of it for the day without network.
_SHELL = (
    "scanner.js",
    "scanner.css",
    "scanner-decoder.js",
    "zxing_reader.wasm",
    "scanner-icon.svg",
    "scanner-icon-192.png",
)
_ALWAYS_ASK = "no-cache"


def scanner_routes(pages: Pages, assets: Assets) -> APIRouter:
    """Return the routes of the scanner's page, its service worker and its description."""
    router = APIRouter()
    version = shell_version(assets)
    worker = _worker(assets, version)

    @router.get(PAGE, include_in_schema=False)
    async def show_scanner(request: Request, _: Annotated[Caller, Depends(PUBLIC)]) -> Response:
        """Show the scanner."""
        return pages.page(request, "scanner.html", version=version)

    @router.get(f"{PAGE}/sw.js", include_in_schema=False)
    async def send_worker(request: Request, _: Annotated[Caller, Depends(PUBLIC)]) -> Response:
        """Send the service worker, which changes whenever anything it keeps does."""
        allowed = {"Service-Worker-Allowed": PAGE}
        return asset_answer(request, worker, cache=_ALWAYS_ASK, headers=allowed)

    @router.get(f"{PAGE}/manifest.webmanifest", include_in_schema=False)
    async def describe_app(request: Request, _: Annotated[Caller, Depends(PUBLIC)]) -> Response:
        """Describe the app for installing it."""
        body = msgspec.json.encode(_manifest(assets, language(request)))
        return Response(
            body, headers={"Cache-Control": _ALWAYS_ASK}, media_type="application/manifest+json"
        )

    return router


def shell_version(assets: Assets) -> str:
    """Return a name for the scanner as built; another one whenever a part of it is another."""
    parts = "\n".join(assets.url(name) for name in (*_SHELL, "scanner-sw.js"))
    return hashlib.sha256(parts.encode()).hexdigest()[:10]


def _worker(assets: Assets, version: str) -> Asset:
    """Return the worker's script, told what to keep."""
    shell = {"version": version, "files": [assets.url(name) for name in _SHELL]}
    told = b"self.shell = " + msgspec.json.encode(shell) + b";\n"
    script = assets.built("scanner-sw.js")
    return Asset(content=told + script.content, squeezed=b"", media_type=script.media_type)


def _manifest(assets: Assets, spoken: Language) -> dict[str, object]:
    icons = [
        {"src": assets.url("scanner-icon.svg"), "sizes": "any", "type": "image/svg+xml"},
        *(
            {
                "src": assets.url(f"scanner-icon-{size}.png"),
                "sizes": f"{size}x{size}",
                "type": "image/png",
                "purpose": "any maskable",
            }
            for size in (192, 512)
        ),
    ]
    name = tell("scanner-title", spoken)
    return {
        "id": PAGE,
        "name": f"{name} – {tell('house-name', spoken)}",
        "short_name": name,
        "lang": spoken,
        "start_url": PAGE,
        "scope": PAGE,
        "display": "standalone",
        "background_color": "#0b1f33",
        "theme_color": "#0b1f33",
        "icons": icons,
    }
