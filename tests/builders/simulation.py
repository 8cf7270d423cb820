"""A small city and a stand-in gateway for the tests of the simulation."""

import asyncio
import contextlib
import functools
import json
import re
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from itertools import islice
from typing import Any, NamedTuple

from aiohttp import web
from aiohttp.test_utils import TestServer
from nacl.signing import SigningKey

from contracts.identity import Pseudonyms, read_document
from contracts.keyring import KeyRing, PassKey, Signer
from contracts.lists import Lists
from contracts.passes import Claims, ReadPass, issue, read
from contracts.rules import Policy, Sight, judge
from service.bodies import moment_ms
from simulation.city import City, build_city
from simulation.days import happenings, history_start_ms
from simulation.happenings import Happening, Scan, Upload
from simulation.mix import Mix

NOON_MS = 1_629_784_800_000
START_MS = history_start_ms(NOON_MS, 2)
SMALL = 1500


@functools.cache
def small_city() -> City:
    """A city of 1,500 people, made once."""
    return build_city(7, SMALL)


@functools.cache
def four_days() -> tuple[Happening, ...]:
    """What the small city sends in its first four days, made once."""
    days = happenings(small_city(), Mix(), START_MS)
    return tuple(happening for day in islice(days, 4) for happening in day)


def scans_in(sent: tuple[Happening, ...]) -> Iterator[Scan]:
    """Walk over all scans, each once."""
    for happening in sent:
        if isinstance(happening, Upload) and not happening.again:
            yield from happening.scans


class StandInReadSide:
    """Answers questions about what a stand-in gateway was sent; live counts come as they change.

    A scan is seen from the `slow`-th question about it on.
    """

    def __init__(self, gateway: "StandInGateway", *, slow: int = 3) -> None:
        self._gateway = gateway
        self._slow = slow
        self._asked: Counter[str] = Counter()
        self.questions: list[dict[str, Any]] = []
        self.enrolments = 0

    def app(self) -> web.Application:
        """Return the web application."""
        app = web.Application()
        app.router.add_post("/v1/sessions", self._sign_in)
        app.router.add_post("/v1/questions/timeline", self._timeline)
        app.router.add_post("/v1/questions/contacts", self._contacts)
        app.router.add_post("/v1/questions/spread", self._spread)
        app.router.add_get("/v1/counts/live", self._live)
        app.router.add_post("/v1/enrolments", self._enrol)
        return app

    async def _sign_in(self, request: web.Request) -> web.Response:
        said = await request.json()
        return web.json_response({"token": said["username"]})

    async def _enrol(self, request: web.Request) -> web.Response:
        assert request.headers["Authorization"] == "Bearer admin"
        self.enrolments += 1
        place_id = (await request.json())["place_id"]
        return web.json_response({"code": f"code-for-{place_id}"}, status=201)

    async def _timeline(self, request: web.Request) -> web.Response:
        asked = await request.json()
        self.questions.append(asked)
        span = asked["from"], asked["until"]
        self._asked[asked["citizen_id"] + span[0]] += 1
        if self._asked[asked["citizen_id"] + span[0]] < self._slow:
            return web.json_response({"stops": []})
        from_ms, until_ms = (moment_ms(text, "") for text in span)
        stops = [
            {"scan_id": scan_id}
            for scan_id, scan in self._gateway.seen.items()
            if from_ms <= scan.happened_ms < until_ms and scan.citizen_id == asked["citizen_id"]
        ]
        return web.json_response({"stops": stops})

    async def _contacts(self, request: web.Request) -> web.Response:
        """Compare every scan of an index person with every other scan at its place."""
        asked = await request.json()
        cases = set(asked["citizen_ids"])
        from_ms, until_ms = moment_ms(asked["from"], ""), moment_ms(asked["until"], "")
        inside = [
            scan
            for scan in self._gateway.seen.values()
            if scan.citizen_id and from_ms <= scan.happened_ms < until_ms
        ]
        met: dict[str, set[str]] = {}
        for case in (scan for scan in inside if scan.citizen_id in cases):
            for other in inside:
                near = abs(other.happened_ms - case.happened_ms) <= asked["within_minutes"] * 60_000
                if near and other.place_id == case.place_id and other.citizen_id not in cases:
                    met.setdefault(other.citizen_id, set()).add(case.citizen_id)
        return web.json_response(
            {"contacts": [{"citizen_id": c, "index_cases": sorted(i)} for c, i in met.items()]}
        )

    async def _spread(self, request: web.Request) -> web.Response:
        """Two levels, by comparing every scan with every other one at its place."""
        asked = await request.json()
        from_ms, until_ms = moment_ms(asked["from"], ""), moment_ms(asked["until"], "")
        seen = self._gateway.seen.values()
        inside = [s for s in seen if s.citizen_id and from_ms <= s.happened_ms < until_ms]
        cases = dict.fromkeys(asked["citizen_ids"], 0)
        first = _exposed(inside, cases, asked["within_minutes"] * 60_000, set(cases))
        known = {*cases, *first}
        second = _exposed(inside, first, asked["within_minutes"] * 60_000, known)
        persons = [(c, 1) for c in first] + [(c, 2) for c in second]
        return web.json_response(
            {
                "persons": [{"citizen_id": c, "level": level} for c, level in persons],
                "levels": [{"is_cut": False}] * 2,
            }
        )

    async def _live(self, request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await answer.prepare(request)
        told = 0
        never = asyncio.Event()
        while True:
            seen = list(self._gateway.seen.values())
            cells = [
                {
                    "place_id": scan.place_id,
                    "minute_ms": scan.happened_ms // 60_000 * 60_000,
                    "direction": scan.direction,
                }
                for scan in seen[told:]
            ]
            told = len(seen)
            frame = json.dumps({"data_up_to_ms": 0, "cells": cells})
            await answer.write(f"id: {told}\nevent: changes\ndata: {frame}\n\n".encode())
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(never.wait(), 0.05)


class SeenScan(NamedTuple):
    """A scan as the stand-in gateway understood it."""

    citizen_id: str
    place_id: str
    happened_ms: int
    direction: str


class StandInGateway:
    """Answers as the gateway does, with the real pass and rule book and no Kafka behind it.

    `away` requests are answered 503 first; `deaf` ones are taken and then the line breaks before
    the answer; `grumpy` scans requests get 422.
    """

    def __init__(self, *, away: int = 0, deaf: int = 0, grumpy: int = 0) -> None:
        private = SigningKey(b"k" * 32)
        key = PassKey(bytes(private.verify_key), 0, 10**14)
        self._signer = Signer([(key, private)])
        self._pseudonyms = Pseudonyms(b"p" * 32)
        self.lists = Lists()
        self.lists.ring = KeyRing([key])
        self.away, self.deaf, self.grumpy = away, deaf, grumpy
        self.sessions = self.strangers = 0
        self.live_sessions: set[str] = set()
        self.declarations: Counter[str] = Counter()
        self.scans: Counter[str] = Counter()
        self.bodies: dict[str, set[str]] = {}
        self.seen: dict[str, SeenScan] = {}
        self.ahead_of_time = 0
        self.now_ms = NOON_MS

    def app(self) -> web.Application:
        """Return the web application."""
        app = web.Application(client_max_size=8 * 1024 * 1024)
        app.router.add_post("/v1/sessions", self._sign_in)
        app.router.add_post("/v1/declarations", self._declare)
        app.router.add_post("/v1/scans", self._record)
        app.router.add_post("/v1/devices", self._enrol)
        return app

    def token(
        self, citizen_id: str, issued_ms: int, risk: int = 0, pass_id: str = "00" * 10
    ) -> str:
        """Return a genuine pass."""
        claims = Claims(
            pass_id=pass_id,
            citizen_id=citizen_id,
            issued_ms=issued_ms,
            hours=72,
            name="Nguyễn Văn Thử",
            birth_year=1990,
            last_four="0001",
            risk=risk,
        )
        made = issue(claims, self._signer)
        assert made is not None
        return made[0]

    async def _sign_in(self, request: web.Request) -> web.Response:
        said = await request.json()
        if said["password"] != "secret":
            return web.json_response({"title": "denied"}, status=401)
        self.sessions += 1
        token = f"session-{self.sessions}"
        self.live_sessions.add(token)
        return web.json_response({"token": token, "roles": ["officer"]})

    async def _enrol(self, request: web.Request) -> web.Response:
        form = await request.json()
        return web.json_response({"device_id": form["code"], "place_id": ""}, status=201)

    def _refusal(self, request: web.Request) -> web.Response | None:
        if _who(request) not in self.live_sessions:
            self.strangers += 1
            return web.json_response({"title": "denied"}, status=401)
        if self.away > 0:
            self.away -= 1
            return web.json_response({"title": "again"}, status=503, headers={"Retry-After": "0"})
        return None

    async def _declare(self, request: web.Request) -> web.Response:
        if refusal := self._refusal(request):
            return refusal
        form = await request.json()
        self.declarations[form["declaration_id"]] += 1
        document = read_document(form["document"]["kind"], form["document"]["number"])
        issued_ms = moment_ms(form["declared_at"], "declared_at")
        token = self.token(
            self._pseudonyms.citizen_id(document),
            issued_ms,
            bool(form.get("symptoms")) + 2 * bool(form.get("contacts")),
            form["declaration_id"].replace("-", "")[:20],
        )
        said = {"declaration_id": form["declaration_id"], "token": token, "risk": []}
        return web.json_response(said, status=201)

    async def _record(self, request: web.Request) -> web.Response:
        if refusal := self._refusal(request):
            return refusal
        if self.grumpy > 0:
            self.grumpy -= 1
            return web.json_response({"title": "fix"}, status=422)
        scans = _scans(await request.text())
        for scan in scans:
            self.scans[scan["scan_id"]] += 1
            self.bodies.setdefault(scan["scan_id"], set()).add(json.dumps(scan))
            self.ahead_of_time += moment_ms(scan["happened_at"], "") > self.now_ms
        if self.deaf > 0:
            self.deaf -= 1
            assert request.transport is not None
            request.transport.close()
        return web.json_response({"scans": [self._verdict(scan) for scan in scans]})

    def _verdict(self, scan: dict[str, Any]) -> dict[str, Any]:
        sight = Sight(at_ms=moment_ms(scan["happened_at"], "happened_at"))
        seen = read(scan["code"], self.lists.ring)
        verdict = judge(seen, sight, self.lists, Policy())
        citizen_id = seen.claims.citizen_id if isinstance(seen, ReadPass) else ""
        self.seen[scan["scan_id"]] = SeenScan(
            citizen_id, scan["place_id"], sight.at_ms, scan["direction"]
        )
        said = scan.get("given") or {"category": verdict.category, "reason": verdict.reason}
        return {"scan_id": scan["scan_id"], "flags": [], **said}


def _who(request: web.Request) -> str:
    """Return a session's token, or the id of the device that signed."""
    signed = re.search(r'keyid="([^"]+)"', request.headers.get("Signature-Input", ""))
    return signed[1] if signed else request.headers["Authorization"].removeprefix("Bearer ")


def _exposed(
    inside: Sequence["SeenScan"], since: Mapping[str, int], within_ms: int, known: set[str]
) -> dict[str, int]:
    """Return who is met by carriers, each since they carry it, and when first."""
    first: dict[str, int] = {}
    for mine in (scan for scan in inside if scan.citizen_id in since):
        for other in (scan for scan in inside if scan.citizen_id not in known):
            moment = max(mine.happened_ms, other.happened_ms)
            near = abs(mine.happened_ms - other.happened_ms) <= within_ms
            if mine.place_id == other.place_id and near and moment >= since[mine.citizen_id]:
                first[other.citizen_id] = min(moment, first.get(other.citizen_id, moment))
    return first


def _scans(text: str) -> list[dict[str, Any]]:
    if text.startswith("["):
        return list(json.loads(text))
    return [json.loads(line) for line in text.splitlines()]


@asynccontextmanager
async def served(app: web.Application) -> AsyncIterator[str]:
    """Serve a stand-in on a free port; yield its address."""
    server = TestServer(app)
    await server.start_server()
    try:
        yield str(server.make_url("/"))
    finally:
        await server.close()
