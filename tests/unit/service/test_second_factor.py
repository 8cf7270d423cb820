"""Second factors: codes of an app, recovery codes, and who owes one."""

import pyotp
import pytest

from contracts.accounts import SignInMethod
from contracts.errors import FixRequest
from contracts.registry import Role
from service.second_factor import Accepted, SecondFactors, owes_factor
from tests.builders.accounts import KEY

NOW_S = 1_700_000_010
_STEP = NOW_S // 30
_DEMANDED: tuple[Role, ...] = ("administrator",)


def _accepted() -> tuple[pyotp.TOTP, Accepted]:
    factors = SecondFactors(KEY)
    proposal = factors.propose("anna", NOW_S)
    app = pyotp.TOTP(proposal.secret)
    return app, factors.accept("anna", proposal.pending, app.at(NOW_S), NOW_S * 1000)


def test_a_proposal_is_what_an_app_reads() -> None:
    """The house's name, the account's, and the secret that is shown as text as well."""
    proposal = SecondFactors(KEY).propose("anna", NOW_S)

    read = pyotp.parse_uri(proposal.uri)
    assert isinstance(read, pyotp.TOTP)
    assert (read.name, read.issuer, read.secret) == ("anna", "Chốt", proposal.secret)
    assert proposal.secret not in proposal.pending


def test_a_factor_is_kept_without_anything_that_would_do_to_sign_in() -> None:
    """The secret is wrapped, recovery codes are digests."""
    app, accepted = _accepted()

    assert app.secret.encode() not in accepted.factor.wrapped
    assert not set(accepted.recovery_codes) & set(accepted.factor.recovery)
    assert len(set(accepted.recovery_codes)) == 10
    assert (
        SecondFactors(b"another key for tests, no secret").step_of(
            accepted.factor, app.at(NOW_S), NOW_S, -1
        )
        is None
    )


@pytest.mark.parametrize(
    ("account", "off_s", "code", "reason"),
    [
        ("binh", 0, "", "proposal_over"),
        ("anna", 3600, "", "proposal_over"),
        ("anna", 0, "000000", "wrong_code"),
        ("anna", 0, "ő", "wrong_code"),
    ],
)
def test_only_who_has_the_secret_in_time_sets_it(
    account: str, off_s: int, code: str, reason: str
) -> None:
    """Another's proposal, an old one and a wrong code are refused."""
    factors = SecondFactors(KEY)
    proposal = factors.propose("anna", NOW_S)
    shown = code or pyotp.TOTP(proposal.secret).at(NOW_S + off_s)

    with pytest.raises(FixRequest, match=reason):
        factors.accept(account, proposal.pending, shown, (NOW_S + off_s) * 1000)


@pytest.mark.parametrize("pending", ["", "00", "no hexadecimal"])
def test_what_is_no_proposal_sets_nothing(pending: str) -> None:
    """Only the house makes them."""
    with pytest.raises(FixRequest, match="proposal_over"):
        SecondFactors(KEY).accept("anna", pending, "000000", NOW_S * 1000)


@pytest.mark.parametrize(
    ("steps", "good"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)]
)
def test_a_clock_may_be_half_a_minute_off(steps: int, good: bool) -> None:
    """Spaces that people type do not matter."""
    app, accepted = _accepted()
    code = app.at(NOW_S + 30 * steps)

    step = SecondFactors(KEY).step_of(accepted.factor, f"{code[:3]} {code[3:]}", NOW_S, -1)

    assert step == (_STEP + steps if good else None)


def test_neither_a_used_code_nor_an_older_one_works() -> None:
    """Whoever saw it over a shoulder comes too late."""
    app, accepted = _accepted()
    factors = SecondFactors(KEY)

    for code in (app.at(NOW_S), app.at(NOW_S - 30)):
        assert factors.step_of(accepted.factor, code, NOW_S, _STEP) is None
    assert factors.step_of(accepted.factor, app.at(NOW_S + 30), NOW_S, _STEP) == _STEP + 1


def test_a_recovery_code_works_once() -> None:
    """However it is typed, and for its own account only."""
    _, accepted = _accepted()
    factors = SecondFactors(KEY)
    code = accepted.recovery_codes[3]
    typed = f" {code[:5]}-{code[5:].upper()} "

    assert factors.recovery_number(accepted.factor, typed, set()) == 3
    assert factors.recovery_number(accepted.factor, typed, {3}) is None
    assert factors.recovery_number(accepted.factor, "2345678923", set()) is None


@pytest.mark.parametrize(
    ("how", "roles", "owes"),
    [
        ("password", ("administrator", "officer"), True),
        ("password", ("officer",), False),
        ("password_and_code", ("administrator",), False),
        ("oidc", ("administrator",), False),
    ],
)
def test_who_owes_a_second_factor(how: SignInMethod, roles: tuple[Role, ...], owes: bool) -> None:
    """A chosen role with a password alone; elsewhere they see to it themselves."""
    assert owes_factor(roles, how, _DEMANDED) is owes
