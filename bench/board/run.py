"""`chot bench board`: a house, scans at a steady rate, and ever more viewers of its board."""

import asyncio
import contextlib
import logging
import os
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec

from bench.board.figures import Lap, Report, Viewed, report_of
from bench.board.viewers import Audience, Viewers
from bench.cores import cpu_s
from bench.end_to_end.scanners import Scanners, scans_of
from bench.stage import Stage, prepared
from contracts.errors import Stop
from contracts.places import places_of_2021
from contracts.settings import Settings
from deploy.accounts import read_accounts
from deploy.asking import Session
from deploy.demo.report import percentiles
from deploy.house import open_house
from deploy.running import read_note
from simulation.client import Client

VIEWERS = (0, 1, 100, 1_000)
_RATE = 300
_WARM_UP_S = 5.0
_SCANS = "chot_worker_scans_total "

Say = Callable[[str], None]


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """How many viewers, how long each lap lasts, and how often all of them are run."""

    viewers: tuple[int, ...] = VIEWERS
    seconds: float
    rounds: int
    rate: int = _RATE


def measure(run: Run, say: Say) -> Report:
    """Measure in a house of our own, which is gone afterwards.

    Raises:
        Stop: the house did not start, or was stopped meanwhile.

    """
    # A broker that was just told of a topic refuses the first writes; the client tries again.
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)
    with tempfile.TemporaryDirectory(prefix="chot-bench-") as name:
        settings = Settings(data=Path(name), log_level="warning")
        with open_house(settings, say) as house:
            if house is None:
                raise Stop("stopped before the house was up")
            say("issuing passes …")
            stage = asyncio.run(prepared(house.note, settings))
            official = Session(house.note.api, read_accounts(settings.secrets)["official"])
            places = [one for one in places_of_2021() if one.startswith("hn-")]
            scans = scans_of(stage.tokens, stage.issued_ms, places)
            server = _server_of(settings)
            laps: list[Lap] = []
            asyncio.run(_load(stage, scans, run.rate, _WARM_UP_S))
            for viewers in run.viewers * run.rounds:
                say(f"{viewers:,} viewers for {run.seconds:g} s …")
                laps.append(
                    _lap(
                        stage,
                        scans,
                        run,
                        audience=Audience(house.note.api, official.token, paths_of(viewers)),
                        server=server,
                    )
                )
    return report_of(laps, cores=len(os.sched_getaffinity(0)), asked_per_s=run.rate)


def _lap(stage: Stage, scans: Iterator[bytes], run: Run, *, audience: Audience, server: int) -> Lap:
    viewers = len(audience.paths)
    with contextlib.ExitStack() as stack:
        seats = stack.enter_context(Viewers(audience)) if viewers else None
        if seats:
            seats.begin()
        cpu, counted, began = cpu_s(server), _counted(stage), time.monotonic()
        scanners = asyncio.run(_load(stage, scans, run.rate, run.seconds))
        took_s = time.monotonic() - began
        nobody = Viewed(frames=0, received_bytes=0, delay_ms=percentiles([]), broken=0)
        return Lap(
            viewers=viewers,
            seconds=round(took_s, 2),
            server_cpu=round((cpu_s(server) - cpu) / took_s, 4),
            scans_per_s=round(scanners.acknowledged / took_s, 1),
            counted_per_s=round((_counted(stage) - counted) / took_s, 1),
            upload_ms=percentiles(scanners.took_s),
            viewed=seats.seen() if seats else nobody,
        )


def paths_of(viewers: int) -> Sequence[str]:
    """Return who looks at what: every second one at everything, the others each at a district."""
    districts = sorted({place.district for place in places_of_2021().values() if place.district})
    everything = "/v1/board/live"
    return [
        everything if number % 2 == 0 else f"{everything}?unit={districts[number % len(districts)]}"
        for number in range(viewers)
    ]


def _server_of(settings: Settings) -> int:
    note = read_note(settings.data)
    if note is None or "server" not in note.pids:
        raise Stop("the house does not say which process is its server")
    return note.pids["server"]


async def _load(stage: Stage, scans: Iterator[bytes], rate: int, seconds: float) -> Scanners:
    async with Client(stage.house.gateway, stage.officer, connections=64) as gateway:
        scanners = Scanners(gateway, scans)
        await scanners.run(rate, seconds)
        return scanners


def _counted(stage: Stage) -> float:
    """Return how many scans the workers have taken in."""
    return sum(_scans_of(url) for url in stage.house.workers.values())


def _scans_of(worker: str) -> float:
    with urllib.request.urlopen(f"{worker}/metrics", timeout=10) as answer:  # noqa: S310 - our own address
        lines = answer.read().decode().splitlines()
    return sum(float(line.rpartition(" ")[2]) for line in lines if line.startswith(_SCANS))
