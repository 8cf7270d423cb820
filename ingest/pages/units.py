"""The units of one province, for the form's choosers. They change with a decree, not by day."""

import functools
import gzip
import hashlib
from http import HTTPStatus
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Request, Response

from contracts.errors import NotFound
from contracts.places import units_of_2021
from service.bodies import header_of
from service.doors import PUBLIC, Caller

_FOR_A_DAY = "public, max-age=86400"


class _Units(msgspec.Struct, frozen=True):
    """The list as it is sent."""

    content: bytes
    squeezed: bytes
    tag: str


def units_routes() -> APIRouter:
    """Return the route of districts and wards."""
    router = APIRouter()

    @router.get("/units.json", include_in_schema=False)
    async def list_units(
        request: Request, parent: str, _: Annotated[Caller, Depends(PUBLIC)]
    ) -> Response:
        """List the districts of a province with their wards: `[code, name, [[code, name], …]]`."""
        units = _units_of(parent)
        headers = {"ETag": units.tag, "Cache-Control": _FOR_A_DAY, "Vary": "Accept-Encoding"}
        if units.tag in (header_of(request, b"if-none-match") or ""):
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
        if "gzip" in (header_of(request, b"accept-encoding") or ""):
            headers["Content-Encoding"] = "gzip"
            return Response(units.squeezed, headers=headers, media_type="application/json")
        return Response(units.content, headers=headers, media_type="application/json")

    return router


def _units_of(province: str) -> _Units:
    """Return a province's units.

    Raises:
        NotFound: there is no such province.

    """
    units = units_of_2021()
    if province not in units or units[province].level != "province":
        raise NotFound("province", province)
    return _squeezed(province)


@functools.cache
def _squeezed(province: str) -> _Units:
    units = units_of_2021()
    content = msgspec.json.encode(
        [
            (
                district.code,
                district.name,
                [(ward.code, ward.name) for ward in units.below(district.code)],
            )
            for district in units.below(province)
        ]
    )
    tag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
    return _Units(content, gzip.compress(content, mtime=0), tag)
