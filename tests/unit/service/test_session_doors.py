"""Sessions at the doors: ended ones, and those that owe a second factor."""

import time

import pytest

from contracts.accounts import PasswordSet, SecondFactorSet, SessionsEnded, SignInMethod
from contracts.errors import NotAllowed
from contracts.registry import OfficerRegistered
from service.clients import client_name
from service.doors import PUBLIC, SIGNED_IN, Porter, require
from service.registry import RegistryReader
from service.sessions import Sessions
from tests.builders.accounts import KEY

_SESSIONS = Sessions(KEY)
_ADMINISTRATOR = require("administrator")
_NOW = 1_800_000_000_000


def _porter() -> Porter:
    registry = RegistryReader("127.0.0.1:1")
    registry._fresh_at = time.monotonic()
    registry.lists.apply(
        OfficerRegistered(account="anna", password_hash="", roles=("administrator",))
    )
    return Porter(_SESSIONS, registry, demanded=("administrator",))


def _bearer(how: SignInMethod = "password_and_code") -> str:
    text, _ = _SESSIONS.issue("session", "anna", how=how, opened_ms=_NOW)
    return f"Bearer {text}"


@pytest.mark.parametrize(
    "event",
    [
        SessionsEnded(account="anna", before_ms=_NOW),
        PasswordSet(account="anna", password_hash="", set_ms=_NOW),
        SecondFactorSet(account="anna", factor_id="f", set_ms=_NOW),
    ],
)
def test_a_session_from_before_is_refused(
    event: SessionsEnded | PasswordSet | SecondFactorSet,
) -> None:
    """Ended by hand, by a new password, by a second factor that was set or taken away."""
    porter = _porter()
    bearer = _bearer()
    assert porter.recognise(bearer).account == "anna"

    porter.registry.lists.apply(event)

    with pytest.raises(NotAllowed, match="ended"):
        porter.recognise(bearer)


@pytest.mark.parametrize(
    ("how", "admitted"), [("password", False), ("password_and_code", True), ("oidc", True)]
)
def test_who_owes_a_second_factor_comes_to_their_own_account_only(
    how: SignInMethod, admitted: bool
) -> None:
    """With a password alone nothing opens for which a role is needed."""
    caller = _porter().recognise(_bearer(how))

    assert _ADMINISTRATOR.admits(caller) is admitted
    assert SIGNED_IN.admits(caller)
    assert PUBLIC.admits(caller)
    assert caller.must_enrol is not admitted


def test_when_a_session_was_last_used_is_known() -> None:
    """By the process that saw it."""
    porter = _porter()
    caller = porter.recognise(_bearer())

    assert porter.last_use_ms(caller.session_id) > 0
    assert porter.last_use_ms("another") == 0


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Mozilla/5.0 (Linux; Android 13) Chrome/120.0 Mobile Safari/537.36", "Chrome, Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Safari/604.1", "Safari, iPhone"),
        ("python-httpx/0.28", ""),
        ("<script>alert(1)</script>", ""),
    ],
)
def test_a_browser_s_name_is_one_of_ours(said: str, name: str) -> None:
    """What a client says of itself is not passed on."""
    assert client_name(said) == name
