"""How built files are sent to browsers."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from service.bodies import header_of
from service.doors import PUBLIC, Caller
from web.assets import PREFIX, Asset, Assets

_FOR_EVER = "public, max-age=31536000, immutable"


def asset_routes(assets: Assets) -> APIRouter:
    """Return the route of scripts, styles and pictures."""
    router = APIRouter()

    @router.get(f"{PREFIX}/{{file}}", include_in_schema=False)
    async def send_file(
        request: Request, file: str, _: Annotated[Caller, Depends(PUBLIC)]
    ) -> Response:
        """Send a built file, which never changes under its name."""
        return asset_answer(request, assets.find(file), cache=_FOR_EVER)

    return router


def asset_answer(
    request: Request, asset: Asset, *, cache: str, headers: dict[str, str] | None = None
) -> Response:
    """Return a file, squeezed where the browser takes that."""
    said = {"Cache-Control": cache, "Vary": "Accept-Encoding", **(headers or {})}
    if asset.squeezed and "gzip" in (header_of(request, b"accept-encoding") or ""):
        said["Content-Encoding"] = "gzip"
        return Response(asset.squeezed, headers=said, media_type=asset.media_type)
    return Response(asset.content, headers=said, media_type=asset.media_type)
