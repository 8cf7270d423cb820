"""The system as an outsider sees it: signs in, sends, and sends again until it is acknowledged.

A request that can't be taken for the moment (503, a broken connection, no answer in time)
is sent again with the same bytes, a device signing anew, for as long as the run lasts: nothing
that happened at a gate is dropped. A request that will never be taken is a mistake of ours or of
the system's.
"""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from types import TracebackType
from typing import Self

import aiohttp
import msgspec

from contracts.signatures import Addressed, DeviceKey
from simulation.plan import Credentials, Progress

# A session's token, or a device that signs; an empty text for nobody.
Sender = str | DeviceKey

_JSON = "application/json"
_LINES = "application/x-ndjson"
_EVENTS = "text/event-stream"
_DATA = b"data:"
_OK = 300
_SIGN_IN_AGAIN = 401
# A gateway that has just started may not know us yet; we are not strangers before this long.
_STRANGER_S = 20.0
_COME_BACK = frozenset({429, 502, 503, 504})
_BROKEN = 500
_BROKEN_ATTEMPTS = 5
_PAUSE_S = 0.25
_LONGEST_PAUSE_S = 5.0
_REQUEST_S = 30.0


class RefusedError(Exception):
    """This request will never be taken."""

    def __init__(self, status: int, text: str) -> None:
        """Keep the status and the beginning of the problem document."""
        super().__init__(f"{status}: {text[:300]}")


class _SignedIn(msgspec.Struct):
    token: str


class Client:
    """One pool of connections to the gateway or to the read side, and an account there."""

    def __init__(
        self,
        url: str,
        credentials: Credentials,
        progress: Progress | None = None,
        *,
        connections: int = 8,
    ) -> None:
        """Prepare; nothing is sent before the first `async with`."""
        self._url = url.rstrip("/")
        self._credentials = credentials
        self._progress = progress or Progress()
        self._connections = connections
        self._session_token = ""
        self._signing_in = asyncio.Lock()

    async def __aenter__(self) -> Self:
        """Open the pool and sign in."""
        self._http = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=self._connections),
            timeout=aiohttp.ClientTimeout(total=_REQUEST_S),
        )
        try:
            await self._sign_in("")
        except BaseException:
            await self._http.close()
            raise
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the pool."""
        await self._http.close()

    async def send(self, path: str, body: bytes, *, lines: bool = False, device: int = -1) -> bytes:
        """Send until acknowledged and return the answer; as the account, or as a device by number.

        Raises:
            RefusedError: it will never be taken.

        """
        given_up_s = 0.0
        while True:
            bearer = self._session_token
            sender = self._device(device) or bearer
            status, text = await self._answered(path, body, sender, lines=lines)
            if status < _OK:
                return text
            given_up_s = given_up_s or time.monotonic() + _STRANGER_S
            if status != _SIGN_IN_AGAIN or time.monotonic() > given_up_s:
                raise RefusedError(status, text.decode(errors="replace"))
            await asyncio.sleep(_PAUSE_S)
            if sender is bearer:
                with contextlib.suppress(RefusedError):
                    await self._sign_in(bearer)

    async def events(self, path: str) -> AsyncIterator[bytes]:
        """Yield the data of a stream of server-sent events until it ends."""
        headers = {"Authorization": f"Bearer {self._session_token}", "Accept": _EVENTS}
        endless = aiohttp.ClientTimeout(total=None, sock_read=None)
        async with self._http.get(self._url + path, headers=headers, timeout=endless) as answer:
            if answer.status >= _OK:
                raise RefusedError(answer.status, await answer.text())
            rest = b""
            async for chunk in answer.content.iter_any():
                *lines, rest = (rest + chunk).split(b"\n")
                for line in lines:
                    if line.startswith(_DATA):
                        yield line.removeprefix(_DATA).strip()

    def _device(self, device: int) -> DeviceKey | None:
        devices = self._credentials.devices
        return devices[device % len(devices)] if devices and device >= 0 else None

    async def _once(
        self, path: str, body: bytes, sender: Sender, *, lines: bool
    ) -> tuple[int, bytes, float]:
        """Return status, body and the pause asked for; status 0 means no answer came."""
        headers = {"Content-Type": _LINES if lines else _JSON} | _shown(sender, path, body)
        try:
            async with self._http.post(self._url + path, data=body, headers=headers) as answer:
                text = await answer.read()
                return answer.status, text, _seconds(answer.headers.get("Retry-After", ""))
        except (aiohttp.ClientError, TimeoutError):
            return 0, b"", 0.0

    async def _answered(
        self, path: str, body: bytes, sender: Sender, *, lines: bool
    ) -> tuple[int, bytes]:
        """Send again until there is an answer that will not change."""
        broken = 0
        pause = _PAUSE_S
        while True:
            status, text, asked_s = await self._once(path, body, sender, lines=lines)
            broken += status == _BROKEN
            may_change = status == 0 or status in _COME_BACK or status == _BROKEN
            if not may_change or broken >= _BROKEN_ATTEMPTS:
                return status, text
            self._progress.retried += 1
            await asyncio.sleep(max(pause, asked_s))
            pause = min(2 * pause, _LONGEST_PAUSE_S)

    async def _sign_in(self, stale: str) -> None:
        """Get a new session, once for all who found the old one stale."""
        async with self._signing_in:
            if self._session_token != stale:
                return
            said = {"username": self._credentials.username, "password": self._credentials.password}
            body = msgspec.json.encode(said)
            status, text = await self._answered("/v1/sessions", body, "", lines=False)
            if status >= _OK:
                raise RefusedError(status, text.decode(errors="replace"))
            self._session_token = msgspec.json.decode(text, type=_SignedIn).token


def _shown(sender: Sender, path: str, body: bytes) -> dict[str, str]:
    """Return the headers that say who sends: a token, or a signature made now."""
    if isinstance(sender, DeviceKey):
        asked, _, query = path.partition("?")
        return sender.headers(Addressed("POST", asked, query), body, int(time.time()))
    return {"Authorization": f"Bearer {sender}"} if sender else {}


def _seconds(retry_after: str) -> float:
    return min(float(retry_after), _LONGEST_PAUSE_S) if retry_after.isdigit() else 0.0
