"""Connections that may not keep the house waiting.

uvicorn ends connections that are idle between two requests, and no others: one that stops in the
middle of a request, sends it byte by byte, or does not take its answer in, would stay for ever.
"""

import asyncio
import resource
from enum import Enum, auto
from typing import Any, ClassVar, cast

import msgspec
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from contracts.words import DEFAULT_LANGUAGE, say

# Files a process needs beside its connections: Kafka, ClickHouse, logs.
_OTHER_FILES = 256
_MOST_CONNECTIONS = 8192


class _Waits(Enum):
    """For what the connection waits."""

    FOR_US = auto()
    FOR_REQUEST = auto()
    FOR_READER = auto()


class PunctualProtocol(HttpToolsProtocol):
    """Ends a connection that waits for its client too long, with 408 where a request had begun.

    It looks from time to time instead of measuring each request, so that a request in time costs
    nothing: what it finds waiting at two looks in a row, it ends. So a request has between one and
    two times `patience_s` seconds to come in.
    """

    # A scanner uploads a day's scans over a poor network in this time.
    patience_s: ClassVar[float] = 15.0

    _next_look: asyncio.TimerHandle | None = None
    _found: tuple[_Waits, object] = (_Waits.FOR_US, None)

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn does
        """Take a connection, unless there are too many."""
        super().connection_made(transport)
        if len(self.connections) > most_connections():
            _say(
                transport, b"503 Service Unavailable", b"retry-after: 2\r\n", _problem("again", 503)
            )
            transport.close()
        else:
            self._next_look = self.loop.call_later(self.patience_s, self._look)

    def connection_lost(self, exc: Exception | None) -> None:
        """Look no more."""
        if self._next_look is not None:
            self._next_look.cancel()
        super().connection_lost(exc)

    def _look(self) -> None:
        found = (self._waits(), self.scope)
        is_news = found[0] is not self._found[0] or found[1] is not self._found[1]
        if found[0] is _Waits.FOR_US or is_news:
            self._found = found
            self._next_look = self.loop.call_later(self.patience_s, self._look)
        elif found[0] is _Waits.FOR_READER:
            self.transport.abort()
        else:
            self._end_late()

    def _waits(self) -> _Waits:
        if self.flow.write_paused:
            return _Waits.FOR_READER
        cycle = self._cycle_of_newest()
        if cycle is not None and not cycle.more_body and not cycle.response_complete:
            return _Waits.FOR_US
        # Between two requests uvicorn's own timer runs, until anything at all arrives.
        return _Waits.FOR_US if self.timeout_keep_alive_task else _Waits.FOR_REQUEST

    def _end_late(self) -> None:
        cycle = self._cycle_of_newest()
        has_begun = cast("object", self.scope) is not None
        if has_begun and (cycle is None or not cycle.response_started):
            _say(self.transport, b"408 Request Timeout", b"", _problem("late", 408))
        self.transport.close()

    def _cycle_of_newest(self) -> RequestResponseCycle | None:
        """Return the answering of the newest request, None while its head is still coming."""
        cycle = cast("RequestResponseCycle | None", self.cycle)
        return cycle if cycle is not None and cycle.scope is self.scope else None


def most_connections() -> int:
    """Return how many connections a process takes: fewer than the files it may open."""
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return max(1, min(_MOST_CONNECTIONS, files - _OTHER_FILES))


def _problem(kind: str, status: int) -> bytes:
    """A problem document of an answer that no app gives."""
    said: dict[str, Any] = {
        "type": f"urn:chot:problem:{kind}",
        "title": say(f"problem-{kind}", DEFAULT_LANGUAGE),
        "status": status,
    }
    return msgspec.json.encode(said)


def _say(transport: asyncio.Transport, status: bytes, headers: bytes, body: bytes) -> None:
    transport.write(
        b"HTTP/1.1 %b\r\ncontent-type: application/problem+json\r\ncontent-length: %d\r\n"
        b"%bconnection: close\r\n\r\n%b" % (status, len(body), headers, body)
    )
