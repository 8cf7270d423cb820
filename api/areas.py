"""Questions whose answer names persons nobody named: what stands out, and where.

Such a question is noted once it is known whom its answer names, and before the answer leaves.
"""

import asyncio
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Request, Response

from analytics.questions.alerts import AlertQuestion, Alerts, alerts
from analytics.questions.departures import DepartureQuestion, Departures, departures
from analytics.store import Store
from api.answers import answer
from api.persons import MOST_PERSONS, asked_note, read_purpose, read_span
from contracts.errors import Fault, FixRequest
from contracts.lists import Lists
from contracts.places import units_of_2021
from contracts.verdicts import AlertKind
from service.bodies import decode, read_limited
from service.doors import Caller, require
from service.parts import Parts
from service.routes import describe_body

_MOST_BYTES = 16 * 1024

Limit = Annotated[int, msgspec.Meta(ge=1, le=MOST_PERSONS)]


class AlertsBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What became known since when, of which kinds, at which place or in which unit?

    Without place and unit the answer also holds alerts that belong to no place.
    """

    from_: str = msgspec.field(name="from")
    until: str
    purpose: str
    kinds: tuple[AlertKind, ...] = ()
    place_id: str = ""
    unit: str = ""
    withdrawn: bool = False
    limit: Limit = 200


class DeparturesBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who left this district or province within the span?"""

    unit: str
    from_: str = msgspec.field(name="from")
    until: str
    purpose: str
    limit: Limit = MOST_PERSONS


_ALERTS = msgspec.json.Decoder(AlertsBody)
_DEPARTURES = msgspec.json.Decoder(DeparturesBody)


def places_in(lists: Lists, unit: str, field: str = "unit") -> tuple[str, ...]:
    """Return the ids of the places that are known to lie in a unit.

    Raises:
        FixRequest: there is no such unit.

    """
    units = units_of_2021()
    if unit not in units:
        raise FixRequest(Fault(field=field, reason="unknown_unit"))
    return tuple(
        place.place_id
        for place in lists.places.values()
        if place.district and units.lies_in(place.district, unit)
    )


def places_asked(lists: Lists, place_id: str, unit: str) -> tuple[str, ...] | None:
    """Return the places that a place and a unit name together, None if neither is given.

    Raises:
        FixRequest: there is no such place or unit.

    """
    if place_id and place_id not in lists.places:
        raise FixRequest(Fault(field="place_id", reason="unknown_place"))
    if not unit:
        return (place_id,) if place_id else None
    return tuple(place for place in places_in(lists, unit) if place_id in {"", place})


def districts_in(unit: str, field: str = "unit") -> tuple[str, ...]:
    """Return the codes of the districts that a province holds, or of the one that is asked for.

    Raises:
        FixRequest: there is no such unit, or it is a ward: places are known by district.

    """
    units = units_of_2021()
    if unit not in units:
        raise FixRequest(Fault(field=field, reason="unknown_unit"))
    if units[unit].level == "ward":
        raise FixRequest(Fault(field=field, reason="a_ward"))
    return tuple(
        one.code for one in units if one.level == "district" and units.lies_in(one.code, unit)
    )


class AreaDesk:
    """Answers officials and epidemiologists. Blocking: the routes call it from a thread."""

    def __init__(self, parts: Parts, store: Store) -> None:
        """Work with these."""
        self._parts = parts
        self._store = store

    def alerts(self, body: AlertsBody, caller: Caller) -> Alerts:
        """Return the alerts that stand.

        Raises:
            FixRequest: no purpose, no span of time, or an unknown place or unit.
            TryAgain: Kafka or ClickHouse is away; without the note there is no answer.

        """
        span = read_span(body.from_, body.until)
        purpose = read_purpose(body.purpose)
        question = AlertQuestion(
            from_ms=span.from_ms,
            until_ms=span.until_ms,
            limit=body.limit,
            kinds=body.kinds,
            places=places_asked(self._parts.registry.lists, body.place_id, body.unit),
            withdrawn_too=body.withdrawn,
        )
        found = alerts(self._store, question)
        about = tuple(dict.fromkeys(alert.citizen_id for alert in found.alerts))
        self._parts.audit.write(asked_note(caller, "alerts", purpose, about, span))
        return found

    def departures(self, body: DeparturesBody, caller: Caller) -> Departures:
        """Return who left an area.

        Raises:
            FixRequest: no purpose, no span of time, or no such district or province.
            TryAgain: Kafka or ClickHouse is away; without the note there is no answer.

        """
        span = read_span(body.from_, body.until)
        purpose = read_purpose(body.purpose)
        question = DepartureQuestion(
            places=places_in(self._parts.registry.lists, body.unit),
            districts=districts_in(body.unit),
            from_ms=span.from_ms,
            until_ms=span.until_ms,
            limit=body.limit,
        )
        found = departures(self._store, question)
        about = tuple(one.citizen_id for one in found.departures)
        self._parts.audit.write(asked_note(caller, "departures", purpose, about, span))
        return found


def area_routes(desk: AreaDesk) -> APIRouter:
    """Return the routes of the questions about areas."""
    router = APIRouter()
    door = Depends(require("official", "epidemiologist"))

    @router.post("/v1/questions/alerts", openapi_extra=describe_body(AlertsBody))
    async def ask_alerts(request: Request, caller: Annotated[Caller, door]) -> Response:
        """Which alerts stand, the last known first, and how many of each kind?"""
        body = decode(await read_limited(request, _MOST_BYTES), _ALERTS)
        return answer(await asyncio.to_thread(desk.alerts, body, caller))

    @router.post("/v1/questions/departures", openapi_extra=describe_body(DeparturesBody))
    async def ask_departures(request: Request, caller: Annotated[Caller, door]) -> Response:
        """Who left a district or province, and where was each of them last seen?"""
        body = decode(await read_limited(request, _MOST_BYTES), _DEPARTURES)
        return answer(await asyncio.to_thread(desk.departures, body, caller))

    return router
