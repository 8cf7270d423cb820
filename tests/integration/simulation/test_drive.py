"""The city against the real gateway and a real broker."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import islice
from pathlib import Path

import pytest
import uvicorn

from contracts.settings import Settings
from deploy.ports import free_port
from ingest.app import create_gateway
from service.clock import now_ms
from service.first_start import make_ready
from service.parts import Parts
from service.topics import ensure_topics
from simulation.city import build_city
from simulation.days import happenings, history_start_ms
from simulation.drive import run_city
from simulation.happenings import IDENTIFIES, Upload
from simulation.plan import Credentials, Plan, Progress
from tests.builders.ingest import PARTITIONS, scans_on
from tests.builders.waiting import wait_until_async

pytestmark = pytest.mark.integration

PLAN = Plan(seed=11, people=500, days=2, rate=None, in_flight=16)


@asynccontextmanager
async def _served(kafka: str, folder: Path) -> AsyncIterator[tuple[str, Credentials]]:
    """Serve a gateway on a port of its own; yield its address and an officer's account."""
    await asyncio.to_thread(ensure_topics, kafka, partitions=PARTITIONS, replication=1)
    settings = Settings(data=folder, kafka=kafka)
    parts = Parts(settings, kafka)
    parts.start()
    try:
        assert await asyncio.to_thread(parts.registry.wait_ready, 30)
        await asyncio.to_thread(make_ready, parts)
        port = free_port()
        app = create_gateway(settings, parts)
        server = uvicorn.Server(uvicorn.Config(app, port=port, log_config=None))
        serving = asyncio.create_task(server.serve())
        await wait_until_async(lambda: server.started, 60, "the gateway listens")
        yield f"http://127.0.0.1:{port}", _officer(folder)
        server.should_exit = True
        await serving
    finally:
        await asyncio.to_thread(parts.stop)


def _officer(folder: Path) -> Credentials:
    accounts = (folder / "secrets" / "accounts.txt").read_text(encoding="utf-8").splitlines()
    password = next(line.split()[1] for line in accounts if line.startswith("officer "))
    return Credentials(username="officer", password=password)


def _ids_of_the_city() -> set[str]:
    """Every scan this city could have sent in its first days."""
    start_ms = history_start_ms(now_ms(), PLAN.days)
    days = islice(happenings(build_city(PLAN.seed, PLAN.people), PLAN.mix, start_ms), PLAN.days + 2)
    return {
        scan.scan_id
        for day in days
        for happening in day
        if isinstance(happening, Upload)
        for scan in happening.scans
    }


async def test_what_the_gateway_acknowledged_is_what_the_topic_holds(
    kafka: str, tmp_path: Path
) -> None:
    """Nothing lost, nothing else there, the right person on each, and no verdict surprises."""
    progress, stop = Progress(), asyncio.Event()
    async with _served(kafka, tmp_path) as (url, officer):
        running = asyncio.create_task(
            run_city(PLAN, gateway_url=url, credentials=officer, stop=stop, progress=progress)
        )
        await wait_until_async(
            lambda: running.done() or progress.acknowledged > 1200, 120, "1,200 scans"
        )
        stop.set()
        run = await running
        events = await asyncio.to_thread(scans_on, kafka)

    assert run.acknowledged == events.keys() & _ids_of_the_city()
    assert not run.in_doubt
    assert not progress.faults
    assert not progress.surprises
    known = sorted(run.citizens[p.owner] for p in run.presences if p.shows in IDENTIFIES)
    assert known == sorted(
        events[scan_id].citizen_id for scan_id in run.acknowledged if events[scan_id].citizen_id
    )
