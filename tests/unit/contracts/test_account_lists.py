"""Sessions of accounts, as every process knows them."""

import msgspec
import pytest

from contracts.accounts import SessionKept, SessionsEnded
from contracts.lists import Lists

_LIFE_MS = 1000


def _session(session_id: str = "s", account: str = "anna", opened_ms: int = 10) -> SessionKept:
    return SessionKept(
        session_id=session_id,
        account=account,
        opened_ms=opened_ms,
        expires_ms=opened_ms + _LIFE_MS,
        how="password",
    )


def test_a_session_that_was_ended_is_over() -> None:
    """And the others of its account go on."""
    lists = Lists()
    for one in (_session("a"), _session("b")):
        lists.apply(one)

    lists.apply(msgspec.structs.replace(_session("a"), ended_ms=20))

    assert lists.accounts.is_ended("a", "anna", 10)
    assert not lists.accounts.is_ended("b", "anna", 10)
    assert [one.session_id for one in lists.accounts.sessions_of("anna", 30)] == ["b"]


@pytest.mark.parametrize(("opened_ms", "ended"), [(19, True), (20, True), (21, False)])
def test_all_sessions_opened_until_then_are_over(opened_ms: int, ended: bool) -> None:
    """Those nobody wrote down as well; another account's go on."""
    lists = Lists()

    lists.apply(SessionsEnded(account="anna", before_ms=20))

    assert lists.accounts.is_ended("never seen", "anna", opened_ms) is ended
    assert not lists.accounts.is_ended("never seen", "binh", opened_ms)


def test_reading_the_registry_again_brings_no_session_back() -> None:
    """After a lost connection old records come once more."""
    lists = Lists()
    for before_ms in (20, 40, 20):
        lists.apply(SessionsEnded(account="anna", before_ms=before_ms))

    assert lists.accounts.ended_before_ms("anna") == 40


def test_what_ran_out_is_told_and_forgotten() -> None:
    """So that neither the registry nor a process grows with every sign-in."""
    accounts = Lists().accounts
    accounts.apply(_session("old", opened_ms=10))
    accounts.apply(_session("new", opened_ms=500))

    over = accounts.sessions_over(1100)
    accounts.forget("SessionKept/old")
    accounts.forget("OfficerRegistered/anna")

    assert over == ["old"]
    assert set(accounts.sessions) == {"new"}


def test_signing_in_does_not_change_what_gates_hold() -> None:
    """Scanners fetch their lists again when the revision moves."""
    lists = Lists()

    lists.apply(_session())

    assert lists.revision == 0
