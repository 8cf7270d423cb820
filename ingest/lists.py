"""GET /v1/lists: what a scanner holds to give the same verdict without network.

The large part is the same for all and is put together and compressed once for every change; how old
it is and who asks follow behind it, and are compressed for each request.
"""

import asyncio
import hashlib
import zlib
from http import HTTPStatus
from typing import Annotated, NamedTuple

import msgspec
from fastapi import APIRouter, Depends, Request, Response

from contracts.durations import HOUR_MS
from contracts.errors import TryAgain
from ingest.authority import policy_of
from ingest.holdings import Holdings, holdings_of
from service.bodies import header_of
from service.clock import now_ms
from service.doors import GATE, Caller
from service.parts import Parts
from service.routes import describe_answer

# When what runs out by itself is taken out, although nothing was added.
_RENEW_MS = HOUR_MS
_GZIP = 16 + zlib.MAX_WBITS
_LEVEL = 5


class Holder(msgspec.Struct, frozen=True):
    """The device that asks, and where it was enrolled; empty for an officer without one."""

    device_id: str
    place_id: str


class HeldLists(Holdings, frozen=True, kw_only=True):
    """The lists, when they were last known to be complete, and who asks."""

    as_of_ms: int
    device: Holder


class _Shared(NamedTuple):
    """The part that is the same for all: as text without its closing brace, and compressed."""

    revision: int
    made_ms: int
    digest: str
    text: bytes
    compressed: bytes
    compressor: "zlib._Compress"

    def is_current(self, revision: int, at_ms: int) -> bool:
        return self.revision == revision and at_ms - self.made_ms < _RENEW_MS


class ListsDesk:
    """Hands the lists out."""

    def __init__(self, parts: Parts) -> None:
        """Work with these."""
        self._parts = parts
        self._policy = policy_of(parts.settings)
        self._shared: _Shared | None = None
        self._one_at_a_time = asyncio.Lock()

    async def answer(self, request: Request, caller: Caller) -> Response:
        """Return the lists, or 304 where the caller holds the same ones.

        Raises:
            TryAgain: the registry was never read to its end.

        """
        registry, at_ms = self._parts.registry, now_ms()
        age_s = registry.age_s()
        if age_s < 0:
            raise TryAgain("the registry")
        shared = await self._up_to_date(at_ms)
        holder = self._holder(caller)
        as_of_ms = at_ms - age_s * 1000
        headers = {
            "ETag": _tag(shared, holder),
            "Lists-As-Of": str(as_of_ms),
            "Cache-Control": "no-store",
            "Vary": "Accept-Encoding, Authorization",
        }
        if headers["ETag"] in (header_of(request, b"if-none-match") or ""):
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
        own = b',"as_of_ms":%d,"device":%b}' % (as_of_ms, msgspec.json.encode(holder))
        if "gzip" not in (header_of(request, b"accept-encoding") or ""):
            return Response(shared.text + own, headers=headers, media_type="application/json")
        headers["Content-Encoding"] = "gzip"
        rest = shared.compressor.copy()
        body = shared.compressed + rest.compress(own) + rest.flush()
        return Response(body, headers=headers, media_type="application/json")

    def _holder(self, caller: Caller) -> Holder:
        device = self._parts.registry.lists.devices.get(caller.device_id)
        return Holder(caller.device_id, device.place_id if device else "")

    async def _up_to_date(self, at_ms: int) -> _Shared:
        async with self._one_at_a_time:
            revision = self._parts.registry.lists.revision
            if self._shared is None or not self._shared.is_current(revision, at_ms):
                self._shared = await asyncio.to_thread(self._make, revision, at_ms)
            return self._shared

    def _make(self, revision: int, at_ms: int) -> _Shared:
        held = holdings_of(
            self._parts.registry.lists,
            self._policy,
            ask_health=self._parts.settings.ask_health,
            at_ms=at_ms,
        )
        text = msgspec.json.encode(held)[:-1]
        compressor = zlib.compressobj(_LEVEL, wbits=_GZIP)
        compressed = compressor.compress(text) + compressor.flush(zlib.Z_SYNC_FLUSH)
        digest = hashlib.sha256(text).hexdigest()[:24]
        return _Shared(revision, at_ms, digest, text, compressed, compressor)


def _tag(shared: _Shared, holder: Holder) -> str:
    """Weak, because how old the lists are is not part of it."""
    return f'W/"{shared.digest}-{holder.device_id}-{holder.place_id}"'


def lists_routes(desk: ListsDesk) -> APIRouter:
    """Return the route by which scanners fetch what they hold."""
    router = APIRouter()

    @router.get("/v1/lists", responses=describe_answer(HeldLists))
    async def hand_out_lists(
        request: Request, caller: Annotated[Caller, Depends(GATE)]
    ) -> Response:
        """Give keys, withdrawn passes, zones, lists of citizens and places.

        `Lists-As-Of` says, also with 304, when they were last known to be complete.
        """
        return await desk.answer(request, caller)

    return router
