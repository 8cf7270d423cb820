"""How every web process of the house is served."""

from typing import Any

import uvicorn

from service.memory import settle_memory
from service.punctual import PunctualProtocol

_FINISH_WITHIN_S = 5
_IDLE_S = 30


def server_config(app: Any, *, host: str, port: int) -> uvicorn.Config:
    """Return how an ASGI app is served: on uvloop and httptools, and quiet."""
    return uvicorn.Config(
        app,
        host=host,
        port=port,
        loop="uvloop",
        http=PunctualProtocol,
        # A scanner that scans now and then keeps its connection.
        timeout_keep_alive=_IDLE_S,
        log_config=None,
        access_log=False,
        # Nobody in front of us is trusted to say who calls.
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=_FINISH_WITHIN_S,
    )


def serve_alone(app: Any, *, host: str, port: int) -> None:
    """Serve an app as this process's only one, until SIGINT or SIGTERM."""
    settle_memory()
    uvicorn.Server(server_config(app, host=host, port=port)).run()
