"""How long until a scan can be seen: in the timeline answer, and on the live counts.

About once a second a probe person is scanned at the police office of a district, where nobody else
is ever scanned, at the present of the city, for the live counts show recent minutes only. Each
office has its own person, so that probes never travel. The clock starts when the gateway
acknowledges the scan.
"""

import asyncio
import time
import uuid
from collections.abc import Callable, Coroutine
from itertools import cycle
from typing import Any

import aiohttp
import msgspec

from contracts.events import Direction
from contracts.passes import peek
from contracts.places import units_of_2021
from simulation.bodies import DeclarationAnswer, moment
from simulation.client import Client, RefusedError
from simulation.geography import HANOI, MINUTE_MS
from simulation.passbook import PASS_MS
from simulation.plan import Credentials, Latency

_EVERY_S = 1.0
_POLL_S = 0.05
_GIVE_UP_S = 30.0
_CONNECT_AGAIN_S = 1.0
# The live board shows the last quarter of an hour of city time. Where the city runs through more
# than this between two probes, a cell may be gone before it is shown, and is not waited for.
_HURRY_MS = 5 * MINUTE_MS
_DIRECTIONS: tuple[Direction, ...] = ("visit", "in", "out")
_PURPOSE = "simulation: how long until a scan can be seen"

Cell = tuple[str, int, str]


class _Stop(msgspec.Struct, frozen=True):
    scan_id: str


class _Timeline(msgspec.Struct, frozen=True):
    stops: tuple[_Stop, ...]


class _Count(msgspec.Struct, frozen=True):
    place_id: str
    minute_ms: int
    direction: str


class _Frame(msgspec.Struct, frozen=True):
    """A frame of the live stream, as far as we look at it."""

    cells: tuple[_Count, ...]


class _Person(msgspec.Struct, frozen=True):
    """Somebody with a pass, and until when it is good."""

    token: str
    citizen_id: str
    expires_ms: int


class _Probe(msgspec.Struct, frozen=True):
    """One scan that is watched for."""

    scan_id: str
    citizen_id: str
    token: str
    cell: Cell
    happened_ms: int


async def measure_latency(
    *,
    city_time_ms: Callable[[], int],
    gateway_url: str,
    officer: Credentials,
    api_url: str,
    epidemiologist: Credentials,
    stop: asyncio.Event,
) -> Latency:
    """Probe until `stop` is set; `city_time_ms` tells the city's present, 0 before it begins.

    Raises:
        RefusedError: an account is not accepted.

    """
    async with (
        Client(gateway_url, officer) as gateway,
        Client(api_url, epidemiologist) as api,
    ):
        return await _Prober(gateway, api, city_time_ms).run(stop)


class _Prober:
    def __init__(self, gateway: Client, api: Client, city_time_ms: Callable[[], int]) -> None:
        self._gateway = gateway
        self._api = api
        self._city_time_ms = city_time_ms
        self._people: dict[str, _Person] = {}
        self._awaited: dict[Cell, asyncio.Future[float]] = {}
        self._last_used: dict[tuple[str, str], int] = {}
        self._frames = msgspec.json.Decoder(_Frame)
        self._seen = Latency()

    async def run(self, stop: asyncio.Event) -> Latency:
        listening = asyncio.create_task(self._guarded(self._listen()))
        watching: list[asyncio.Task[None]] = []
        try:
            before_ms = 0
            for place_id in cycle(_offices()):
                if stop.is_set():
                    break
                city_ms = self._city_time_ms()
                probing = self._probe(place_id, city_ms, hurried=city_ms - before_ms > _HURRY_MS)
                watching.append(asyncio.create_task(self._guarded(probing)))
                before_ms = city_ms
                await _pause(stop)
        finally:
            if watching:
                await asyncio.wait(watching, timeout=_GIVE_UP_S)
            for task in (listening, *watching):
                task.cancel()
            await asyncio.gather(listening, *watching, return_exceptions=True)
        return self._seen

    async def _guarded(self, step: Coroutine[Any, Any, None]) -> None:
        """Run a step; what goes wrong with one probe must not end the others."""
        try:
            await step
        except (RefusedError, msgspec.MsgspecError) as fault:
            self._seen.faults.append(f"probe: {fault}")

    async def _probe(self, place_id: str, happened_ms: int, *, hurried: bool) -> None:
        """Scan the office's person once and wait until timeline and live counts show it."""
        direction = self._free_direction(place_id, happened_ms)
        if direction is None:
            return
        person = await self._person(place_id, happened_ms)
        probe = _Probe(
            scan_id=str(uuid.uuid4()),
            citizen_id=person.citizen_id,
            token=person.token,
            cell=(place_id, happened_ms // MINUTE_MS * MINUTE_MS, direction),
            happened_ms=happened_ms,
        )
        live = self._awaited[probe.cell] = asyncio.get_running_loop().create_future()
        try:
            acknowledged_s = await self._scan(probe)
            waits = [self._until_in_timeline(probe, acknowledged_s)]
            if not hurried:
                waits.append(self._until_live(live, acknowledged_s))
            await asyncio.gather(*waits)
        finally:
            del self._awaited[probe.cell]

    def _free_direction(self, place_id: str, at_ms: int) -> Direction | None:
        """Return a direction not yet counted at this place and minute; None if city time stands."""
        minute = at_ms // MINUTE_MS
        for direction in _DIRECTIONS if minute else ():
            if self._last_used.get((place_id, direction), 0) < minute:
                self._last_used[place_id, direction] = minute
                return direction
        return None

    async def _scan(self, probe: _Probe) -> float:
        """Hand the scan in; return the moment of its acknowledgement."""
        place_id, _, direction = probe.cell
        scan = {
            "scan_id": probe.scan_id,
            "code": probe.token,
            "place_id": place_id,
            "direction": direction,
            "happened_at": moment(probe.happened_ms),
        }
        self._seen.in_doubt.add(probe.scan_id)
        try:
            await self._gateway.send("/v1/scans", msgspec.json.encode(scan))
        except RefusedError:
            self._seen.in_doubt.discard(probe.scan_id)
            raise
        self._seen.in_doubt.discard(probe.scan_id)
        self._seen.acknowledged.add(probe.scan_id)
        return time.monotonic()

    async def _person(self, place_id: str, at_ms: int) -> _Person:
        """Return the office's person, with a pass that is good at that moment."""
        person = self._people.get(place_id)
        if person is None or at_ms >= person.expires_ms:
            person = self._people[place_id] = await self._declare(at_ms)
        return person

    async def _declare(self, at_ms: int) -> _Person:
        body = msgspec.json.encode(_form(at_ms))
        answer = await self._gateway.send("/v1/declarations?draw=none", body)
        token = msgspec.json.decode(answer, type=DeclarationAnswer).token
        claims = peek(token)
        if claims is None:
            raise RefusedError(0, "the gateway gave out a token that is no pass")
        return _Person(token, claims.citizen_id, at_ms + PASS_MS - MINUTE_MS)

    async def _until_in_timeline(self, probe: _Probe, since_s: float) -> None:
        question = msgspec.json.encode(
            {
                "citizen_id": probe.citizen_id,
                "from": moment(probe.happened_ms),
                "until": moment(probe.happened_ms + 1),
                "purpose": _PURPOSE,
            }
        )
        try:
            async with asyncio.timeout(_GIVE_UP_S):
                while True:
                    if await self._is_in_timeline(probe.scan_id, question):
                        break
                    await asyncio.sleep(_POLL_S)
        except TimeoutError:
            self._seen.unseen_in_timeline += 1
            return
        self._seen.timeline_s.append(time.monotonic() - since_s)

    async def _is_in_timeline(self, scan_id: str, question: bytes) -> bool:
        answer = await self._api.send("/v1/questions/timeline", question)
        stops = msgspec.json.decode(answer, type=_Timeline).stops
        return any(stop.scan_id == scan_id for stop in stops)

    async def _until_live(self, live: asyncio.Future[float], since_s: float) -> None:
        try:
            seen_s = await asyncio.wait_for(live, _GIVE_UP_S)
        except TimeoutError:
            self._seen.unseen_live += 1
            return
        # A frame may come in between the topic's word and the gateway's.
        self._seen.live_s.append(max(seen_s - since_s, 0.0))

    async def _listen(self) -> None:
        """Note when each awaited cell appears on the stream; connect again if it breaks."""
        while True:
            try:
                async for data in self._api.events("/v1/counts/live"):
                    self._note_cells(self._frames.decode(data))
            except (OSError, aiohttp.ClientError) as fault:
                self._seen.faults.append(f"live counts: {fault!r}")
            await asyncio.sleep(_CONNECT_AGAIN_S)

    def _note_cells(self, frame: _Frame) -> None:
        now_s = time.monotonic()
        for count in frame.cells:
            live = self._awaited.get((count.place_id, count.minute_ms, count.direction))
            if live is not None and not live.done():
                live.set_result(now_s)


async def _pause(stop: asyncio.Event) -> None:
    try:
        await asyncio.wait_for(stop.wait(), _EVERY_S)
    except TimeoutError:
        return


def _form(at_ms: int) -> dict[str, object]:
    """A declaration of somebody who exists for the probe only."""
    home = {"unit": next(u.code for u in units_of_2021() if u.level == "ward"), "text": ""}
    return {
        "declaration_id": str(uuid.uuid4()),
        "full_name": "Nguyễn Thử Nghiệm",
        "birth_date": "1990",
        "sex": "other",
        "nationality": "VN",
        "document": {"kind": "other", "number": f"PROBE{uuid.uuid4().hex[:12]}"},
        "phone": "0912345678",
        "residence": home,
        "origin": home,
        "destination": home,
        "transport": "on_foot",
        "departs_at": moment(at_ms),
        "truthful": True,
        "declared_at": moment(at_ms - MINUTE_MS),
    }


def _offices() -> tuple[str, ...]:
    """The police offices of the districts: the city's people only report to those of communes."""
    districts = sorted(unit.code for unit in units_of_2021() if unit.parent == HANOI)
    return tuple(f"pol-{HANOI}-{code}" for code in districts)
