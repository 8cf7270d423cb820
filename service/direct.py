"""The busiest routes, called without the framework's detours.

A direct route is declared like any other: it stands in the description, and its door in its
signature. Only the way to it is shorter: middleware, the search through the routers and the solving
of dependencies cost more than a scan's verdict.
"""

from collections.abc import Awaitable, Callable
from typing import Any

import msgspec
from fastapi import Request, Response
from fastapi.routing import APIRoute, iter_route_contexts
from starlette.types import Receive, Scope, Send

from contracts.errors import Stop
from service.doors import Caller, Door, door_of
from service.guarding import GuardedApp
from service.problems import Told, answer_to
from service.signatures import heed

Endpoint = Callable[[Request, Caller], Awaitable[Response]]


class _Direct(msgspec.Struct, frozen=True):
    """A route taken apart: who may come through, who answers, who is told of refusals."""

    door: Door
    endpoint: Endpoint
    told: Told

    async def answer(self, request: Request) -> Response:
        try:
            return await self.endpoint(request, await self.door(request))
        except Exception as error:  # noqa: BLE001  # whatever it is, it has an answer
            refused = answer_to(request, error)
            self.told(refused.status_code)
            return refused


class DirectApp(GuardedApp):
    """A FastAPI app some of whose routes are called directly."""

    def __init__(self, **settings: Any) -> None:
        """Take what FastAPI takes."""
        self._direct: dict[tuple[str, str], _Direct] = {}
        super().__init__(**settings)

    def call_directly(self, method: str, path: str, told: Told) -> None:
        """Shorten the way to a route that takes a request and a caller, and has no path parameters.

        Raises:
            Stop: there is no such route, or it has no door.

        """
        for context in iter_route_contexts(self.routes):
            route = context.original_route
            door = door_of(route)
            if isinstance(route, APIRoute) and door and context.path == path:
                self._direct[method, path] = _Direct(door, route.endpoint, told)
                return
        raise Stop(f"no route with a door: {method} {path}")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or hand it to the framework."""
        direct = None
        if scope["type"] == "http":
            receive = heed(scope, receive)
            direct = self._direct.get((scope["method"], scope["path"]))
        if direct is None:
            await super().__call__(scope, receive, send)
            return
        scope["app"] = self
        response = await direct.answer(Request(scope, receive))
        await response(scope, receive, self.guarded(scope, send))
