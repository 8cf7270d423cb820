"""A running house for a bench: its accounts, its scanners, and citizens who hold passes."""

import asyncio
import random
import time
from collections.abc import Mapping, Sequence

import msgspec

from bench.streams.city import Line
from bench.streams.records import records_of, write
from contracts.errors import Stop
from contracts.events import PassIssued
from contracts.keyring import Signer
from contracts.lines import encode_line
from contracts.passes import Claims, issue, token_hash
from contracts.settings import Settings
from deploy.accounts import Account, read_accounts
from deploy.running import RunningHouse
from ingest.signers import Signers
from service.clock import now_ms
from service.registry import RegistryReader
from service.secrets import Secrets
from simulation.devices import enrol_devices
from simulation.names import family_name, full_name
from simulation.plan import Credentials

# More than are scanned twice in a minute at the highest rate.
PASSES = 40_000
_HOURS = 72
_AGE_MS = 60 * 60 * 60 * 1000
_SCANNERS = 24
_SEED = 20210824
_READY_WITHIN_S = 60.0
_LOOK_EVERY_S = 0.5
_DISTRICT = "001"


class Stage(msgspec.Struct, frozen=True):
    """A running house, who may do what there, and the passes of its citizens."""

    house: RunningHouse
    officer: Credentials
    epidemiologist: Credentials
    tokens: Sequence[str]
    issued_ms: int


async def prepared(house: RunningHouse, settings: Settings) -> Stage:
    """Enrol scanners and issue passes, with the house's key.

    Raises:
        Stop: the house's registry could not be read, or no key may sign.

    """
    accounts = await _accounts(settings)
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
    return Stage(
        house=house,
        officer=msgspec.structs.replace(_credentials(accounts["officer"]), devices=devices),
        epidemiologist=_credentials(accounts["epi"]),
        tokens=[token for token, _ in passes],
        issued_ms=issued_ms,
    )


async def _accounts(settings: Settings) -> Mapping[str, Account]:
    """Return the first accounts; on a busy machine a house serves before it has made them."""
    deadline = time.monotonic() + _READY_WITHIN_S
    while True:
        try:
            return read_accounts(settings.secrets)
        except Stop:
            if time.monotonic() > deadline:
                raise
        await asyncio.sleep(_LOOK_EVERY_S)


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
    for _ in range(PASSES):
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
