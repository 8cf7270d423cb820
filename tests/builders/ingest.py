"""Bodies for the gateway, and a gateway on a real broker."""

import asyncio
import json
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
import msgspec
from kafka import KafkaConsumer, TopicPartition

from contracts.events import Event, ScanRecorded
from contracts.lines import LineDecoder
from contracts.passes import Claims
from contracts.sealing import HANOI
from contracts.settings import Settings
from ingest.app import create_gateway
from ingest.captcha.challenges import Challenges
from service.clock import now_ms
from service.first_start import make_ready
from service.parts import Parts
from service.topics import ensure_topics
from tests.builders.contracts import NOW_MS, PSEUDONYMS, claims
from tests.builders.deploy import admin
from tests.builders.devices import SigningForMany, enrol
from tests.builders.waiting import asked_until

PARTITIONS = 4
PLACE = "hn-city-01"

_READ_WAIT_MS = 200


def moment(at_ms: int) -> str:
    """Return a time as scanners write it."""
    return datetime.fromtimestamp(at_ms / 1000, HANOI).isoformat(timespec="milliseconds")


def form_body(**changes: Any) -> dict[str, Any]:
    """Return a good declaration, made at the tests' noon, with some fields changed."""
    body: dict[str, Any] = {
        "declaration_id": "declaration-0001",
        "full_name": "Nguyễn Văn Thử",
        "birth_date": "1999-08-15",
        "sex": "male",
        "nationality": "VN",
        "document": {"kind": "cccd", "number": "001099990001"},
        "phone": "0912 345 678",
        "residence": {"unit": "00001", "text": "Số 1, ngõ 2"},
        "stay": None,
        "origin": {"unit": "00001", "text": "Số 1, ngõ 2"},
        "destination": {"unit": "10348", "text": "Tổ 5"},
        "transport": "car",
        "plate": "29A-123.45",
        "trailer_plate": "",
        "departs_at": moment(NOW_MS),
        "visited": ["01"],
        "symptoms": [],
        "contacts": [],
        "truthful": True,
    }
    return body | changes


def scan_body(code: str, at_ms: int = NOW_MS, **changes: Any) -> dict[str, Any]:
    """Return a good scan with some fields changed; each has an id of its own."""
    body: dict[str, Any] = {
        "scan_id": f"scan-{uuid.uuid4().hex}",
        "code": code,
        "place_id": PLACE,
        "direction": "in",
        "happened_at": moment(at_ms),
    }
    return body | changes


def copied_code(parts: Parts) -> dict[str, str]:
    """Return a challenge with its code, as somebody who can read the picture sends it."""
    made = Challenges(parts.secrets.session_key()).make(now_ms() // 1000)
    return {"challenge": made.text, "code": made.code}


class RunningGateway:
    """A gateway without its web server: requests go straight into the app."""

    def __init__(self, parts: Parts, client: httpx.AsyncClient) -> None:
        """Take what runs."""
        self.parts = parts
        self.client = client
        self.signing = SigningForMany()
        client.auth = self.signing

    async def wait_healthy(self, deadline_s: float = 60.0) -> None:
        """Wait until the gateway says that it can work."""

        async def is_healthy() -> bool:
            return (await self.client.get("/healthz")).status_code == httpx.codes.OK

        await asked_until(is_healthy, deadline_s, "the gateway is healthy")

    async def device(self) -> dict[str, str]:
        """Enrol a device and return headers that make the client sign as it."""
        key = await asyncio.to_thread(enrol, self.parts, place_id=PLACE)
        return self.signing.headers_of(key)

    async def declare(self, **changes: Any) -> dict[str, Any]:
        """File a declaration as somebody nobody knows and return the answer."""
        usual = {
            "departs_at": moment(now_ms()),
            "declaration_id": f"declaration-{uuid.uuid4().hex}",
            "captcha": copied_code(self.parts),
        }
        answer = await self.client.post(
            "/v1/declarations?draw=none", json=form_body(**{**usual, **changes})
        )
        assert answer.status_code == httpx.codes.CREATED, answer.text
        said: dict[str, Any] = answer.json()
        return said

    async def scan(self, headers: dict[str, str], body: bytes | str | Any) -> httpx.Response:
        """Hand in scans: text as it is, anything else as JSON."""
        content = body if isinstance(body, (bytes, str)) else json.dumps(body)
        return await self.client.post("/v1/scans", content=content, headers=headers)


@asynccontextmanager
async def gateway(kafka: str, folder: Path, **changes: Any) -> AsyncIterator[RunningGateway]:
    """Run a gateway with keys of its own on a broker that answers."""
    await asyncio.to_thread(ensure_topics, kafka, partitions=PARTITIONS, replication=1)
    settings = Settings(data=folder, kafka=kafka, **changes)
    parts = Parts(settings, kafka)
    parts.start()
    try:
        assert await asyncio.to_thread(parts.registry.wait_ready, 30)
        await asyncio.to_thread(make_ready, parts)
        app = create_gateway(settings, parts)
        transport = httpx.ASGITransport(app)
        async with (
            app.router.lifespan_context(app),
            httpx.AsyncClient(transport=transport, base_url="http://gateway") as client,
        ):
            running = RunningGateway(parts, client)
            await running.wait_healthy()
            yield running
    finally:
        await asyncio.to_thread(parts.stop)


def records_on(kafka: str, topic: str) -> Iterator[bytes]:
    """Yield the value of every record on a topic, as far as it goes now."""
    return (value for _, value in numbered_records_on(kafka, topic))


def numbered_records_on(kafka: str, topic: str) -> Iterator[tuple[int, bytes]]:
    """Yield partition and value of every record on a topic, as far as it goes now."""
    consumer = KafkaConsumer(bootstrap_servers=kafka, enable_auto_commit=False)
    try:
        numbers = consumer.partitions_for_topic(topic) or ()
        partitions = [TopicPartition(topic, number) for number in numbers]
        consumer.assign(partitions)
        ends = consumer.end_offsets(partitions)
        consumer.seek_to_beginning(*partitions)
        while any(consumer.position(partition) < end for partition, end in ends.items()):
            for records in consumer.poll(timeout_ms=_READ_WAIT_MS).values():
                yield from ((record.partition, record.value) for record in records)
    finally:
        consumer.close()


def partition_count(kafka: str, topic: str) -> int:
    """Return how many partitions a topic has."""
    with admin(kafka) as client:
        (described,) = client.describe_topics([topic])
    return len(described["partitions"])


def events_on(kafka: str, topic: str, kind: Any) -> list[Event]:
    """Return every event on a topic."""
    decoder: LineDecoder[Event] = LineDecoder(kind)
    lines = (line for value in records_on(kafka, topic) for _, line in decoder.decode(value))
    return [line for line in lines if isinstance(line, Event)]


def scans_on(kafka: str) -> dict[str, ScanRecorded]:
    """Return every scan on the topic by its id."""
    scans = events_on(kafka, "scans", ScanRecorded)
    return {scan.scan_id: scan for scan in scans if isinstance(scan, ScanRecorded)}


def claims_of_a_person(number: int, **changes: Any) -> Claims:
    """Return the claims of one of many people."""
    digest = PSEUDONYMS.vehicle_id(f"person {number}")
    return claims(citizen_id=digest, pass_id=digest[:20], **changes)


def decoded(answer: httpx.Response) -> Any:
    """Return an answer's JSON."""
    return msgspec.json.decode(answer.content)
