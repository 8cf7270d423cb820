"""A gateway behind a real web server, for browsers and other clients from outside."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from contracts.registry import Role
from contracts.settings import Settings
from ingest.app import create_gateway
from service.accounts import new_account
from service.clock import now_ms
from service.first_start import make_ready
from service.parts import Parts
from service.topics import ensure_topics
from tests.builders.devices import Signing, enrol
from tests.builders.ingest import PARTITIONS, PLACE, form_body, moment
from tests.builders.serving import served


class ServedGateway:
    """A gateway at an address, with whoever may call it."""

    def __init__(self, url: str, parts: Parts) -> None:
        """Take what runs."""
        self.url = url
        self.parts = parts

    def account(self, *roles: Role) -> tuple[str, str]:
        """Make an account and return its name and password."""
        officer, password = new_account(f"t-{uuid.uuid4().hex[:8]}", roles)
        self.parts.writer.write_and_see(officer, lambda lists: officer.account in lists.officers)
        return officer.account, password

    def device(self, place_id: str = PLACE) -> Signing:
        """Enrol a device and return what signs as it."""
        return Signing(enrol(self.parts, place_id=place_id))

    def enrolment_code(self, place_id: str = PLACE) -> str:
        """Return a code that enrols one scanner, as an administrator's page shows it."""
        code, _ = self.parts.sessions.issue("enrolment", uuid.uuid4().hex, place_id=place_id)
        return code

    def declare(self, **changes: Any) -> dict[str, Any]:
        """File a declaration as a machine and return the answer."""
        usual = {
            "departs_at": moment(now_ms()),
            "declaration_id": f"declaration-{uuid.uuid4().hex}",
        }
        body = form_body(**{**usual, **changes})
        address = f"{self.url}/v1/declarations?draw=png"
        answer = httpx.post(address, json=body, auth=self.device())
        assert answer.status_code == httpx.codes.CREATED, answer.text
        said: dict[str, Any] = answer.json()
        return said


@contextmanager
def served_gateway(kafka: str, folder: Path, **changes: Any) -> Iterator[ServedGateway]:
    """Serve a gateway with keys of its own on a broker that answers."""
    ensure_topics(kafka, partitions=PARTITIONS, replication=1)
    settings = Settings(data=folder, kafka=kafka, **changes)
    parts = Parts(settings, kafka)
    parts.start()
    try:
        assert parts.registry.wait_ready(30)
        make_ready(parts)
        with served(create_gateway(settings, parts)) as url:
            yield ServedGateway(url, parts)
    finally:
        parts.stop()
