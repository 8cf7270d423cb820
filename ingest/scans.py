"""POST /v1/scans: one scan or up to a thousand, answered when Kafka has them."""

import asyncio
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Request, Response

from contracts.errors import Fault, FixRequest
from contracts.lines import encode_line
from contracts.lists import Lists
from contracts.words import Language
from ingest.authority import policy_of
from ingest.forms import ScanSubmitted
from ingest.items import Item, split_items
from ingest.metrics import GatewayMetrics
from ingest.pass_cache import PassCache
from ingest.publisher import Publisher
from ingest.scan_checks import CheckedScan, check_scan
from ingest.scanning import Gate, ScanAnswer, key_of, record_scan
from ingest.searching import token_of
from ingest.shelf import Shelf
from service.bodies import decode, read_limited
from service.clock import now_ms
from service.doors import GATE, Caller
from service.parts import Parts
from service.problems import language
from service.routes import describe_body, json_answer

SCANS = "/v1/scans"
MOST_SCANS = 1000
MOST_BYTES = 4 * 1024 * 1024

# About 1 KB each; a whole city passed its gates 27,000 times a day.
CACHED_PASSES = 20_000

_SCAN = msgspec.json.Decoder(ScanSubmitted)


class ScansAnswer(msgspec.Struct, frozen=True):
    """The verdicts, in the order of the scans."""

    scans: list[ScanAnswer]


class ScanDesk:
    """Takes scans in."""

    def __init__(
        self, parts: Parts, publisher: Publisher, metrics: GatewayMetrics, shelf: Shelf
    ) -> None:
        """Work with these."""
        self._parts = parts
        self._publisher = publisher
        self._metrics = metrics
        self._shelf = shelf
        self._cache = PassCache(CACHED_PASSES)
        self._policy = policy_of(parts.settings)

    async def record(self, body: bytes, caller: Caller, spoken: Language) -> ScansAnswer:
        """Judge every scan in a body and return when all of them are on the topic.

        Raises:
            FixRequest: at least one scan is wrong; none was recorded.
            TryAgain: Kafka is away, a key is missing, or the shelf was not read to its end yet.

        """
        gate = self._gate(caller, spoken)
        scans = check_all(split_items(body, MOST_SCANS), gate.lists, gate.received_ms)
        codes = [scan.form.code for scan in scans]
        if any(scan.document for scan in scans):
            codes = await asyncio.to_thread(self._with_those_found, scans)
        seen = await self._cache.read_all(codes, gate.lists.ring)
        done = [record_scan(scan, code, gate) for scan, code in zip(scans, seen, strict=True)]
        lines = [(key_of(event), encode_line(event)) for event, _ in done]
        await self._publisher.publish("scans", lines)
        answers = [answer for _, answer in done]
        for answer in answers:
            self._metrics.acknowledge(answer.category, answer.reason)
        return ScansAnswer(answers)

    def _with_those_found(self, scans: list[CheckedScan]) -> list[str]:
        """Return the codes, those of live passes in the place of documents."""
        return [
            token_of(self._shelf, scan.document, scan.happened_ms) if scan.document else code
            for scan, code in ((scan, scan.form.code) for scan in scans)
        ]

    def _gate(self, caller: Caller, spoken: Language) -> Gate:
        registry = self._parts.registry
        return Gate(
            caller=caller,
            received_ms=now_ms(),
            lists=registry.lists,
            lists_age_s=registry.age_s(),
            policy=self._policy,
            pseudonyms=self._parts.pseudonyms,
            language=spoken,
        )


def check_all(items: list[Item], lists: Lists, received_ms: int) -> list[CheckedScan]:
    """Read every scan.

    Raises:
        FixRequest: with every fault of every scan.

    """
    scans: list[CheckedScan] = []
    faults: list[Fault] = []
    for line, text in items:
        try:
            scans.append(check_scan(decode(text, _SCAN, line=line), line, lists, received_ms))
        except FixRequest as refused:
            faults += refused.faults
    if faults:
        raise FixRequest(*faults)
    return scans


def scan_routes(desk: ScanDesk) -> APIRouter:
    """Return the route by which scanners hand in scans."""
    router = APIRouter()

    @router.post(SCANS, openapi_extra=describe_body(ScanSubmitted | list[ScanSubmitted]))
    async def record_scans(request: Request, caller: Annotated[Caller, Depends(GATE)]) -> Response:
        """Record one scan, a JSON array or JSON Lines of them; all of them, or none."""
        body = await read_limited(request, MOST_BYTES)
        return json_answer(await desk.record(body, caller, language(request)))

    return router
