"""Enrols the scanners the city is driven with, as an administrator and a technician would."""

import msgspec
from nacl.signing import SigningKey

from contracts.places import places_of_2021
from contracts.signatures import DeviceKey, prove
from simulation.client import Client
from simulation.plan import Credentials

_VERSION = "simulation"


class _Enrolment(msgspec.Struct, frozen=True):
    code: str


class _Shown(msgspec.Struct, frozen=True):
    code: str
    name: str
    version: str
    public_key: bytes
    proof: bytes


class _Device(msgspec.Struct, frozen=True):
    device_id: str


async def enrol_devices(
    count: int, *, gateway_url: str, api_url: str, administrator: Credentials
) -> tuple[DeviceKey, ...]:
    """Enrol so many scanners, spread over the checkpoints, and return their keys.

    Raises:
        RefusedError: the account may not enrol, or a code was not accepted.

    """
    gates = [p.place_id for p in places_of_2021().values() if p.kind != "police"]
    keys: list[DeviceKey] = []
    async with Client(api_url, administrator) as api, Client(gateway_url, administrator) as gateway:
        for number in range(count):
            place_id = gates[number * len(gates) // count]
            asked = msgspec.json.encode({"place_id": place_id})
            code = msgspec.json.decode(await api.send("/v1/enrolments", asked), type=_Enrolment)
            keys.append(await _enrol(gateway, code.code, f"scanner {number + 1}"))
    return tuple(keys)


async def _enrol(gateway: Client, code: str, name: str) -> DeviceKey:
    private = SigningKey.generate()
    shown = _Shown(code, name, _VERSION, bytes(private.verify_key), prove(code, private))
    answer = await gateway.send("/v1/devices", msgspec.json.encode(shown))
    return DeviceKey(msgspec.json.decode(answer, type=_Device).device_id, private)
