"""A gateway and a population database that comes and goes, over real HTTP."""

import asyncio
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from contracts.events import DeclarationFiled, PassIssued
from contracts.passes import RISK_IDENTITY_DIFFERS, peek
from deploy.layout import ROOT
from deploy.ports import free_port
from service.clock import now_ms
from simulation.city import Person, build_city
from tests.builders.house import clean_environment
from tests.builders.ingest import RunningGateway, decoded, events_on, gateway, scan_body
from tests.builders.waiting import wait_until

pytestmark = pytest.mark.integration

SEED, PEOPLE = 1, 400
ENOUGH_S = 60


class Database:
    """A made-up population database in a process of its own."""

    def __init__(self, url: str, process: "subprocess.Popen[bytes]") -> None:
        """Take what runs."""
        self.url = url
        self._process = process

    def signal(self, number: signal.Signals) -> None:
        """Stop it for a while, or for good."""
        self._process.send_signal(number)
        if number == signal.SIGKILL:
            self._process.wait()


@contextmanager
def _database() -> Iterator[Database]:
    port = free_port()
    command = [sys.executable, "-P", "-m", "deploy", "population", "--port", str(port)]
    command += ["--seed", str(SEED), "--people", str(PEOPLE)]
    with subprocess.Popen(command, env=clean_environment(), cwd=ROOT) as process:
        database = Database(f"http://127.0.0.1:{port}", process)
        try:
            wait_until(lambda: _answers(database.url), ENOUGH_S, "the database answers")
            yield database
        finally:
            process.kill()


def _answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/healthz", timeout=5).status_code == httpx.codes.OK
    except httpx.TransportError:
        return False


def _of(person: Person, **changes: Any) -> dict[str, Any]:
    document = {"kind": person.document_kind, "number": person.document_number}
    return {
        "full_name": person.name,
        "birth_date": person.birth_date,
        "document": document,
    } | changes


async def _declared(running: RunningGateway, **changes: Any) -> tuple[str, str]:
    answer = await running.declare(**changes)
    return answer["declaration_id"], answer["token"]


async def test_the_database_is_heard_and_never_needed(kafka: str, tmp_path: Path) -> None:
    """Confirmed, differing and unknown people, then one that hangs, then none: passes for all."""
    person = next(p for p in build_city(SEED, PEOPLE).people if p.document_kind == "cccd")
    with _database() as database:
        async with gateway(
            kafka, tmp_path, identity_source=database.url, identity_timeout_s=0.5
        ) as running:
            filed = {
                "confirmed": await _declared(running, **_of(person)),
                "differs": await _declared(running, **_of(person, full_name="Somebody Else")),
                "unknown": await _declared(running),
            }
            headers = await running.device()
            scan = scan_body(filed["differs"][1], now_ms())
            gate = decoded(await running.scan(headers, scan))["scans"][0]
            database.signal(signal.SIGSTOP)
            hanging = [await _declared(running, **_of(person)) for _ in range(5)]
            database.signal(signal.SIGCONT)
            database.signal(signal.SIGKILL)
            gone = await _declared(running, **_of(person))
            kind = DeclarationFiled | PassIssued
            events = await asyncio.to_thread(events_on, kafka, "declarations", kind)

    heard = {e.declaration_id: e.identity for e in events if isinstance(e, DeclarationFiled)}
    assert {word: heard[name] for word, (name, _) in filed.items()} == {
        word: word for word in filed
    }
    assert [heard[name] for name, _ in (*hanging, gone)] == ["away"] * 6
    risks = {word: peek(token) for word, (_, token) in filed.items()}
    assert {word for word, c in risks.items() if c and c.risk & RISK_IDENTITY_DIFFERS} == {
        "differs"
    }
    assert (gate["category"], gate["reason"]) == ("ask", "compare_identity")
