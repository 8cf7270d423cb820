"""Enrolment codes and accounts."""

import uuid

import httpx
import pytest

from tests.builders.api import RunningApi

pytestmark = pytest.mark.integration


def test_an_enrolment_code_is_a_token_for_one_device(api: RunningApi) -> None:
    """It names the place and ends soon."""
    with api.client("administrator") as client:
        made = client.post("/v1/enrolments", json={"place_id": "hn-city-01"})

    assert made.status_code == httpx.codes.CREATED
    token = api.parts.sessions.check(made.json()["code"])
    assert (token.kind, token.place_id) == ("enrolment", "hn-city-01")


def test_an_enrolment_at_an_unknown_place_is_refused(api: RunningApi) -> None:
    """A typing error is found now, not at the checkpoint."""
    with api.client("administrator") as client:
        refused = client.post("/v1/enrolments", json={"place_id": "nowhere"})

    assert refused.json()["errors"][0]["reason"] == "unknown_place"


def test_a_new_account_can_sign_in_until_it_is_switched_off(api: RunningApi) -> None:
    """Its password is told once, and stays what it was when roles change."""
    name = f"t-{uuid.uuid4().hex[:8]}"
    with api.client("administrator") as admin, api.client() as client:
        made = admin.put(f"/v1/officers/{name}", json={"roles": ["officer"], "units": ["01"]})
        password = made.json()["password"]
        changed = admin.put(f"/v1/officers/{name}", json={"roles": ["official"]})
        given = {"username": name, "password": password}
        signed_in = client.post("/v1/sessions", json=given)
        admin.put(f"/v1/officers/{name}", json={"roles": ["official"], "active": False})
        signed_in_again = client.post("/v1/sessions", json=given)
        listed = {one["account"]: one for one in admin.get("/v1/officers").json()["officers"]}

    assert changed.json()["password"] == ""
    assert signed_in.json()["roles"] == ["official"]
    assert signed_in_again.status_code == httpx.codes.UNAUTHORIZED
    assert not listed[name]["active"]
    assert listed[name]["password"] == ""


@pytest.mark.parametrize(
    ("name", "body", "field"),
    [
        ("Not A Name", {"roles": ["officer"]}, "account"),
        ("t-fine", {"roles": []}, "roles"),
        ("t-fine", {"roles": ["officer"], "units": ["99999"]}, "units[0]"),
        ("t-fine", {"roles": ["king"]}, "roles[0]"),
    ],
)
def test_an_account_that_is_not_in_order_is_refused(
    api: RunningApi, name: str, body: dict[str, object], field: str
) -> None:
    """Each fault names its field."""
    with api.client("administrator") as client:
        refused = client.put(f"/v1/officers/{name}", json=body)

    assert refused.status_code == httpx.codes.UNPROCESSABLE_ENTITY
    assert refused.json()["errors"][0]["field"].replace("[...]", "[0]") == field


def test_nobody_changes_their_own_account(api: RunningApi) -> None:
    """Neither locks themselves out nor raises their own rights."""
    account = api.account("administrator")
    token, _ = api.parts.sessions.issue("session", account)
    headers = {"Authorization": f"Bearer {token}"}
    with httpx.Client(base_url=api.url, headers=headers) as client:
        refused = client.put(f"/v1/officers/{account}", json={"roles": ["auditor"]})

    assert refused.json()["errors"][0]["reason"] == "not_allowed_here"
