"""Asks the running house over HTTP, as anybody with an account would."""

import urllib.error
import urllib.request
from typing import TypeVar

import msgspec

from contracts.errors import Stop, TryAgain
from contracts.settings import Settings
from deploy.accounts import Account
from deploy.running import RunningHouse, read_note

T = TypeVar("T")

# Recomputing every timeline of a long history takes its time.
_WITHIN_S = 1800.0


class _SignedIn(msgspec.Struct, frozen=True):
    token: str


class _Fault(msgspec.Struct, frozen=True):
    field: str = ""
    text: str = ""


class _Problem(msgspec.Struct, frozen=True):
    title: str = ""
    detail: str = ""
    errors: tuple[_Fault, ...] = ()


class Session:
    """An account signed in at one address."""

    def __init__(self, url: str, account: Account) -> None:
        """Sign in.

        Raises:
            Stop: name or password are not accepted.
            TryAgain: nobody answers there.
        """
        self.url = url
        self.token = ""
        said = {"username": account.name, "password": account.password}
        self.token = msgspec.json.decode(self.post("/v1/sessions", said), type=_SignedIn).token

    def get(self, path: str, kind: type[T]) -> T:
        """Return the answer as a value of that type.

        Raises:
            Stop: the request is refused, with the reason given.
            TryAgain: nobody answers there.
        """
        return msgspec.json.decode(self.fetch(path), type=kind)

    def fetch(self, path: str) -> bytes:
        """Return the answer's bytes; raises as `get`."""
        return self._send(path, None)

    def post(self, path: str, body: object) -> bytes:
        """Send a JSON body and return the answer's bytes; raises as `get`."""
        return self._send(path, msgspec.json.encode(body))

    def put(self, path: str, body: object) -> bytes:
        """Send a JSON body that says how something is to be; raises as `get`."""
        return self._send(path, msgspec.json.encode(body), "PUT")

    def delete(self, path: str) -> None:
        """Take something away; raises as `get`."""
        self._send(path, None, "DELETE")

    def _send(self, path: str, body: bytes | None, method: str | None = None) -> bytes:
        headers = {"Content-Type": "application/json", "Accept-Language": "en"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        request = urllib.request.Request(self.url + path, data=body, headers=headers, method=method)  # noqa: S310 - the running house's address
        try:
            with urllib.request.urlopen(request, timeout=_WITHIN_S) as answer:  # noqa: S310 - as above
                return bytes(answer.read())
        except urllib.error.HTTPError as refusal:
            raise Stop(_told(refusal.read()) or str(refusal)) from refusal
        except OSError as fault:
            raise TryAgain(self.url) from fault


def _told(body: bytes) -> str:
    try:
        problem = msgspec.json.decode(body, type=_Problem)
    except msgspec.DecodeError:
        return ""
    faults = [f"{fault.field}: {fault.text}" for fault in problem.errors]
    return "; ".join(filter(None, (problem.title, problem.detail, *faults)))


def house_of(settings: Settings) -> RunningHouse:
    """Return the house that runs on the settings' data folder.

    Raises:
        Stop: none does.
    """
    note = read_note(settings.data)
    if note is None:
        raise Stop(f"nothing runs on {settings.data}; start ./chot up first")
    return note
