"""Apps behind a real web server, in a thread."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpx
import uvicorn
from fastapi import FastAPI

from deploy.ports import free_port
from service.http import server_config
from tests.builders.waiting import wait_until

READY_WITHIN_S = 60.0


@contextmanager
def served(app: FastAPI, *, before_stop: Callable[[], None] = lambda: None) -> Iterator[str]:
    """Serve an app as a process of the house does, and give its address when it is well."""
    port = free_port()
    server = uvicorn.Server(server_config(app, host="127.0.0.1", port=port))
    thread = threading.Thread(target=lambda: asyncio.run(server.serve()), name="web server")
    thread.start()
    url = f"http://127.0.0.1:{port}"
    try:
        wait_until(lambda: _is_well(url), READY_WITHIN_S, "the server is well")
        yield url
    finally:
        before_stop()
        server.should_exit = True
        thread.join()


def _is_well(url: str) -> bool:
    try:
        return httpx.get(f"{url}/healthz", timeout=5).status_code == httpx.codes.OK
    except httpx.TransportError:
        return False
