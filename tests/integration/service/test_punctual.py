"""Clients that keep a server waiting, over real sockets."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from http import HTTPStatus

import pytest
import uvicorn
from starlette.requests import ClientDisconnect, Request
from starlette.types import Receive, Scope, Send

from deploy.ports import LOOPBACK, free_port
from service import punctual
from service.bodies import read_limited
from service.http import server_config
from service.punctual import PunctualProtocol
from tests.builders.waiting import wait_until_async

pytestmark = pytest.mark.integration

PATIENCE_S = 0.3
DEADLINE_S = 60.0
BODY = b"0123456789"
HEAD = b"POST /%b HTTP/1.1\r\nhost: house\r\ncontent-length: 10\r\n\r\n"


class App:
    """Answers what it was sent; `/slowly` after a while, `/much` with more than a socket holds."""

    def __init__(self) -> None:
        self.cut_off = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        try:
            body = await read_limited(Request(scope, receive), 100)
        except ClientDisconnect:
            self.cut_off += 1
            return
        if scope["path"] == "/slowly":
            await asyncio.sleep(4 * PATIENCE_S)
        if scope["path"] == "/much":
            body = bytes(64 * 1024 * 1024)
        head = [(b"content-length", b"%d" % len(body))]
        await send({"type": "http.response.start", "status": 200, "headers": head})
        await send({"type": "http.response.body", "body": body})


class Served:
    """The app on a port, and the server's connections."""

    def __init__(self, app: App, port: int, server: uvicorn.Server) -> None:
        self.app = app
        self.port = port
        self.connections = server.server_state.connections

    @contextlib.asynccontextmanager
    async def client(self, sent: bytes = b"") -> AsyncIterator["Client"]:
        """Connect and send something."""
        reader, writer = await asyncio.open_connection(LOOPBACK, self.port)
        try:
            writer.write(sent)
            await writer.drain()
            yield Client(reader, writer)
        finally:
            writer.close()


class Client:
    """One connection."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self.writer = writer

    async def until_end(self) -> bytes:
        """Return everything until the server ends the connection."""
        async with asyncio.timeout(DEADLINE_S):
            return await self._reader.read()

    async def status(self) -> int:
        """Return the status of the next answer."""
        async with asyncio.timeout(DEADLINE_S):
            return int((await self._reader.readline()).split()[1])


@pytest.fixture
async def served(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Served]:
    """Serve the app as every process of the house serves its own, only with less patience."""
    monkeypatch.setattr(PunctualProtocol, "patience_s", PATIENCE_S)
    app, port = App(), free_port()
    server = uvicorn.Server(server_config(app, host=LOOPBACK, port=port))
    serving = asyncio.create_task(server.serve())
    await wait_until_async(lambda: server.started, DEADLINE_S, "the server listens")
    yield Served(app, port, server)
    server.should_exit = True
    await serving


@pytest.mark.parametrize("sent", [b"POST /", HEAD[:40] % b"", HEAD % b"", HEAD % b"" + BODY[:5]])
async def test_half_a_request_is_ended_with_408(served: Served, sent: bytes) -> None:
    """Wherever it stops."""
    async with served.client(sent) as client:
        answer = await client.until_end()

    assert answer.startswith(b"HTTP/1.1 408 ")
    assert b"urn:chot:problem:late" in answer
    assert not served.connections


async def test_a_body_that_dribbles_is_ended(served: Served) -> None:
    """However steadily it comes; and the app learns of it."""
    async with served.client(HEAD.replace(b" 10", b" 99") % b"") as client:

        async def dribble() -> None:
            with contextlib.suppress(ConnectionError):
                while True:
                    client.writer.write(b"x")
                    await client.writer.drain()
                    await asyncio.sleep(PATIENCE_S / 20)

        dribbling = asyncio.create_task(dribble())
        assert await client.status() == HTTPStatus.REQUEST_TIMEOUT
        dribbling.cancel()
        await asyncio.gather(dribbling, return_exceptions=True)

    await wait_until_async(lambda: served.app.cut_off, DEADLINE_S, "the app learned of it")


@pytest.mark.parametrize("sent", [b"", b"\r\n"])
async def test_who_says_nothing_is_sent_away(served: Served, sent: bytes) -> None:
    """Without an answer, for nothing was asked."""
    async with served.client(sent) as client:
        assert await client.until_end() == b""


async def test_empty_lines_between_requests_keep_no_connection(served: Served) -> None:
    """They stop the timer of an idle connection, but not for good."""
    async with served.client(HEAD % b"" + BODY) as client:
        assert await client.status() == HTTPStatus.OK
        client.writer.write(b"\r\n")
        await client.until_end()


async def test_our_own_slowness_ends_nothing(served: Served) -> None:
    """Whoever sent a whole request may wait for the answer."""
    async with served.client(HEAD % b"slowly" + BODY) as client:
        assert await client.status() == HTTPStatus.OK


async def test_who_takes_no_answer_in_is_cut_off(served: Served) -> None:
    """What was to be sent is let go."""
    async with served.client(HEAD % b"much" + BODY):
        await wait_until_async(lambda: served.connections, DEADLINE_S, "it is connected")
        await wait_until_async(lambda: not served.connections, DEADLINE_S, "it was cut off")


async def test_hung_clients_keep_nobody_from_being_answered(served: Served) -> None:
    """While fifty hang, others are served, also over a connection that stays open."""
    async with contextlib.AsyncExitStack() as hung:
        for _ in range(50):
            await hung.enter_async_context(served.client(HEAD % b"" + BODY[:5]))
        async with served.client(HEAD % b"" + BODY) as client:
            assert await client.status() == HTTPStatus.OK
            await wait_until_async(
                lambda: served.app.cut_off, DEADLINE_S, "the first of the hung is ended"
            )
            client.writer.write(HEAD % b"" + BODY)
            assert b"200" in await client.until_end()


async def test_too_many_connections_are_told_to_come_back(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before the process has no file left for anything."""
    monkeypatch.setattr(punctual, "most_connections", lambda: 1)
    async with served.client(HEAD % b"slowly" + BODY) as first, served.client() as second:
        refused = await second.until_end()
        assert await first.status() == HTTPStatus.OK

    assert refused.startswith(b"HTTP/1.1 503 ")
    assert b"retry-after: " in refused
