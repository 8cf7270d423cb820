"""Requests made up from both apps' own descriptions: as described, and wrong in every way.

`./chot attack http` asks thousands; the usual tests a few of each route.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase
from schemathesis import GenerationMode

from contracts.registry import ROLES
from service.accounts import new_account
from service.parts import Parts
from tests.builders.api import running_api
from tests.builders.served_gateway import served_gateway

pytestmark = pytest.mark.integration

# They answer for as long as somebody listens.
_ENDLESS = frozenset({"/v1/counts/live", "/v1/board/live"})
_UNLIMITED = {"limit_address_per_s": 0, "limit_device_per_s": 0, "limit_account_per_s": 0}
_MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
_ANSWERED_WITHIN_S = 60


class Attack:
    """Cases asked of an app, how they were answered, and what must not have been."""

    def __init__(self, url: str, bearer: Callable[[], str], cases: int) -> None:
        """Ask at `url` as the bearer of a new token each time, so often for a route and kind."""
        self.answers: Counter[int] = Counter()
        self.findings: list[str] = []
        self._url = url
        self._bearer = bearer
        self._cases = cases

    def run(self) -> None:
        """Ask every route that the app describes."""
        schema = schemathesis.openapi.from_url(f"{self._url}/openapi.json")
        for found in schema.get_all_operations():
            operation: Any = found.ok()  # type: ignore[union-attr]  # the description is ours and good
            if operation.path in _ENDLESS:
                continue
            for mode in _MODES:
                self._ask(operation, mode)

    def _ask(self, operation: Any, mode: GenerationMode) -> None:
        @hypothesis.settings(
            max_examples=self._cases,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @hypothesis.given(case=operation.as_strategy(generation_mode=mode))
        def ask(case: Any) -> None:
            self._answered(case)

        try:
            ask()
        except hypothesis.errors.Unsatisfiable:
            # A route without parameters or body can't be asked wrongly.
            assert mode is GenerationMode.NEGATIVE

    def _answered(self, case: Any) -> None:
        headers = {"Authorization": f"Bearer {self._bearer()}"}
        try:
            answer = case.call(headers=headers, timeout=_ANSWERED_WITHIN_S)
        except requests.exceptions.InvalidHeader:
            # No client can send it.
            return
        self.answers[answer.status_code] += 1
        is_honest = answer.status_code == 503 and "retry-after" in answer.headers
        if answer.status_code >= 500 and not is_honest:
            self.findings.append(f"{answer.status_code}: {case.as_curl_command()}")


def _everyone(parts: Parts) -> Callable[[], str]:
    """Return what makes tokens of an account that every door for people lets in."""
    officer, _ = new_account("t-everyone", ROLES)
    parts.writer.write_and_see(officer, lambda lists: officer.account in lists.officers)
    return lambda: parts.sessions.issue("session", officer.account)[0]


@pytest.fixture(params=["gateway", "read side"])
def attack(
    request: pytest.FixtureRequest, kafka: str, tmp_path: Path
) -> Iterator[tuple[str, Attack]]:
    """Return an attack on one of the apps, on a real broker and the real engine."""
    cases: int = request.config.getoption("--attack-cases")
    if request.param == "gateway":
        with served_gateway(kafka, tmp_path, **_UNLIMITED) as gateway:
            yield "gateway", Attack(gateway.url, _everyone(gateway.parts), cases)
    else:
        with running_api(kafka, tmp_path, **_UNLIMITED) as api:
            yield "read side", Attack(api.url, _everyone(api.parts), cases)


def test_no_generated_request_breaks_an_app(attack: tuple[str, Attack]) -> None:
    """Every refusal is the request's own, or an honest "again later"."""
    name, tried = attack

    tried.run()

    asked = sum(tried.answers.values())
    told = ", ".join(f"{times} × {status}" for status, times in sorted(tried.answers.items()))
    print(f"\n{name}: {asked} requests: {told}")  # noqa: T201  # the figures of the long form
    assert [] == tried.findings, "\n".join(tried.findings)
    assert asked > 100
