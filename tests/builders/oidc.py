"""A real provider of identities, and a browser that signs in there."""

import json
import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

import httpx
from joserfc.jwk import RSAKey

from deploy.layout import ROOT
from deploy.ports import free_port
from tests.builders.waiting import wait_until

CLIENT_ID, SECRET = "chot", "a secret of the test"
_FOLDER = ROOT / "tests" / "oidc"
_READY_WITHIN_S = 60.0


class RealProvider:
    """npm's oidc-provider on a port of its own; it can be stopped and come back with other keys."""

    def __init__(self, return_url: str) -> None:
        """Send people back to this address."""
        self.port = free_port()
        self.issuer = f"http://127.0.0.1:{self.port}"
        self._return_url = return_url
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, key_name: str = "first") -> None:
        """Start with a new key of that name."""
        key = RSAKey.generate_key(2048, parameters={"kid": key_name, "use": "sig", "alg": "RS256"})
        keys = json.dumps([key.as_dict(private=True)])
        command = ["node", "provider.mjs", str(self.port), CLIENT_ID, SECRET, self._return_url]
        environment = {**os.environ, "PROVIDER_KEYS": keys}
        self._process = subprocess.Popen(  # our own file
            command, cwd=_FOLDER, env=environment, stdout=subprocess.DEVNULL
        )
        wait_until(self._answers, _READY_WITHIN_S, "the provider answers")

    def stop(self) -> None:
        """Be away."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(30)
            self._process = None

    def _answers(self) -> bool:
        try:
            return httpx.get(f"{self.issuer}/.well-known/openid-configuration").is_success
        except httpx.TransportError:
            return False


@contextmanager
def real_provider(return_url: str) -> Iterator[RealProvider]:
    """Run a provider while the context lasts."""
    if not (_FOLDER / "node_modules").exists():
        subprocess.run(["npm", "ci"], cwd=_FOLDER, check=True, capture_output=True)
    provider = RealProvider(return_url)
    provider.start()
    try:
        yield provider
    finally:
        provider.stop()


def sign_in_at(url: str, name: str) -> dict[str, str]:
    """Sign in as somebody at the provider, from the address one was sent to; return what it sends.

    As a browser does: follow redirects, fill in the forms, stop before the address of ours.
    """
    with httpx.Client(timeout=30) as browser:
        answer = browser.get(url)
        for _ in range(20):
            if answer.is_redirect:
                target = urljoin(str(answer.url), answer.headers["location"])
                if "/sign-in/return" in target:
                    return _sent_along(target)
                answer = browser.get(target)
                continue
            action = re.search(r'action="([^"]+)"', answer.text)
            prompt = re.search(r'name="prompt" value="([^"]+)"', answer.text)
            assert action is not None, answer.text
            assert prompt is not None, answer.text
            form = {"prompt": prompt[1], "login": name, "password": "any"}
            answer = browser.post(urljoin(str(answer.url), action[1]), data=form)
    raise AssertionError("the provider goes round in circles")


def _sent_along(target: str) -> dict[str, str]:
    parts = urlsplit(target)
    assert not parts.query, "the code stands where servers log it"
    return {name: values[0] for name, values in parse_qs(parts.fragment).items()}


def oidc_settings(provider: RealProvider, folder: Path, return_url: str) -> dict[str, Any]:
    """Return the settings of a house that uses a provider."""
    file = folder / "oidc-secret"
    file.write_text(SECRET, encoding="utf-8")
    return {
        "oidc_issuer": provider.issuer,
        "oidc_client_id": CLIENT_ID,
        "oidc_secret_file": str(file),
        "oidc_return_url": return_url,
    }
