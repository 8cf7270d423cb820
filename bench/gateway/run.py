"""`chot bench gateway`: the gateway and the bare endpoint in turns, on one core.

They take turns in short stretches, so that whatever else the machine does meanwhile disturbs both
alike. Load and broker run on the other cores.
"""

import os
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import NamedTuple

import uvloop

from bench.broker import own_broker
from bench.cores import cores_here, cpu_s, pin
from bench.gateway.figures import REACH, Figures, Report, figures_of, ratios_of
from bench.gateway.load import Slice, drive
from bench.gateway.material import UNSEEN, NextRequest, Requests, bodies_of, make_passes
from bench.gateway.sites import Prepared, Site, bare_site, gateway_site, prepare
from bench.gateway.strangers import Kind, strangers

PARTITIONS = 12
BATCH_LINES = 100
BATCH_CONNECTIONS = 8
STRANGERS = 50

_BUSY = 32
_WARM_UP_S = 1.0
_PASSES_SAID_EVERY = 10_000
_PASSES = f"unseen: {UNSEEN:,} passes in turn, more than the gateway remembers"

Say = Callable[[str], None]


class _Load(NamedTuple):
    """One kind of load, the same for both servers."""

    name: str
    lines: int
    connections: int


_LOADS = (
    _Load("single_1", 1, 1),
    _Load("single_32", 1, _BUSY),
    _Load("single_256", 1, 256),
    _Load("batch_100", BATCH_LINES, BATCH_CONNECTIONS),
)
_BESIDE: tuple[tuple[str, Kind | None], ...] = (
    ("alone_32", None),
    ("beside_hung_32", "hung"),
    ("beside_slow_32", "slow"),
)


class Run(NamedTuple):
    """How long each stretch of load lasts, and how many stretches each server gets of a kind."""

    seconds: float
    rounds: int


class _Tally:
    """What was measured so far of one server."""

    def __init__(self, site: Site, requests: Requests) -> None:
        self.site = site
        self.requests = requests
        self._seen: dict[str, list[Slice]] = {}

    async def note(self, name: str, stretch: Callable[[], Awaitable[Slice]]) -> None:
        """Run a stretch of load and add it to what is known under this name."""
        before = cpu_s(self.site.pid)
        seen = await stretch()
        seen.cpu_s = cpu_s(self.site.pid) - before
        self._seen.setdefault(name, []).append(seen)

    def figures(self) -> dict[str, Figures]:
        """Put everything into figures."""
        return {name: figures_of(seen) for name, seen in self._seen.items()}


def measure(run: Run, say: Say) -> Report:
    """Measure everything with a broker of our own, which is gone afterwards.

    Raises:
        Stop: broker, gateway or bare endpoint did not start.

    """
    cores = cores_here()
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, cores.others)
    try:
        say("starting a broker …")
        with own_broker(partitions=PARTITIONS) as broker:
            pin(broker.pid, cores.others)
            prepared = prepare(broker)
            bodies = bodies_of(_passes(prepared, say))
            with (
                gateway_site(broker, prepared, cores) as gateway,
                bare_site(broker, prepared, cores) as bare,
            ):
                tallies = [
                    _Tally(site, _requests(site, prepared, bodies)) for site in (gateway, bare)
                ]
                uvloop.run(_measure(tallies, run, say))
    finally:
        os.sched_setaffinity(0, before)
    ours, theirs = (tally.figures() for tally in tallies)
    return Report(
        passes=_PASSES,
        seconds=run.seconds,
        rounds=run.rounds,
        cores=len(before),
        gateway=ours,
        bare=theirs,
        ratios=ratios_of(ours, theirs),
        reach=REACH,
    )


def _passes(prepared: Prepared, say: Say) -> list[str]:
    def tell(made: int) -> None:
        if made % _PASSES_SAID_EVERY == 0 or made == UNSEEN:
            say(f"{made:,} of {UNSEEN:,} passes made")

    return make_passes(prepared.signer, UNSEEN, tell)


def _requests(site: Site, prepared: Prepared, bodies: Sequence[bytes]) -> Requests:
    return Requests(port=site.port, device=prepared.device, bodies=bodies)


async def _measure(tallies: Sequence[_Tally], run: Run, say: Say) -> None:
    for tally in tallies:
        await drive(tally.site.port, tally.requests.single, connections=_BUSY, seconds=_WARM_UP_S)
    gateway = tallies[0]
    for number in range(run.rounds):
        say(f"round {number + 1} of {run.rounds} …")
        for load in _LOADS:
            for tally in tallies:
                await tally.note(load.name, _stretch(tally, load, run.seconds))
        for name, kind in _BESIDE:
            await gateway.note(name, partial(_beside, gateway, kind, run.seconds))


def _stretch(tally: _Tally, load: _Load, seconds: float) -> Callable[[], Awaitable[Slice]]:
    return lambda: drive(
        tally.site.port,
        _maker(tally.requests, load.lines),
        connections=load.connections,
        seconds=seconds,
    )


def _maker(requests: Requests, lines: int) -> NextRequest:
    return requests.single if lines == 1 else requests.batch(lines)


async def _beside(tally: _Tally, kind: Kind | None, seconds: float) -> Slice:
    """Load the server with single scans while strangers are there, or none."""
    port, single = tally.site.port, tally.requests.single
    if kind is None:
        return await drive(port, single, connections=_BUSY, seconds=seconds)
    async with strangers(kind, port, single, count=STRANGERS):
        return await drive(port, single, connections=_BUSY, seconds=seconds)
