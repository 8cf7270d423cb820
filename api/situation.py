"""GET /v1/situation: the officials' figures, and how late they are."""

import asyncio
from collections.abc import Mapping
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Query, Response

from analytics.loader import Loader
from analytics.questions.situation import SilentDevice, Situation, SituationQuestion, situation
from analytics.store import Store
from api.answers import answer
from api.fleet import StatusView
from api.jurisdiction import places_within
from contracts.durations import MINUTE_MS
from contracts.fleet import DeviceStatus
from contracts.jurisdiction import Jurisdiction
from contracts.lists import Lists
from service.bodies import moment_ms
from service.clock import now_ms
from service.doors import Caller, require
from service.parts import Parts

_MOST_SILENT_MIN = 24 * 60


class Pipeline(msgspec.Struct, frozen=True, kw_only=True):
    """How the loader does: Kafka records it has not read yet, by topic, and whether it is well."""

    loader_is_well: bool
    loader_lag: dict[str, int]


class SituationTold(msgspec.Struct, frozen=True, kw_only=True):
    """The figures and the way by which they came."""

    situation: Situation
    pipeline: Pipeline


class SituationAsked(msgspec.Struct, frozen=True, kw_only=True):
    """Of which place or unit (empty: all), and of which moment (empty: now).

    A gate is silent after so many minutes; 0 is the house's setting.
    """

    place_id: str
    unit: str
    silent_after_min: int
    at: str


class SituationDesk:
    """Tells officials how things stand. Blocking: the route calls it from a thread."""

    def __init__(self, parts: Parts, store: Store, loader: Loader, statuses: StatusView) -> None:
        """Work with these."""
        self._statuses = statuses
        self._parts = parts
        self._store = store
        self._loader = loader

    def situation(self, asked: SituationAsked, within: Jurisdiction) -> SituationTold:
        """Return the figures of a moment of the places within a jurisdiction.

        Raises:
            FixRequest: a place or unit that is unknown or outside, or no time.
            TryAgain: ClickHouse is away.

        """
        settings, lists = self._parts.settings, self._parts.registry.lists
        question = SituationQuestion(
            at_ms=_moment_ms(asked.at),
            lane_scans_per_minute=settings.lane_scans_per_minute,
            silent_after_min=asked.silent_after_min or settings.silent_after_min,
            places=places_within(lists, asked.place_id, asked.unit, within),
        )
        found = situation(self._store, question)
        status = self._loader.status()
        return SituationTold(
            situation=silent_only(lists, self._statuses.newest, question.silent_after_min, found),
            pipeline=Pipeline(loader_is_well=status.is_well, loader_lag=status.lag),
        )


def silent_only(
    lists: Lists, statuses: Mapping[str, DeviceStatus], silent_after_min: int, found: Situation
) -> Situation:
    """Leave out devices that were switched off, and those that said of themselves that they live.

    The former have every reason to be silent; the latter have nobody to scan. Of an earlier moment
    only what was said by then counts.
    """
    since_ms = found.at_ms - silent_after_min * MINUTE_MS

    def is_silent(one: SilentDevice) -> bool:
        device, status = lists.devices.get(one.device_id), statuses.get(one.device_id)
        lives = status is not None and since_ms <= status.at_ms <= found.at_ms
        return device is not None and device.active and not lives

    silent = tuple(one for one in found.silent_devices if is_silent(one))
    return msgspec.structs.replace(found, silent_devices=silent)


def _moment_ms(at: str) -> int:
    # In an address a plus sign that was not written as %2B arrives as a space.
    return moment_ms(at.replace(" ", "+"), "at") if at else now_ms()


def situation_routes(desk: SituationDesk) -> APIRouter:
    """Return the route of the officials' figures."""
    router = APIRouter()

    @router.get("/v1/situation")
    async def tell_situation(
        caller: Annotated[Caller, Depends(require("official", "epidemiologist").weighing(25))],
        place_id: str = "",
        unit: str = "",
        silent_after_min: Annotated[
            int, Query(ge=0, le=_MOST_SILENT_MIN, description="0: the house's setting")
        ] = 0,
        at: Annotated[str, Query(description="RFC 3339 with zone; empty: now")] = "",
    ) -> Response:
        """Who passes where, who is inside, how near to its limit each gate is, what is silent?"""
        asked = SituationAsked(
            place_id=place_id, unit=unit, silent_after_min=silent_after_min, at=at
        )
        within = caller.jurisdiction
        return answer(await asyncio.to_thread(desk.situation, asked, within), within)

    return router
