"""The gateway and a broker that is killed."""

import asyncio
import gc
import logging
import os
import signal
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

import httpx
import pytest
from aiokafka.structs import TopicPartition
from prometheus_client import CollectorRegistry

from contracts.errors import TryAgain
from contracts.settings import Settings
from deploy.broker import Broker
from deploy.layout import KAFKA_JARS
from deploy.ports import free_port
from ingest.app import create_gateway
from ingest.lanes import Limits
from ingest.link import KafkaLink
from ingest.metrics import GatewayMetrics
from ingest.publisher import Publisher
from service.clock import now_ms
from service.parts import Parts
from tests.builders.deploy import create_topic
from tests.builders.devices import Signing, device_key
from tests.builders.ingest import (
    RunningGateway,
    form_body,
    gateway,
    moment,
    records_on,
    scan_body,
    scans_on,
)
from tests.builders.waiting import wait_until_async

pytestmark = pytest.mark.integration

TOPIC = "out-of-order"
PUBLISH_TIMEOUT_S = 2.0
# Generous, for a machine that does other things as well; it must only end.
DEADLINE_S = 60.0


@pytest.fixture
def leaving_sockets() -> Iterator[None]:
    """Collect what kafka-python leaves lying: the socket of each refused connection.

    Its log records would hold them until the end of the session.
    """
    logger = logging.getLogger("kafka")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    yield
    logger.setLevel(level)
    gc.collect()


class Sender:
    """Sends scans one after the other and remembers what it was told."""

    def __init__(self, running: RunningGateway, headers: dict[str, str], code: str) -> None:
        self.acknowledged: list[str] = []
        self.refused: list[httpx.Response] = []
        self._running = running
        self._headers = headers
        self._code = code

    async def send(self) -> httpx.Response:
        """Send one scan, which must be answered in time whatever happens."""
        body = scan_body(self._code, now_ms())
        async with asyncio.timeout(DEADLINE_S):
            answer = await self._running.scan(self._headers, body)
        if answer.status_code == HTTPStatus.OK:
            self.acknowledged.append(body["scan_id"])
        else:
            self.refused.append(answer)
        return answer

    async def send_for_ever(self) -> None:
        """Send until cancelled."""
        while True:
            await self.send()
            await asyncio.sleep(0.005)


@pytest.mark.usefixtures("leaving_sockets")
@pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")
async def test_a_killed_broker_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    """While it is away scans get 503 with Retry-After; afterwards all is well by itself."""
    broker = Broker(folder=tmp_path / "kafka", jars=KAFKA_JARS, log=tmp_path / "broker.log")
    kafka = await asyncio.to_thread(broker.start)
    try:
        async with gateway(
            kafka, tmp_path / "data", publish_timeout_s=PUBLISH_TIMEOUT_S
        ) as running:
            code = (await running.declare())["token"]
            sender = Sender(running, await running.device(), code)
            senders = [asyncio.create_task(sender.send_for_ever()) for _ in range(5)]
            await wait_until_async(
                lambda: len(sender.acknowledged) > 20, DEADLINE_S, "scans are acknowledged"
            )

            os.kill(broker.child.pid, signal.SIGKILL)
            await wait_until_async(
                lambda: len(sender.refused) > 20, DEADLINE_S, "scans are refused"
            )
            acknowledged_before = len(sender.acknowledged)
            await asyncio.to_thread(broker.stop)
            await asyncio.to_thread(broker.start)
            await wait_until_async(
                lambda: len(sender.acknowledged) > acknowledged_before + 20,
                DEADLINE_S,
                "scans are acknowledged again",
            )
            for task in senders:
                task.cancel()
            await asyncio.gather(*senders, return_exceptions=True)

        assert {answer.status_code for answer in sender.refused} == {HTTPStatus.SERVICE_UNAVAILABLE}
        assert all(int(answer.headers["retry-after"]) > 0 for answer in sender.refused)
        on_topic = await asyncio.to_thread(scans_on, kafka)
        assert set(sender.acknowledged) <= set(on_topic)
    finally:
        await asyncio.to_thread(broker.stop)


async def test_a_gateway_starts_without_kafka_and_says_so(tmp_path: Path) -> None:
    """It answers, with 503 where Kafka is needed, and its health tells what is missing."""
    nowhere = f"127.0.0.1:{free_port()}"
    settings = Settings(data=tmp_path, kafka=nowhere)
    parts = Parts(settings, nowhere)
    app = create_gateway(settings, parts)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://gateway") as client,
    ):
        health = await client.get("/healthz")

        assert health.status_code == HTTPStatus.SERVICE_UNAVAILABLE
        assert health.json()["checks"] == {"kafka": False, "lists": False, "sheets": False}
        scanner = Signing(device_key())
        scan = await client.post("/v1/scans", json=scan_body("any"), auth=scanner)
        assert scan.status_code == HTTPStatus.SERVICE_UNAVAILABLE
        assert int(scan.headers["retry-after"]) > 0
        form = form_body(departs_at=moment(now_ms()))
        declaration = await client.post("/v1/declarations", json=form, auth=scanner)
        assert declaration.status_code == HTTPStatus.SERVICE_UNAVAILABLE
        assert (await client.get("/openapi.json")).status_code == HTTPStatus.OK


async def test_a_fatal_error_of_the_producer_is_survived(kafka: str) -> None:
    """After an out-of-order sequence, which a producer cannot mend, a new one goes on."""
    create_topic(kafka, TOPIC, partitions=4)
    links: list[KafkaLink] = []

    async def open_link() -> KafkaLink:
        links.append(await KafkaLink.open(kafka, [TOPIC], record_bytes=10_000, within_s=DEADLINE_S))
        return links[-1]

    publisher = Publisher(
        open_link,
        limits=Limits(record_lines=500, record_bytes=10_000),
        linger_s=0.005,
        timeout_s=DEADLINE_S,
        metrics=GatewayMetrics(CollectorRegistry()),
    )
    await publisher.start()
    try:
        await wait_until_async(publisher.is_connected, DEADLINE_S, "the publisher is connected")
        people = [f"{n:032x}" for n in range(20)]
        await publisher.publish(TOPIC, [(key, b'{"first":"%d"}' % 1) for key in people])

        sequences = links[0]._producer._txn_manager
        for partition in range(4):
            sequences.increment_sequence_number(TopicPartition(TOPIC, partition), 7)
        with pytest.raises(TryAgain):
            await publisher.publish(TOPIC, [(key, b'{"lost":1}') for key in people])

        await wait_until_async(lambda: len(links) > 1, DEADLINE_S, "there is a new producer")
        await wait_until_async(publisher.is_connected, DEADLINE_S, "the publisher is connected")
        await publisher.publish(TOPIC, [(key, b'{"after":"%s"}' % key.encode()) for key in people])
    finally:
        await publisher.stop()

    values = b"\n".join(await asyncio.to_thread(lambda: list(records_on(kafka, TOPIC))))
    assert all(b'{"after":"%s"}' % key.encode() in values for key in people)
