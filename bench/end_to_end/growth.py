"""How state, memory and recovery grow with the number of citizens."""

import shutil
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.broker import OwnBroker, own_broker
from bench.end_to_end.entries import kept_of_city, write_citizens
from bench.end_to_end.figures import Growth, Kind, Recovered, reckoned
from contracts.errors import Stop
from deploy.child import Child
from deploy.health import is_healthy
from deploy.layout import ROOT
from deploy.ports import LOOPBACK, free_port
from streams.changelog import TOPIC

PARTITIONS = 12
_KINDS: tuple[Kind, ...] = ("memory://", "rocksdb://")
_READY_WITHIN_S = 1_800.0
_POLL_S = 0.1
_TWO = 2

Say = Callable[[str], None]


def measure_growth(sizes: Sequence[int], reckon: Sequence[int], say: Say) -> list[Growth]:
    """Measure ever more citizens, and reckon the numbers beyond from the last two.

    Raises:
        Stop: a worker did not start.

    """
    say("working through some citizens …")
    kept = kept_of_city()
    found: list[Growth] = []
    with own_broker(partitions=PARTITIONS) as broker:
        entries = before = 0
        for size in sizes:
            say(f"{size:,} citizens: writing their state …")
            entries += write_citizens(broker.kafka, PARTITIONS, kept, before, size)
            before = size
            found.append(_grown(broker, size, entries, say))
    if len(found) >= _TWO:
        small, large = found[-_TWO:]
        found += [reckoned(small, large, size) for size in reckon]
    return found


def _grown(broker: OwnBroker, citizens: int, entries: int, say: Say) -> Growth:
    stores: dict[Kind, Recovered] = {}
    for kind in _KINDS:
        found = stores[kind] = _recovered(broker, kind)
        say(f"{citizens:,} citizens, {kind}: {found.records:,} records in {found.seconds:.1f} s")
    log = broker.folder / "kafka" / "log"
    return Growth(
        citizens=citizens,
        is_reckoned=False,
        entries=entries,
        changelog_bytes=sum(_size(folder, "*.log") for folder in log.glob(f"{TOPIC}-*")),
        stores=stores,
    )


def _recovered(broker: OwnBroker, kind: Kind) -> Recovered:
    """Start a worker with nothing on its disk, and once more with what it left there."""
    data = broker.folder / "worker"
    shutil.rmtree(data, ignore_errors=True)
    worker = _Worker(broker.kafka, data, kind)
    with worker:
        first = worker.figures()
        ready_s, rss = worker.ready_s, _rss_bytes(worker.pid)
    on_disk = _size(data / "state", "*")
    with worker:
        again = worker.figures()
    return Recovered(
        seconds=round(first["chot_worker_recovery_seconds"], 2),
        ready_s=round(ready_s, 2),
        records=int(first["chot_worker_recovery_records"]),
        rss_bytes=rss,
        store_bytes=on_disk,
        again_s=round(again["chot_worker_recovery_seconds"], 2),
    )


class _Worker:
    """`chot worker` as a process, entered once its state is there."""

    def __init__(self, kafka: str, data: Path, kind: Kind) -> None:
        self._port = free_port()
        self.ready_s = 0.0
        self._child = Child(
            name="worker",
            command=[sys.executable, "-P", "-m", "deploy", "worker"],
            log=data / "worker.log",
            environment={
                "PYTHONPATH": str(ROOT),
                "CHOT_KAFKA": kafka,
                "CHOT_DATA": str(data),
                "CHOT_STATE": kind,
                "CHOT_WORKER_PORT": str(self._port),
                "CHOT_LOG_LEVEL": "warning",
            },
        )

    @property
    def pid(self) -> int:
        return self._child.pid

    def __enter__(self) -> None:
        began = time.monotonic()
        pause = threading.Event()
        self._child.start()
        while self._child.running and time.monotonic() - began < _READY_WITHIN_S:
            if is_healthy(self._url):
                self.ready_s = time.monotonic() - began
                return
            pause.wait(_POLL_S)
        self._child.stop()
        raise Stop(f"the worker did not start; its log says:\n{self._child.log_tail()}")

    def __exit__(self, *_: object) -> None:
        self._child.stop()

    def figures(self) -> dict[str, float]:
        """Return its metrics without labels."""
        with urllib.request.urlopen(f"{self._url}/metrics", timeout=10) as answer:  # noqa: S310 - our own address
            lines = answer.read().decode().splitlines()
        plain = (line.split() for line in lines if not line.startswith("#") and "{" not in line)
        return {name: float(figure) for name, figure in plain}

    @property
    def _url(self) -> str:
        return f"http://{LOOPBACK}:{self._port}"


def _rss_bytes(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))
    return int(kilobytes) * 1024


def _size(folder: Path, pattern: str) -> int:
    return sum(file.stat().st_size for file in folder.rglob(pattern) if file.is_file())
