"""How soon a scan can be seen in a real house while scans come in at a steady rate."""

import asyncio
import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec

from bench.end_to_end.figures import Visible
from bench.end_to_end.scanners import Scanners, scans_of
from bench.streams.city import Line
from bench.streams.records import records_of, write
from contracts.errors import Stop
from contracts.events import PassIssued
from contracts.keyring import Signer
from contracts.lines import encode_line
from contracts.passes import Claims, issue, token_hash
from contracts.settings import Settings
from deploy.accounts import Account, read_accounts
from deploy.demo.quiet import wait_until_quiet
from deploy.demo.report import percentiles
from deploy.house import open_house
from deploy.running import RunningHouse
from ingest.signers import Signers
from service.clock import now_ms
from service.registry import RegistryReader
from service.secrets import Secrets
from simulation.client import Client
from simulation.devices import enrol_devices
from simulation.latency import measure_latency
from simulation.names import family_name, full_name
from simulation.plan import Credentials, Latency

# More than are scanned twice in a minute at the highest rate.
_PASSES = 40_000
_HOURS = 72
_AGE_MS = 60 * 60 * 60 * 1000
_SCANNERS = 24
_SEED = 20210824
_READY_WITHIN_S = 30.0
_DISTRICT = "001"

Say = Callable[[str], None]


class _Stage(msgspec.Struct, frozen=True):
    """A running house, who may do what there, and the passes of its citizens."""

    house: RunningHouse
    officer: Credentials
    epidemiologist: Credentials
    tokens: Sequence[str]
    issued_ms: int


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
            say(f"issuing {_PASSES:,} passes …")
            stage = asyncio.run(_prepared(house.note, settings))
            # One after the other through all rates, so that nobody is scanned twice at one moment.
            scans = scans_of(stage.tokens, stage.issued_ms)
            found: list[Visible] = []
            for rate in rates:
                say(f"{rate:,} scans a second for {seconds:g} s …")
                found.append(asyncio.run(_measured(stage, scans, rate, seconds)))
                wait_until_quiet(house.note.kafka)
            return found


async def _prepared(house: RunningHouse, settings: Settings) -> _Stage:
    accounts = read_accounts(settings.secrets)
    devices = await enrol_devices(
        _SCANNERS,
        gateway_url=house.gateway,
        api_url=house.api,
        administrator=_credentials(accounts["admin"]),
    )
    issued_ms = now_ms() // 1000 * 1000 - _AGE_MS
    passes = _passes(_signer(house.kafka, settings), issued_ms)
    lines = [Line("declarations", event.citizen_id, encode_line(event)) for _, event in passes]
    topics = {"declarations": "declarations"}
    await write(house.kafka, "", list(records_of(lines, 200, house.partitions, topics)))
    return _Stage(
        house=house,
        officer=msgspec.structs.replace(_credentials(accounts["officer"]), device_tokens=devices),
        epidemiologist=_credentials(accounts["epi"]),
        tokens=[token for token, _ in passes],
        issued_ms=issued_ms,
    )


def _credentials(account: Account) -> Credentials:
    return Credentials(username=account.name, password=account.password)


def _signer(kafka: str, settings: Settings) -> Signer:
    registry = RegistryReader(kafka)
    registry.start()
    try:
        if not registry.wait_ready(_READY_WITHIN_S):
            raise Stop("the house's registry could not be read")
        return Signers(Secrets(settings.secrets)).signer(registry.lists.ring)
    finally:
        registry.stop()


def _passes(signer: Signer, issued_ms: int) -> list[tuple[str, PassIssued]]:
    rng = random.Random(_SEED)
    passes: list[tuple[str, PassIssued]] = []
    for _ in range(_PASSES):
        claims = Claims(
            pass_id=rng.randbytes(10).hex(),
            citizen_id=rng.randbytes(16).hex(),
            issued_ms=issued_ms,
            hours=_HOURS,
            name=full_name(rng, family_name(rng), "female"),
            birth_year=rng.randint(1940, 2010),
            last_four=f"{rng.randrange(10_000):04d}",
            origin=_DISTRICT,
        )
        made = issue(claims, signer)
        if made is None:
            raise Stop("no key may sign now")
        token, key = made
        passes.append((token, _issued(claims, token, key.kid.hex())))
    return passes


def _issued(claims: Claims, token: str, kid: str) -> PassIssued:
    return PassIssued(
        pass_id=claims.pass_id,
        declaration_id=claims.pass_id,
        citizen_id=claims.citizen_id,
        issued_ms=claims.issued_ms,
        expires_ms=claims.expires_ms,
        kid=kid,
        token_hash=token_hash(token),
        risk=0,
        origin=claims.origin,
    )


async def _measured(stage: _Stage, scans: Iterator[bytes], rate: int, seconds: float) -> Visible:
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


async def _probe(stage: _Stage, over: asyncio.Event) -> Latency:
    return await measure_latency(
        city_time_ms=now_ms,
        gateway_url=stage.house.gateway,
        officer=stage.officer,
        api_url=stage.house.api,
        epidemiologist=stage.epidemiologist,
        stop=over,
    )
