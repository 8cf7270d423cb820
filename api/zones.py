"""Epidemic areas: declared, changed and ended by administrators, heeded by every gate."""

import asyncio
import re
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Request, Response

from api.answers import answer
from api.jurisdiction import OUTSIDE
from api.orders import give
from api.persons import read_purpose
from contracts.durations import DAY_MS
from contracts.errors import Fault, FixRequest, NotFound
from contracts.jurisdiction import Jurisdiction
from contracts.places import units_of_2021
from contracts.registry import ZoneDeclared
from service.bodies import decode, moment_ms, read_limited
from service.clock import now_ms
from service.doors import Caller, require
from service.parts import Parts
from service.routes import describe_body

_MOST_BYTES = 16 * 1024
_MOST_DAYS_BACK = 60
_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")


class ZoneBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A unit is an epidemic area from `since` (now, if empty) until `until` (open, if empty).

    Whoever left it up to `look_back_days` before that is to be found as well.
    """

    unit: str
    purpose: str
    since: str = ""
    until: str = ""
    look_back_days: Annotated[int, msgspec.Meta(ge=0, le=_MOST_DAYS_BACK)] = 14


class ZoneEndBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The area is none from `until` on (now, if empty)."""

    purpose: str
    until: str = ""


class ZoneTold(msgspec.Struct, frozen=True, kw_only=True):
    """An area as it stands; `until_ms` is 0 for an open end."""

    zone_id: str
    unit: str
    name: str
    since_ms: int
    until_ms: int
    look_back_days: int
    declared_ms: int
    in_force: bool


class ZonesTold(msgspec.Struct, frozen=True):
    """Areas, the last declared first."""

    zones: tuple[ZoneTold, ...]


_ZONE = msgspec.json.Decoder(ZoneBody)
_END = msgspec.json.Decoder(ZoneEndBody)


class ZoneDesk:
    """Declares and ends areas. Blocking: the routes call it from a thread."""

    def __init__(self, parts: Parts) -> None:
        """Work with these."""
        self._parts = parts

    def zones(self, caller: Caller) -> ZonesTold:
        """Return every area in the caller's units, or that holds some of them."""
        known = sorted(self._parts.registry.lists.zones.values(), key=lambda z: -z.declared_ms)
        theirs = (zone for zone in known if caller.jurisdiction.touches(zone.unit))
        return ZonesTold(tuple(map(_told, theirs)))

    def declare(self, zone_id: str, body: ZoneBody, caller: Caller) -> ZoneTold:
        """Declare an area, or change one; the same again changes nothing.

        Raises:
            FixRequest: no such unit or one outside the caller's, no span of time, no purpose, or an
                id that names another area.
            TryAgain: Kafka is away.

        """
        purpose = read_purpose(body.purpose)
        known = self._parts.registry.lists.zones.get(zone_id)
        _check(zone_id, body, known, caller.jurisdiction)
        now = now_ms()
        since_ms = known.since_ms if known else now
        zone = ZoneDeclared(
            zone_id=zone_id,
            unit=body.unit,
            since_ms=moment_ms(body.since, "since") if body.since else since_ms,
            declared_ms=known.declared_ms if known else now,
            until_ms=moment_ms(body.until, "until") if body.until else 0,
            look_back_ms=body.look_back_days * DAY_MS,
        )
        return self._settle(zone, caller, purpose)

    def end(self, zone_id: str, body: ZoneEndBody, caller: Caller) -> ZoneTold:
        """End an area; one that has ended stays as it is unless another end is named.

        Raises:
            NotFound: there is no such area in the caller's units.
            FixRequest: no purpose, or an end before the beginning.
            TryAgain: Kafka is away.

        """
        purpose = read_purpose(body.purpose)
        known = self._parts.registry.lists.zones.get(zone_id)
        if known is None or not caller.jurisdiction.has_unit(known.unit):
            raise NotFound("zone", zone_id)
        now = now_ms()
        has_ended = 0 < known.until_ms <= now
        usual = known.until_ms if has_ended else now
        until_ms = moment_ms(body.until, "until") if body.until else usual
        return self._settle(msgspec.structs.replace(known, until_ms=until_ms), caller, purpose)

    def _settle(self, zone: ZoneDeclared, caller: Caller, purpose: str) -> ZoneTold:
        if zone.until_ms and zone.until_ms <= zone.since_ms:
            raise FixRequest(Fault(field="until", reason="window"))
        if self._parts.registry.lists.zones.get(zone.zone_id) != zone:
            give(
                self._parts,
                zone,
                caller,
                purpose,
                lambda lists: lists.zones.get(zone.zone_id) == zone,
            )
        return _told(zone)


def _check(zone_id: str, body: ZoneBody, known: ZoneDeclared | None, within: Jurisdiction) -> None:
    faults = []
    if not _ID.fullmatch(zone_id):
        faults.append(Fault(field="zone_id", reason="id_form"))
    units = units_of_2021()
    if body.unit not in units:
        faults.append(Fault(field="unit", reason="unknown_unit"))
    elif not within.has_unit(body.unit):
        faults.append(Fault(field="unit", reason=OUTSIDE))
    elif units[body.unit].level == "ward":
        # Passes and places say a district: nothing would ever lie in a ward.
        faults.append(Fault(field="unit", reason="a_ward"))
    if known is not None and known.unit != body.unit:
        faults.append(Fault(field="zone_id", reason="taken"))
    if faults:
        raise FixRequest(*faults)


def _told(zone: ZoneDeclared) -> ZoneTold:
    units = units_of_2021()
    now = now_ms()
    return ZoneTold(
        zone_id=zone.zone_id,
        unit=zone.unit,
        name=units[zone.unit].name if zone.unit in units else "",
        since_ms=zone.since_ms,
        until_ms=zone.until_ms,
        look_back_days=zone.look_back_ms // DAY_MS,
        declared_ms=zone.declared_ms,
        in_force=zone.since_ms <= now and (zone.until_ms == 0 or now < zone.until_ms),
    )


def zone_routes(desk: ZoneDesk) -> APIRouter:
    """Return the routes of epidemic areas."""
    router = APIRouter()
    administrators = Depends(require("administrator"))
    readers = Depends(require("administrator", "official", "epidemiologist"))

    @router.get("/v1/zones")
    async def list_zones(caller: Annotated[Caller, readers]) -> Response:
        """List the areas that concern the caller's units, ended ones too."""
        return answer(desk.zones(caller), caller.jurisdiction)

    @router.put("/v1/zones/{zone_id}", openapi_extra=describe_body(ZoneBody))
    async def declare_zone(
        zone_id: str, request: Request, caller: Annotated[Caller, administrators]
    ) -> Response:
        """Declare a unit an epidemic area; every gate heeds it within seconds."""
        body = decode(await read_limited(request, _MOST_BYTES), _ZONE)
        return answer(await asyncio.to_thread(desk.declare, zone_id, body, caller))

    @router.put("/v1/zones/{zone_id}/end", openapi_extra=describe_body(ZoneEndBody))
    async def end_zone(
        zone_id: str, request: Request, caller: Annotated[Caller, administrators]
    ) -> Response:
        """End an epidemic area."""
        body = decode(await read_limited(request, _MOST_BYTES), _END)
        return answer(await asyncio.to_thread(desk.end, zone_id, body, caller))

    return router
