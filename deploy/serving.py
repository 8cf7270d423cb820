"""Serves several web apps from one process and one event loop."""

import asyncio
import contextlib
import signal
from collections.abc import Callable, Iterator, Sequence

import msgspec
import uvicorn
import uvloop
from fastapi import FastAPI

from service.http import server_config
from service.memory import settle_memory


class Site(msgspec.Struct, frozen=True):
    """An app and the port it is served on; `before_stop` ends what would never end by itself."""

    app: FastAPI
    port: int
    before_stop: Callable[[], None] = lambda: None


class _Server(uvicorn.Server):
    """One of several servers: signals are the process's business, not each server's."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def serve(sites: Sequence[Site], *, host: str) -> None:
    """Serve until SIGINT or SIGTERM, then finish the requests under way."""
    settle_memory()
    uvloop.run(_serve(sites, host))


async def _serve(sites: Sequence[Site], host: str) -> None:
    servers = [_Server(server_config(site.app, host=host, port=site.port)) for site in sites]

    def stop() -> None:
        for site in sites:
            site.before_stop()
        for server in servers:
            server.should_exit = True

    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop)
    await asyncio.gather(*(server.serve() for server in servers))
