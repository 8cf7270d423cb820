"""A whole house in a process of its own, started and stopped as a person would."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from deploy.layout import ROOT
from deploy.running import RunningHouse, read_note
from tests.builders.waiting import wait_until

_UP_WITHIN_S = 240
_DOWN_WITHIN_S = 90


class HouseUnderTest:
    """A `chot up` and what it printed."""

    def __init__(self, process: "subprocess.Popen[bytes]", data: Path, output: Path) -> None:
        self._process = process
        self._data = data
        self._output = output

    @property
    def note(self) -> RunningHouse:
        """The note of the running house."""
        note = read_note(self._data)
        assert note is not None
        return note

    @property
    def printed(self) -> str:
        """All that the command printed so far."""
        return self._output.read_text(encoding="utf-8")

    def wait_up(self) -> None:
        """Wait until the command says that everything can be used."""

        def is_up() -> bool:
            assert self._process.poll() is None, self.printed
            return "Ctrl-C stops it" in self.printed

        wait_until(is_up, _UP_WITHIN_S, "the house is up")

    def interrupt(self) -> int:
        """Press Ctrl-C and return the exit status."""
        self._process.send_signal(signal.SIGINT)
        return self._process.wait(_DOWN_WITHIN_S)

    def kill(self) -> None:
        """Kill it in a way that nobody can catch."""
        self._process.kill()
        self._process.wait(_DOWN_WITHIN_S)

    def password_of(self, account: str) -> str:
        """Return the password made for an account at the first start."""
        text = (self._data / "secrets" / "accounts.txt").read_text(encoding="utf-8")
        return next(line.split()[1] for line in text.splitlines() if line.split()[0] == account)

    @contextmanager
    def signed_in(self, url: str, account: str) -> Iterator[httpx.Client]:
        """Give a client that carries the account's session."""
        with httpx.Client(base_url=url, timeout=30) as client:
            who = {"username": account, "password": self.password_of(account)}
            answer = client.post("/v1/sessions", json=who)
            answer.raise_for_status()
            client.headers["Authorization"] = f"Bearer {answer.json()['token']}"
            yield client


def clean_environment() -> dict[str, str]:
    """This process's environment without settings that somebody left in it."""
    mine = {key: value for key, value in os.environ.items() if not key.startswith("CHOT_")}
    return mine | {"PYTHONPATH": str(ROOT)}


@contextmanager
def started_house(data: Path, output: Path) -> Iterator[HouseUnderTest]:
    """Run `chot up` on a data folder; it is gone at the end, whatever happened."""
    with (
        output.open("wb") as out,
        subprocess.Popen(
            [sys.executable, "-P", "-m", "deploy", "up"],
            env=clean_environment() | {"CHOT_DATA": str(data), "CHOT_PARTITIONS": "3"},
            stdout=out,
            stderr=subprocess.STDOUT,
        ) as process,
    ):
        house = HouseUnderTest(process, data, output)
        try:
            yield house
        finally:
            if process.poll() is None:
                process.kill()
