"""A read side on a real broker and the real engine, with people who may sign in."""

import asyncio
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import msgspec
import uvicorn
from fastapi import FastAPI
from kafka import TopicPartition
from prometheus_client import CollectorRegistry

from analytics.loader import Loader
from analytics.migrations import migrate
from analytics.store import Store
from api.app import create_api
from contracts.audit import AuditEvent, CaseChanged, QuestionAsked, RegistryChanged
from contracts.registry import Role
from contracts.settings import Settings
from deploy.ports import free_port
from service.accounts import new_account
from service.kafka import make_consumer, partitions_of
from service.parts import Parts
from service.topics import ensure_topics
from tests.builders.waiting import wait_until

READY_WITHIN_S = 60.0

_AUDIT = msgspec.json.Decoder(AuditEvent)


class RunningApi:
    """A read side behind a real web server."""

    def __init__(
        self,
        url: str,
        parts: Parts,
        store: Store,
        loader: Loader,
        *,
        stop: Callable[[], None],
        start_again: Callable[[], None],
    ) -> None:
        """Take what runs.

        `stop` ends the web server and returns when it has; `start_again` makes a new one there.
        """
        self.url = url
        self.stop = stop
        self.start_again = start_again
        self.parts = parts
        self.store = store
        self.loader = loader

    def account(self, *roles: Role, units: tuple[str, ...] = ()) -> str:
        """Make an account and return its name."""
        officer, _ = new_account(f"t-{uuid.uuid4().hex[:8]}", roles, units)
        self.parts.writer.write_and_see(officer, lambda lists: officer.account in lists.officers)
        return officer.account

    def headers(self, *roles: Role, units: tuple[str, ...] = ()) -> dict[str, str]:
        """Return what somebody with these roles sends."""
        token, _ = self.parts.sessions.issue("session", self.account(*roles, units=units))
        return {"Authorization": f"Bearer {token}"}

    def client(self, *roles: Role, units: tuple[str, ...] = ()) -> httpx.Client:
        """Return a client signed in with these roles, within these units, or with none."""
        headers = self.headers(*roles, units=units) if roles else {}
        return httpx.Client(base_url=self.url, headers=headers, timeout=30)

    def questions_noted(self, purpose: str) -> list[QuestionAsked]:
        """Return what the audit topic holds of questions with this purpose."""
        noted = self._noted()
        return [e for e in noted if isinstance(e, QuestionAsked) and e.purpose == purpose]

    def orders_noted(self, purpose: str) -> list[RegistryChanged]:
        """Return what the audit topic holds of orders with this purpose."""
        noted = self._noted()
        return [e for e in noted if isinstance(e, RegistryChanged) and e.purpose == purpose]

    def cases_noted(self, number: str) -> list[CaseChanged]:
        """Return what the audit topic holds of changes of the case with this number."""
        noted = self._noted()
        return [e for e in noted if isinstance(e, CaseChanged) and e.purpose == number]

    def _noted(self) -> list[AuditEvent]:
        consumer = make_consumer(self.parts.kafka)
        try:
            partitions: list[TopicPartition] = partitions_of(consumer, "audit")
            consumer.assign(partitions)
            ends = consumer.end_offsets(partitions)
            found: list[AuditEvent] = []
            while any(consumer.position(p) < end for p, end in ends.items()):
                for records in consumer.poll(timeout_ms=200).values():
                    for record in records:
                        found += _AUDIT.decode_lines(record.value)
            return found
        finally:
            consumer.close()


@contextmanager
def running_api(kafka: str, data: Path, **changes: Any) -> Iterator[RunningApi]:
    """Serve a read side with an empty store until the context ends."""
    ensure_topics(kafka, partitions=3, replication=1)
    settings = Settings(data=data, board_frame_s=0.1, board_figures_s=0.2, **changes)
    parts = Parts(settings, kafka)
    parts.start()
    try:
        assert parts.registry.wait_ready(30)
        with Store.open(settings) as store:
            migrate(store)
            loader = Loader.from_settings(settings, kafka=kafka, store=store, metrics=parts.metrics)
            loader.start()
            try:
                with _served(settings, parts, store, loader) as api:
                    yield api
            finally:
                loader.close()
    finally:
        parts.stop()


@contextmanager
def _served(settings: Settings, parts: Parts, store: Store, loader: Loader) -> Iterator[RunningApi]:
    port = free_port()
    server = _Server(lambda: create_api(settings, parts, store, loader), port)

    def start_again() -> None:
        # What counts belongs to a process, and this one stands for a new one.
        parts.metrics = CollectorRegistry()
        server.start()

    server.start()
    api = RunningApi(
        f"http://127.0.0.1:{port}",
        parts,
        store,
        loader,
        stop=server.stop,
        start_again=start_again,
    )
    try:
        with api.client() as client:
            wait_until(lambda: _is_well(client), READY_WITHIN_S, "the read side is well")
        yield api
    finally:
        server.stop()


class _Server:
    """A web server in a thread of its own, always on the same port."""

    def __init__(self, make_app: Callable[[], FastAPI], port: int) -> None:
        self._make_app = make_app
        self._port = port

    def start(self) -> None:
        app = self._make_app()
        config = uvicorn.Config(
            app, host="127.0.0.1", port=self._port, log_config=None, http="httptools"
        )
        self._app = app
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(
            target=lambda: asyncio.run(self._server.serve()), name="api"
        )
        self._thread.start()

    def stop(self) -> None:
        self._server.should_exit = True
        self._app.state.end_streams()
        self._thread.join()


def _is_well(client: httpx.Client) -> bool:
    try:
        return client.get("/healthz").status_code == httpx.codes.OK
    except httpx.TransportError:
        return False
