"""Looks at everything once, without changing anything."""

import importlib.metadata
import os
import platform
import shutil
import subprocess
import threading
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import msgspec

from contracts.errors import TryAgain
from contracts.settings import Settings
from contracts.topics import TOPICS, topics_of
from deploy.doctor.facts import Disk, Facts, KafkaFacts, Lag, Service
from deploy.doctor.lags import read_lags, records_on
from deploy.layout import KAFKA_JARS
from deploy.running import Cluster, RunningHouse, read_note
from service.topics import administration, topic_differences

_ANSWER_WITHIN_S = 3.0
_LOOK_AGAIN_AFTER_S = 4.0
_BLOCK_BYTES = 512


def gather(settings: Settings) -> Facts:
    """Return all facts; what does not answer is noted as such."""
    note = read_note(settings.data)
    cluster = _cluster(settings, note)
    return Facts(
        data=str(settings.data),
        running_since_ms=note.started_ms if note else None,
        kafka=cluster.kafka if cluster else "",
        cluster=_ask_kafka(cluster, settings) if cluster else None,
        services=_services(note) if note else (),
        gone=tuple(name for name, pid in note.pids.items() if not _is_there(pid)) if note else (),
        disk=_disk(settings.data),
        versions=_versions(),
        lists_too_old_s=settings.lists_too_old_s,
        sheet_alarm_min=settings.sheet_alarm_min,
    )


def _cluster(settings: Settings, note: RunningHouse | None) -> Cluster | None:
    if settings.kafka:
        return Cluster(settings.kafka, settings.partitions, settings.replication)
    return Cluster(note.kafka, note.partitions, note.replication) if note else None


def _ask_kafka(cluster: Cluster, settings: Settings) -> KafkaFacts | None:
    try:
        with administration(cluster.kafka) as client:
            return KafkaFacts(
                lags=_lags_twice(client),
                differences=tuple(
                    topic_differences(
                        cluster.kafka,
                        partitions=cluster.partitions,
                        replication=cluster.replication,
                        topics=topics_of(settings),
                    )
                ),
                dead=records_on(client, [t.dead_twin().name for t in TOPICS if t.dead_letters]),
            )
    except TryAgain:
        return None


def _lags_twice(client: Any) -> tuple[Lag, ...]:
    """A lag says little by itself; one that did not move while we looked says much."""
    before = {(lag.group, lag.topic, lag.partition): lag for lag in read_lags(client)}
    if not any(lag.records for lag in before.values()):
        return tuple(before.values())
    threading.Event().wait(_LOOK_AGAIN_AFTER_S)
    seen_again = []
    for lag in read_lags(client):
        first = before.get((lag.group, lag.topic, lag.partition))
        waited = first is not None and first.records > 0
        moved = not waited or first is None or lag.committed > first.committed
        seen_again.append(msgspec.structs.replace(lag, moved=moved))
    return tuple(seen_again)


def _services(note: RunningHouse) -> tuple[Service, ...]:
    servers = {"gateway": note.gateway, "api": note.api}
    return (
        *(_ask_health(name, url, keeps_lists=True) for name, url in servers.items()),
        *(_ask_health(name, url, keeps_lists=False) for name, url in note.workers.items()),
    )


class _Health(msgspec.Struct, frozen=True):
    ok: bool = False
    checks: dict[str, bool] = {}
    lists_age_s: float | None = None
    sheets_wait_s: int = 0


def _ask_health(name: str, url: str, *, keeps_lists: bool) -> Service:
    try:
        with urllib.request.urlopen(f"{url}/healthz", timeout=_ANSWER_WITHIN_S) as answer:  # noqa: S310 - our own address
            body = answer.read()
    except urllib.error.HTTPError as refusal:
        # "Not well" is 503 and says which checks fail.
        body = refusal.read()
    except OSError:
        return Service(name=name, url=url, reached=False)
    try:
        health = msgspec.json.decode(body, type=_Health)
    except msgspec.DecodeError:
        health = _Health()
    age_s = health.lists_age_s
    return Service(
        name=name,
        url=url,
        reached=True,
        ok=health.ok,
        failing=tuple(check for check, passed in health.checks.items() if not passed),
        keeps_lists=keeps_lists,
        # -1 is how a process says that it has read none yet.
        lists_age_s=age_s if age_s is not None and age_s >= 0 else None,
        sheets_wait_s=health.sheets_wait_s,
    )


def _is_there(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


def _disk(data: Path) -> Disk:
    parts = sorted(part for part in data.iterdir() if part.is_dir()) if data.exists() else []
    space = shutil.disk_usage(data if data.exists() else Path.cwd())
    used = {part.name: _bytes_in(part) for part in parts}
    return Disk(used=used, free=space.free, total=space.total)


def _bytes_in(folder: Path) -> int:
    """Kafka's index files are sparse, so blocks are counted and not lengths."""
    total = 0
    for place, _, files in os.walk(folder):
        for file in files:
            try:
                total += Path(place, file).stat().st_blocks * _BLOCK_BYTES
            except FileNotFoundError:
                # Segments and parts come and go while we look.
                continue
    return total


def _versions() -> dict[str, str]:
    kafka = next(KAFKA_JARS.glob("kafka_*.jar"), None)
    return {
        "python": platform.python_version(),
        "java": _java_version(),
        "kafka": kafka.stem.rpartition("-")[2] if kafka else "no jars",
        "chdb": importlib.metadata.version("chdb"),
        "faust": importlib.metadata.version("faust-streaming"),
    }


def _java_version() -> str:
    if shutil.which("java") is None:
        return "not installed"
    told = subprocess.run(["java", "-version"], capture_output=True, text=True, check=False)
    parts = told.stderr.split('"')
    return parts[1] if len(parts) > 1 else "unknown"
