"""How soon a scan can be seen in a real house while scans come in at a steady rate."""

import asyncio
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from bench.end_to_end.figures import Visible
from bench.end_to_end.scanners import Scanners, scans_of
from bench.stage import PASSES, Stage, prepared
from contracts.errors import Stop
from contracts.settings import Settings
from deploy.demo.quiet import wait_until_quiet
from deploy.demo.report import percentiles
from deploy.house import open_house
from service.clock import now_ms
from simulation.client import Client
from simulation.latency import measure_latency
from simulation.plan import Latency

Say = Callable[[str], None]


def measure_visible(rates: Sequence[int], seconds: float, say: Say) -> list[Visible]:
    """Measure at each rate in one house of our own, which is gone afterwards.

    Raises:
        Stop: the house did not start, or was stopped meanwhile.

    """
    with tempfile.TemporaryDirectory(prefix="chot-bench-") as name:
        settings = Settings(data=Path(name), log_level="warning")
        with open_house(settings, say) as house:
            if house is None:
                raise Stop("stopped before the house was up")
            say(f"issuing {PASSES:,} passes …")
            stage = asyncio.run(prepared(house.note, settings))
            # One after the other through all rates, so that nobody is scanned twice at one moment.
            scans = scans_of(stage.tokens, stage.issued_ms)
            found: list[Visible] = []
            for rate in rates:
                say(f"{rate:,} scans a second for {seconds:g} s …")
                found.append(asyncio.run(_measured(stage, scans, rate, seconds)))
                wait_until_quiet(house.note.kafka)
            return found


async def _measured(stage: Stage, scans: Iterator[bytes], rate: int, seconds: float) -> Visible:
    house = stage.house
    over = asyncio.Event()
    async with Client(house.gateway, stage.officer, connections=64) as gateway:
        scanners = Scanners(gateway, scans)
        probing = asyncio.create_task(_probe(stage, over))
        took_s = await scanners.run(rate, seconds)
        over.set()
        latency = await probing
    return Visible(
        asked_per_s=rate,
        acknowledged_per_s=round(scanners.acknowledged / took_s, 1),
        probes=len(latency.timeline_s),
        timeline_ms=percentiles(latency.timeline_s),
        live_ms=percentiles(latency.live_s),
        unseen=latency.unseen_in_timeline + latency.unseen_live,
        faults=tuple(dict.fromkeys([*scanners.faults, *latency.faults])),
    )


async def _probe(stage: Stage, over: asyncio.Event) -> Latency:
    return await measure_latency(
        city_time_ms=now_ms,
        gateway_url=stage.house.gateway,
        officer=stage.officer,
        api_url=stage.house.api,
        epidemiologist=stage.epidemiologist,
        stop=over,
    )
