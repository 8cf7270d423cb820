"""The shelf of live passes, on a real broker."""

import asyncio
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from contracts.errors import TryAgain
from contracts.identity import Document
from contracts.passes import peek
from contracts.registry import PassWithdrawn
from contracts.shelf import KeptPass, PassKept
from ingest.shelf import Shelf
from ingest.shelf_store import Row
from service.clock import now_ms
from tests.builders.ingest import RunningGateway, events_on, gateway
from tests.builders.waiting import wait_until

pytestmark = pytest.mark.integration

_WITHIN_S = 30.0


@pytest.fixture
async def running(kafka: str, tmp_path: Path) -> AsyncIterator[RunningGateway]:
    """Run a gateway for one test."""
    async with gateway(kafka, tmp_path / "house") as started:
        yield started


def _document() -> Document:
    return Document("cccd", f"00109999{uuid.uuid4().int % 10000:04d}")


async def _declared(running: RunningGateway, document: Document) -> str:
    body = {"kind": document.kind, "number": document.number}
    return str((await running.declare(document=body))["token"])


@contextmanager
def _shelf(kafka: str, running: RunningGateway, folder: Path) -> Iterator[Shelf]:
    shelf = Shelf(kafka, folder, running.parts.pseudonyms, running.parts.registry.lists)
    shelf.start()
    try:
        wait_until(lambda: shelf.age_s() >= 0, _WITHIN_S, "the shelf is complete")
        yield shelf
    finally:
        shelf.stop()


def _found(shelf: Shelf, document: Document) -> KeptPass | None:
    return shelf.find(document, now_ms())


async def test_a_pass_is_found_by_its_holders_document(
    kafka: str, running: RunningGateway, tmp_path: Path
) -> None:
    """By another gateway too, and by nobody else's document."""
    document = _document()
    token = await _declared(running, document)

    def look() -> None:
        with _shelf(kafka, running, tmp_path / "other") as shelf:
            found = _found(shelf, document)
            assert found is not None
            assert found == KeptPass(token, "0912345678", "1999-08-15", found.declared)
            assert "001099990000" not in found.declared
            assert document.number in found.declared
            assert _found(shelf, Document("cccd", "001099990000")) is None

    await asyncio.to_thread(look)


async def test_of_two_passes_the_newest_that_stands_is_found(
    kafka: str, running: RunningGateway, tmp_path: Path
) -> None:
    """A withdrawn one is passed over."""
    document = _document()
    first = await _declared(running, document)
    # A pass tells time in whole seconds.
    await asyncio.to_thread(_wait_for_next_second)
    second = await _declared(running, document)
    claims = peek(second)
    assert claims is not None
    withdrawn = PassWithdrawn(pass_id=claims.pass_id, reason="revoked", at_ms=now_ms())

    def look() -> None:
        with _shelf(kafka, running, tmp_path / "other") as shelf:
            found = _found(shelf, document)
            assert found is not None
            assert found.token == second
            running.parts.writer.write_and_see(
                withdrawn, lambda lists: claims.pass_id in lists.withdrawn
            )
            left = _found(shelf, document)
            assert left is not None
            assert left.token == first

    await asyncio.to_thread(look)


def _wait_for_next_second() -> None:
    began = now_ms() // 1000
    wait_until(lambda: now_ms() // 1000 > began, 5, "the clock ticks")


async def test_a_shelf_goes_on_where_it_ended(
    kafka: str, running: RunningGateway, tmp_path: Path
) -> None:
    """What came while it was away is there when it is complete again."""
    before, meanwhile = _document(), _document()
    folder = tmp_path / "other"
    await _declared(running, before)

    def look(*documents: Document) -> None:
        with _shelf(kafka, running, folder) as shelf:
            assert all(_found(shelf, document) for document in documents)

    await asyncio.to_thread(look, before)
    await _declared(running, meanwhile)
    await asyncio.to_thread(look, before, meanwhile)


async def test_a_shelf_of_another_topic_is_thrown_away(
    kafka: str, running: RunningGateway, tmp_path: Path
) -> None:
    """Positions beyond the topic's end show that it was made anew."""
    document = _document()
    await _declared(running, document)

    def look() -> None:
        shelf = Shelf(
            kafka, tmp_path / "other", running.parts.pseudonyms, running.parts.registry.lists
        )
        with shelf._store.writing() as writer:
            foreign = Row(b"x" * 16, b"y" * 10, now_ms() + 10**9, b"")
            writer.add([foreign], dict.fromkeys(range(4), 10**6))
        with _shelf(kafka, running, tmp_path / "other") as reread:
            assert _found(reread, document)
            assert reread._store.live(b"x" * 16, 0) == []

    await asyncio.to_thread(look)


async def test_nothing_is_claimed_before_the_topic_was_read(
    running: RunningGateway, tmp_path: Path
) -> None:
    """To say that there is none would send somebody away who has one."""
    shelf = Shelf("127.0.0.1:1", tmp_path, running.parts.pseudonyms, running.parts.registry.lists)

    with pytest.raises(TryAgain):
        shelf.find(_document(), now_ms())


async def test_the_topic_tells_nothing_to_whoever_reads_it(
    kafka: str, running: RunningGateway
) -> None:
    """Ids, an hour and a closed box; it is there before the citizen has the answer."""
    document = _document()
    token = await _declared(running, document)
    claims = peek(token)
    assert claims is not None

    kept = await asyncio.to_thread(events_on, kafka, "passes", PassKept)
    (mine,) = [e for e in kept if isinstance(e, PassKept) and e.pass_id == claims.pass_id]
    assert mine.citizen_id == claims.citizen_id
    assert mine.expires_ms == claims.expires_ms
    assert document.number not in mine.sealed


async def test_a_gateway_tells_how_old_its_shelf_is(running: RunningGateway) -> None:
    """In its health and in its metrics."""
    health = await running.client.get("/healthz")
    metrics = await running.client.get("/metrics")

    assert health.json()["shelf_age_s"] >= -1
    assert "chot_gateway_shelf_age_seconds" in metrics.text
