"""The two servers that are compared, each a process of its own on the measured core."""

import contextlib
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec
from nacl.signing import SigningKey

from bench.broker import OwnBroker
from bench.cores import Cores
from contracts.errors import Stop
from contracts.keyring import Signer
from contracts.registry import DeviceEnrolled
from contracts.settings import Settings
from contracts.signatures import DeviceKey
from deploy.child import Child
from deploy.health import is_healthy
from deploy.layout import ROOT
from deploy.ports import LOOPBACK, free_port
from ingest.signers import Signers
from service.clock import now_ms
from service.first_start import make_ready
from service.parts import Parts

_DEVICE = "bench-scanner"
_READY_WITHIN_S = 60.0
_POLL_S = 0.1


class Site(msgspec.Struct, frozen=True):
    """A running server."""

    port: int
    pid: int


class Prepared(msgspec.Struct, frozen=True):
    """A house's data folder with keys, and what a scanner of that house needs."""

    data: Path
    signer: Signer
    public_key: bytes
    device: DeviceKey


def prepare(broker: OwnBroker) -> Prepared:
    """Make a house's keys and enrol a scanner.

    Raises:
        Stop: the registry could not be read.

    """
    data = broker.folder / "house"
    parts = Parts(Settings(data=data, kafka=broker.kafka), broker.kafka)
    parts.start()
    try:
        if not parts.registry.wait_ready(_READY_WITHIN_S):
            raise Stop("the bench's registry could not be read")
        make_ready(parts)
        device = DeviceKey(_DEVICE, SigningKey.generate())
        parts.writer.write_and_see(_enrolled(device), lambda lists: _DEVICE in lists.devices)
        ring = parts.registry.lists.ring
        (key,) = ring.all()
        return Prepared(data, Signers(parts.secrets).signer(ring), key.public_key, device)
    finally:
        parts.stop()


def _enrolled(device: DeviceKey) -> DeviceEnrolled:
    return DeviceEnrolled(
        device_id=_DEVICE,
        enrolment_id=_DEVICE,
        name="the bench's scanner",
        place_id="hn-city-01",
        version="bench",
        enrolled_ms=now_ms(),
        public_key=bytes(device.private.verify_key),
    )


@contextlib.contextmanager
def gateway_site(broker: OwnBroker, prepared: Prepared, cores: Cores) -> Iterator[Site]:
    """Run `chot gateway` as a process of its own, with the settings it ships with but one.

    The bench's one scanner sends as much as a city's, so its requests are not limited.
    """
    port = free_port()
    environment = {
        "CHOT_KAFKA": broker.kafka,
        "CHOT_DATA": str(prepared.data),
        "CHOT_GATEWAY_PORT": str(port),
        "CHOT_LOG_LEVEL": "warning",
        "CHOT_LIMIT_DEVICE_PER_S": "0",
    }
    command = ["deploy", "gateway"]
    with _running("gateway", command, broker.folder, cores, environment) as child:
        _wait_ready(child, lambda: is_healthy(f"http://{LOOPBACK}:{port}"))
        yield Site(port, child.pid)


@contextlib.contextmanager
def bare_site(broker: OwnBroker, prepared: Prepared, cores: Cores) -> Iterator[Site]:
    """Run the bare endpoint."""
    port = free_port()
    command = ["bench.gateway.bare", str(port), prepared.public_key.hex()]
    with _running("bare", command, broker.folder, cores, {}) as child:
        _wait_ready(child, lambda: _is_open(port))
        yield Site(port, child.pid)


@contextlib.contextmanager
def _running(
    name: str, module: Sequence[str], folder: Path, cores: Cores, environment: dict[str, str]
) -> Iterator[Child]:
    on_core = ["taskset", "--cpu-list", ",".join(map(str, sorted(cores.measured)))]
    child = Child(
        name=name,
        command=[*on_core, sys.executable, "-P", "-m", *module],
        log=folder / f"{name}.log",
        environment={"PYTHONPATH": str(ROOT), **environment},
    )
    child.start()
    try:
        yield child
    finally:
        child.stop()


def _wait_ready(child: Child, is_ready: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _READY_WITHIN_S
    pause = threading.Event()
    while child.running and time.monotonic() < deadline:
        if is_ready():
            return
        pause.wait(_POLL_S)
    raise Stop(f"the {child.name} did not start; its log says:\n{child.log_tail()}")


def _is_open(port: int) -> bool:
    try:
        with socket.create_connection((LOOPBACK, port), timeout=_POLL_S):
            return True
    except OSError:
        return False
