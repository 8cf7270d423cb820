"""Signing in at a real provider of identities."""

import time
import uuid
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

import service.oidc.provider
from contracts.audit import SignedIn
from tests.builders.api import RunningApi, running_api
from tests.builders.oidc import RealProvider, oidc_settings, real_provider, sign_in_at

pytestmark = pytest.mark.integration

_UNKNOWN = "Chưa có tài khoản nào ở đây cho người này: hãy hỏi quản trị viên"
_RETURN = "http://127.0.0.1:9/sign-in/return"


@pytest.fixture(scope="module")
def provider() -> Iterator[RealProvider]:
    """Run a provider for this file."""
    with real_provider(_RETURN) as running:
        yield running


@pytest.fixture(scope="module")
def api(
    kafka: str, provider: RealProvider, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningApi]:
    """Serve a read side whose people may sign in there."""
    folder = tmp_path_factory.mktemp("oidc")
    with running_api(kafka, folder, **oidc_settings(provider, folder, _RETURN)) as running:
        yield running


def _made(api: RunningApi, **changes: Any) -> str:
    """Return the name of an account that signs in at the provider, as an administrator makes it."""
    name = f"t-{uuid.uuid4().hex[:8]}"
    body = {"roles": ["epidemiologist"], "units": ["016"], "by_oidc": True} | changes
    with api.client("administrator") as admin:
        made = admin.put(f"/v1/officers/{name}", json=body)
    assert made.is_success, made.text
    assert made.json()["password"] == "" or not changes.get("by_oidc", True)
    return name


def _begun(client: httpx.Client) -> dict[str, str]:
    begun: dict[str, str] = client.post("/v1/sessions/oidc/attempts").json()
    return begun


def _come_back(client: httpx.Client, begun: dict[str, str], name: str, **changes: str) -> Any:
    sent = sign_in_at(begun["url"], name)
    body = {"code": sent["code"], "state": sent["state"], "attempt": begun["attempt"]} | changes
    return client.post("/v1/sessions/oidc", json=body)


def _reason(refused: httpx.Response) -> str:
    assert refused.status_code == httpx.codes.UNAUTHORIZED, refused.text
    told: str = refused.json()["detail"]
    return told


def test_somebody_signs_in_with_the_rights_of_their_account(api: RunningApi) -> None:
    """The session says so on the audit topic, and ends like any other."""
    name = _made(api)
    with api.client() as client:
        opened = _come_back(client, _begun(client), name)
        client.headers["Authorization"] = f"Bearer {opened.json()['token']}"
        cases = client.get("/v1/cases")
        accounts = client.get("/v1/officers")
        client.delete("/v1/sessions/current")
        after = client.get("/v1/cases")

    told = opened.json()
    assert (told["account"], told["roles"], told["must_enrol"]) == (name, ["epidemiologist"], False)
    assert cases.status_code == httpx.codes.OK
    assert accounts.status_code == httpx.codes.FORBIDDEN
    assert after.status_code == httpx.codes.UNAUTHORIZED
    (note,) = [e for e in api._noted() if isinstance(e, SignedIn) and e.account == name]
    assert note.how == "oidc"


def test_an_account_belongs_to_whom_it_was_first_opened_by(api: RunningApi) -> None:
    """Whoever gets the name at the provider later does not get the account with it."""
    name = _made(api)
    with api.client() as client:
        first = _come_back(client, _begun(client), name)
        # The provider calls somebody else the same.
        other = _come_back(client, _begun(client), f"{name}@elsewhere")
        again = _come_back(client, _begun(client), name)
        with api.client("administrator") as admin:
            usual = {"roles": ["epidemiologist"], "units": ["016"]}
            admin.put(f"/v1/officers/{name}", json=usual | {"by_oidc": False})
            closed = _come_back(client, _begun(client), name)
            admin.put(f"/v1/officers/{name}", json=usual | {"by_oidc": True})
        freed = _come_back(client, _begun(client), f"{name}@elsewhere")

    assert first.is_success
    assert _reason(other) == _UNKNOWN
    assert again.is_success
    assert _reason(closed) == _UNKNOWN
    assert freed.is_success


@pytest.mark.parametrize("changes", [None, {"by_oidc": False}, {"active": False}])
def test_nobody_gets_in_whom_no_administrator_let_in(
    api: RunningApi, changes: dict[str, bool] | None
) -> None:
    """Without an account, with one that has a password only, and with one that is switched off."""
    name = "t-nobody" if changes is None else _made(api, **changes)
    with api.client() as client:
        refused = _come_back(client, _begun(client), name)

    assert _reason(refused) == _UNKNOWN


def test_an_answer_is_good_in_the_browser_that_asked_and_once(api: RunningApi) -> None:
    """Another state, another browser's attempt, a forged attempt, a code that was shown before."""
    name = _made(api)
    with api.client() as client:
        begun, other = _begun(client), _begun(client)
        sent = sign_in_at(begun["url"], name)
        body = {"code": sent["code"], "state": sent["state"], "attempt": begun["attempt"]}
        wrong = [
            client.post("/v1/sessions/oidc", json=body | {"state": "another"}),
            client.post("/v1/sessions/oidc", json=body | {"attempt": other["attempt"]}),
            client.post("/v1/sessions/oidc", json=body | {"attempt": "x" * 80}),
        ]
        opened = client.post("/v1/sessions/oidc", json=body)
        replayed = client.post("/v1/sessions/oidc", json=body)
        stranger = sign_in_at(other["url"], name)
        of_another = client.post("/v1/sessions/oidc", json=body | {"code": stranger["code"]})

    assert len({_reason(one) for one in wrong}) == 1
    assert opened.is_success
    assert _reason(replayed) == _reason(of_another)
    assert _reason(replayed) != _reason(wrong[0])


def test_a_session_never_stands_in_an_address(api: RunningApi) -> None:
    """What the provider is sent holds nothing of the verifier; what it sends stands behind a #."""
    with api.client() as client:
        begun = _begun(client)
        answer = client.get("/sign-in/return")

    assert "response_mode=fragment" in begun["url"]
    assert "code_challenge_method=S256" in begun["url"]
    assert begun["attempt"] not in begun["url"]
    assert "set-cookie" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"


def test_the_sign_in_page_shows_the_second_way(api: RunningApi) -> None:
    """It stands there only where a provider is set up."""
    with api.client() as client:
        page = client.get("/?lang=en").text

    assert 'id="oidc"' in page


def test_a_provider_that_is_away_is_no_reason_to_stay_out(
    api: RunningApi, provider: RealProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who comes back is asked to try again; accounts of the house go on; new keys are found."""
    name, local = _made(api), f"t-{uuid.uuid4().hex[:8]}"
    monkeypatch.setattr(service.oidc.provider, "_KEYS_AGAIN_S", 0.0)
    with api.client("administrator") as admin, api.client() as client:
        password = admin.put(f"/v1/officers/{local}", json={"roles": ["official"]}).json()
        begun = _begun(client)
        sent = sign_in_at(begun["url"], name)
        provider.stop()
        body = {"code": sent["code"], "state": sent["state"], "attempt": begun["attempt"]}
        away = client.post("/v1/sessions/oidc", json=body)
        given = {"username": local, "password": password["password"]}
        at_home = client.post("/v1/sessions", json=given)
        provider.start(f"key-{time.time_ns()}")
        back = _come_back(client, _begun(client), name)

    assert away.status_code == httpx.codes.SERVICE_UNAVAILABLE
    assert "retry-after" in away.headers
    assert at_home.is_success
    assert back.is_success
