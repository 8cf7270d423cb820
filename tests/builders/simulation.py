"""A small city and a stand-in gateway for the tests of the simulation."""

import functools
import json
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Any

from aiohttp import web
from nacl.signing import SigningKey

from contracts.identity import Pseudonyms, read_document
from contracts.keyring import KeyRing, PassKey, Signer
from contracts.lists import Lists
from contracts.passes import Claims, issue, read
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
        self.sessions = 0
        self.live_session = ""
        self.declarations: Counter[str] = Counter()
        self.scans: Counter[str] = Counter()
        self.bodies: dict[str, set[str]] = {}
        self.ahead_of_time = 0
        self.now_ms = NOON_MS

    def app(self) -> web.Application:
        """Return the web application."""
        app = web.Application(client_max_size=8 * 1024 * 1024)
        app.router.add_post("/v1/sessions", self._sign_in)
        app.router.add_post("/v1/declarations", self._declare)
        app.router.add_post("/v1/scans", self._record)
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
        if said != {"username": "officer", "password": "secret"}:
            return web.json_response({"title": "denied"}, status=401)
        self.sessions += 1
        self.live_session = f"session-{self.sessions}"
        return web.json_response({"token": self.live_session, "roles": ["officer"]})

    def _refusal(self, request: web.Request) -> web.Response | None:
        if request.headers.get("Authorization") != f"Bearer {self.live_session}":
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
            bool(form["symptoms"]) + 2 * bool(form["contacts"]),
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
        verdict = judge(read(scan["code"], self.lists.ring), sight, self.lists, Policy())
        said = scan.get("given") or {"category": verdict.category, "reason": verdict.reason}
        return {"scan_id": scan["scan_id"], "flags": [], **said}


def _scans(text: str) -> list[dict[str, Any]]:
    if text.startswith("["):
        return list(json.loads(text))
    return [json.loads(line) for line in text.splitlines()]
