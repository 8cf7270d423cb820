"""Enrols the scanners the city is driven with, as an administrator and a technician would."""

import msgspec

from contracts.places import places_of_2021
from simulation.client import Client
from simulation.plan import Credentials

_VERSION = "simulation"


class _Enrolment(msgspec.Struct, frozen=True):
    code: str


class _Device(msgspec.Struct, frozen=True):
    token: str


async def enrol_devices(
    count: int, *, gateway_url: str, api_url: str, administrator: Credentials
) -> tuple[str, ...]:
    """Enrol so many scanners, spread over the checkpoints, and return their tokens.

    Raises:
        RefusedError: the account may not enrol, or a code was not accepted.

    """
    gates = [p.place_id for p in places_of_2021().values() if p.kind != "police"]
    tokens: list[str] = []
    async with Client(api_url, administrator) as api, Client(gateway_url, administrator) as gateway:
        for number in range(count):
            place_id = gates[number * len(gates) // count]
            asked = msgspec.json.encode({"place_id": place_id})
            code = msgspec.json.decode(await api.send("/v1/enrolments", asked), type=_Enrolment)
            shown = {"code": code.code, "name": f"scanner {number + 1}", "version": _VERSION}
            answer = await gateway.send("/v1/devices", msgspec.json.encode(shown))
            tokens.append(msgspec.json.decode(answer, type=_Device).token)
    return tuple(tokens)
