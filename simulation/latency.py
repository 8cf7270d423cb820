"""How long until a scan can be seen: in the timeline answer, and on the live counts.

A probe person is scanned about once a second, each time in a minute of its own before the city's
history, at the police office of a district or the city, where nobody else is ever scanned. The
clock starts when the gateway acknowledges the scan.
"""

import asyncio
import time
import uuid
from collections.abc import Coroutine
from typing import Any

import aiohttp
import msgspec

from contracts.passes import peek
from contracts.places import units_of_2021
from simulation.bodies import DeclarationAnswer, moment
from simulation.client import Client, RefusedError
from simulation.geography import HANOI, MINUTE_MS
from simulation.passbook import HOUR_MS
from simulation.plan import Credentials, Latency

_EVERY_S = 1.0
_POLL_S = 0.05
_GIVE_UP_S = 30.0
_CONNECT_AGAIN_S = 1.0
_DECLARED_BEFORE_MS = 47 * HOUR_MS
# Minutes that one probe person's pass covers; then the next one takes over, at the next office.
_MINUTES_A_PERSON = 45 * 60
_PURPOSE = "simulation: how long until a scan can be seen"

Cell = tuple[str, int]


class _Stop(msgspec.Struct, frozen=True):
    scan_id: str


class _Timeline(msgspec.Struct, frozen=True):
    stops: tuple[_Stop, ...]


class _Count(msgspec.Struct, frozen=True):
    place_id: str
    minute_ms: int


class _Frame(msgspec.Struct, frozen=True):
    """A frame of the live stream, as far as we look at it."""

    counts: tuple[_Count, ...]


class _Person(msgspec.Struct, frozen=True):
    """Somebody with a pass, and the place they are scanned at."""

    token: str
    citizen_id: str
    place_id: str


async def measure_latency(
    *,
    start_ms: int,
    gateway_url: str,
    officer: Credentials,
    api_url: str,
    epidemiologist: Credentials,
    stop: asyncio.Event,
) -> Latency:
    """Probe until `stop` is set; `start_ms` is where the city's history begins.

    Raises:
        RefusedError: an account is not accepted.

    """
    async with (
        Client(gateway_url, officer) as gateway,
        Client(api_url, epidemiologist) as api,
    ):
        return await _Prober(gateway, api, start_ms).run(stop)


class _Prober:
    def __init__(self, gateway: Client, api: Client, start_ms: int) -> None:
        self._gateway = gateway
        self._api = api
        self._start_ms = start_ms
        self._offices = _offices()
        # Another run on the same data takes another office, in all likelihood.
        self._first_office = int(time.time()) % len(self._offices)
        self._awaited: dict[Cell, asyncio.Future[float]] = {}
        self._frames = msgspec.json.Decoder(_Frame)
        self._run = Latency()

    async def run(self, stop: asyncio.Event) -> Latency:
        listening = asyncio.create_task(self._guarded(self._listen()))
        watching: list[asyncio.Task[None]] = []
        try:
            await self._probe_until(stop, watching)
        finally:
            if watching:
                _, late = await asyncio.wait(watching, timeout=_GIVE_UP_S)
                for task in late:
                    task.cancel()
            listening.cancel()
            await asyncio.gather(listening, *watching, return_exceptions=True)
        return self._run

    async def _probe_until(self, stop: asyncio.Event, watching: list[asyncio.Task[None]]) -> None:
        number = 0
        person = await self._declare(number)
        while not stop.is_set():
            generation, minute = divmod(number, _MINUTES_A_PERSON)
            if minute == 0 and generation:
                person = await self._declare(generation)
            watching.append(asyncio.create_task(self._guarded(self._probe(person, minute))))
            number += 1
            try:
                await asyncio.wait_for(stop.wait(), _EVERY_S)
            except TimeoutError:
                continue

    async def _guarded(self, step: Coroutine[Any, Any, None]) -> None:
        """Run a step; what goes wrong with one probe must not end the others."""
        try:
            await step
        except (RefusedError, msgspec.MsgspecError) as fault:
            self._run.faults.append(f"probe: {fault}")

    async def _declare(self, number: int) -> _Person:
        """Get a pass for the next probe person."""
        declared_ms = self._start_ms - _DECLARED_BEFORE_MS
        ward = next(u.code for u in units_of_2021() if u.level == "ward")
        home = {"unit": ward, "text": ""}
        form = {
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
            "departs_at": moment(declared_ms),
            "truthful": True,
            "declared_at": moment(declared_ms),
        }
        answer = await self._gateway.send("/v1/declarations?draw=none", msgspec.json.encode(form))
        token = msgspec.json.decode(answer, type=DeclarationAnswer).token
        claims = peek(token)
        if claims is None:
            raise ValueError("the gateway gave out a token that is no pass")
        office = self._offices[(self._first_office + number) % len(self._offices)]
        return _Person(token, claims.citizen_id, office)

    async def _probe(self, person: _Person, minute: int) -> None:
        """Scan the person once and wait until both sides show it."""
        happened_ms = self._start_ms - (minute + 10) * MINUTE_MS
        scan_id = str(uuid.uuid4())
        cell = (person.place_id, happened_ms)
        live = self._awaited[cell] = asyncio.get_running_loop().create_future()
        self._run.in_doubt.add(scan_id)
        scan = {
            "scan_id": scan_id,
            "code": person.token,
            "place_id": person.place_id,
            "direction": "visit",
            "happened_at": moment(happened_ms),
        }
        try:
            await self._gateway.send("/v1/scans", msgspec.json.encode(scan))
        except RefusedError:
            self._run.in_doubt.discard(scan_id)
            raise
        acknowledged_s = time.monotonic()
        self._run.in_doubt.discard(scan_id)
        self._run.acknowledged.add(scan_id)
        await asyncio.gather(
            self._until_in_timeline(person.citizen_id, scan_id, happened_ms, acknowledged_s),
            self._until_live(live, acknowledged_s),
        )
        del self._awaited[cell]

    async def _until_in_timeline(
        self, citizen_id: str, scan_id: str, happened_ms: int, since_s: float
    ) -> None:
        question = msgspec.json.encode(
            {
                "citizen_id": citizen_id,
                "from": moment(happened_ms),
                "until": moment(happened_ms + MINUTE_MS),
                "purpose": _PURPOSE,
            }
        )
        try:
            async with asyncio.timeout(_GIVE_UP_S):
                while True:
                    answer = await self._api.send("/v1/questions/timeline", question)
                    stops = msgspec.json.decode(answer, type=_Timeline).stops
                    if any(stop.scan_id == scan_id for stop in stops):
                        break
                    await asyncio.sleep(_POLL_S)
        except TimeoutError:
            self._run.unseen_in_timeline += 1
            return
        self._run.timeline_s.append(time.monotonic() - since_s)

    async def _until_live(self, live: asyncio.Future[float], since_s: float) -> None:
        try:
            seen_s = await asyncio.wait_for(live, _GIVE_UP_S)
        except TimeoutError:
            self._run.unseen_live += 1
            return
        # A frame may come in between the topic's word and the gateway's.
        self._run.live_s.append(max(seen_s - since_s, 0.0))

    async def _listen(self) -> None:
        """Note when each awaited cell appears on the stream; connect again if it breaks."""
        while True:
            try:
                async for data in self._api.events("/v1/counts/live"):
                    self._note_cells(self._frames.decode(data))
            except (OSError, aiohttp.ClientError) as fault:
                self._run.faults.append(f"live counts: {fault!r}")
            await asyncio.sleep(_CONNECT_AGAIN_S)

    def _note_cells(self, frame: _Frame) -> None:
        now_s = time.monotonic()
        for count in frame.counts:
            live = self._awaited.get((count.place_id, count.minute_ms))
            if live is not None and not live.done():
                live.set_result(now_s)


def _offices() -> tuple[str, ...]:
    """The police offices of the districts: the city's people only report to those of communes."""
    units = units_of_2021()
    districts = sorted(unit.code for unit in units if unit.parent == HANOI)
    return tuple(f"pol-{HANOI}-{code}" for code in districts)
