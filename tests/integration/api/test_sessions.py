"""Sessions that are ended are refused everywhere."""

import uuid

import httpx
import pytest

from contracts.accounts import SessionKept
from contracts.settings import Settings
from service.accounts import new_account
from service.clock import now_ms
from service.first_start import make_ready
from service.parts import Parts
from tests.builders.api import RunningApi
from tests.builders.waiting import wait_until

pytestmark = pytest.mark.integration

_OVER = httpx.codes.UNAUTHORIZED
_WITHIN_S = 10.0


def _account(api: RunningApi) -> tuple[str, str]:
    officer, password = new_account(f"t-{uuid.uuid4().hex[:8]}", ("official",))
    api.parts.writer.write_and_see(officer, lambda lists: officer.account in lists.officers)
    return officer.account, password


def _signed_in(api: RunningApi, account: str, password: str) -> httpx.Client:
    with api.client() as client:
        opened = client.post("/v1/sessions", json={"username": account, "password": password})
    opened.raise_for_status()
    headers = {"Authorization": f"Bearer {opened.json()['token']}"}
    return httpx.Client(base_url=api.url, headers=headers, timeout=30)


def test_who_signs_out_is_out(api: RunningApi) -> None:
    """The token is worth nothing any more; the other session of the account goes on."""
    account = _account(api)
    with _signed_in(api, *account) as one, _signed_in(api, *account) as other:
        ended = one.delete("/v1/sessions/current")
        refused = one.get("/v1/zones?lang=en")
        allowed = other.get("/v1/zones")

    assert ended.status_code == httpx.codes.NO_CONTENT
    assert refused.status_code == _OVER
    assert refused.json()["detail"] == "The session was ended: sign in again"
    assert allowed.status_code == httpx.codes.OK
    (noted,) = [
        note
        for note in api.orders_noted("session_ended")
        if isinstance(note.record, SessionKept) and note.record.account == account[0]
    ]
    assert noted.account == account[0]


def test_an_administrator_ends_all_sessions_of_an_account(api: RunningApi, kafka: str) -> None:
    """Also at another web process, as soon as its lists know; a new one can be opened at once."""
    account = _account(api)
    elsewhere = Parts(Settings(data=api.parts.settings.data), kafka)
    elsewhere.start()
    try:
        with _signed_in(api, *account) as client, api.client("administrator") as admin:
            bearer = client.headers["Authorization"]
            assert elsewhere.registry.wait_for(lambda lists: account[0] in lists.officers)
            assert elsewhere.porter.recognise(bearer).account == account[0]

            ended = admin.delete(f"/v1/officers/{account[0]}/sessions")

            assert ended.status_code == httpx.codes.NO_CONTENT
            assert client.get("/v1/zones").status_code == _OVER
            accounts = elsewhere.registry.lists.accounts
            wait_until(
                lambda: accounts.ended_before_ms(account[0]) > 0, _WITHIN_S, "the end is known"
            )
        with _signed_in(api, *account) as client:
            assert client.get("/v1/zones").status_code == httpx.codes.OK
    finally:
        elsewhere.stop()


def test_sessions_of_nobody_are_not_ended(api: RunningApi) -> None:
    """A typing error is told."""
    with api.client("administrator") as admin:
        missing = admin.delete("/v1/officers/nobody-of-this-name/sessions")

    assert missing.status_code == httpx.codes.NOT_FOUND


def test_an_account_switched_off_and_on_again_has_no_old_session(api: RunningApi) -> None:
    """Whoever was sent away does not come back by a token from before."""
    account, password = _account(api)
    with _signed_in(api, account, password) as client, api.client("administrator") as admin:
        for active in (False, True):
            body = {"roles": ["official"], "active": active}
            admin.put(f"/v1/officers/{account}", json=body).raise_for_status()

        assert client.get("/v1/zones").status_code == _OVER


def test_a_session_that_ran_out_leaves_the_registry(api: RunningApi) -> None:
    """The upkeep of the house forgets it."""
    long_ago = now_ms() - 7 * 24 * 3600 * 1000
    old = SessionKept(
        session_id=uuid.uuid4().hex,
        account="t-long-ago",
        opened_ms=long_ago,
        expires_ms=long_ago + 1,
        how="password",
    )
    api.parts.writer.write_and_see(old, lambda lists: old.session_id in lists.accounts.sessions)

    make_ready(api.parts)

    assert api.parts.registry.wait_for(lambda lists: old.session_id not in lists.accounts.sessions)
