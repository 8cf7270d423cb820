"""Proof of who somebody is, and what happens to those who guess."""

import asyncio

import msgspec
import pytest
from argon2 import PasswordHasher

from contracts.accounts import CodeUsed, PasswordRehashed, PasswordSet, SignInHeld
from contracts.audit import SignInFailed
from contracts.errors import NotAllowed, TooMany, TryAgain
from contracts.registry import OfficerRegistered
from service import accounts
from service.accounts import hash_of
from service.clock import now_ms
from service.proving import Claim
from tests.builders.accounts import SigningHouse

ATTACKER, OWNER = "203.0.113.9", "192.0.2.1"


@pytest.fixture(autouse=True)
def cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let hundreds of guesses take no longer than a few."""
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(accounts, "_hasher", lambda: cheap)
    accounts._hash_of_nobody.cache_clear()


async def _refusal(
    house: SigningHouse, account: str, code: str = "", address: str = ATTACKER
) -> str:
    """Guess once and return what was said."""
    try:
        await house.try_in(account, "not the password", code, address)
    except NotAllowed as refused:
        return refused.reason
    except TooMany as refused:
        return f"wait {refused.after_s}"
    raise AssertionError("let in")


async def _guess(house: SigningHouse, account: str, times: int, address: str = "") -> list[str]:
    """Guess often, from one address or each time from another."""
    return [
        await _refusal(house, account, address=address or f"198.51.100.{number}")
        for number in range(times)
    ]


async def test_the_right_password_lets_in() -> None:
    """And the account need not have been asked for anything else."""
    house = SigningHouse()
    _, password = house.account()

    assert await house.try_in("anna", password) == "password"


async def test_wrong_unknown_and_switched_off_are_answered_alike() -> None:
    """Also with a code, and however often it is tried: nobody finds out who has an account."""
    house = SigningHouse()
    house.account("anna")
    house.account("with-code")
    house.second_factor("with-code")
    off, _ = house.account("off")
    house.registry.lists.apply(msgspec.structs.replace(off, active=False))

    told = [
        [await _refusal(house, name, code, f"{ATTACKER}{number}") for _ in range(8)]
        for number, name in enumerate(("anna", "nobody", "off", "with-code"))
        for code in ("", "123456")
    ]

    assert told[0][:5] == ["bad_credentials"] * 5
    assert told[0] == told[2] == told[4] == told[6]
    assert told[1] == told[3] == told[5] == told[7]


async def test_nobody_s_password_is_checked_as_long_as_somebody_s(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The same number of hashes of the same cost, also for an account without a password."""
    house = SigningHouse()
    house.account("anna")
    house.registry.lists.apply(
        OfficerRegistered(account="elsewhere", password_hash="", roles=("officer",))
    )
    checked: list[str] = []
    real = accounts._hasher()

    class _Watched:
        def verify(self, kept: str, password: str) -> bool:
            checked.append(kept)
            return real.verify(kept, password)

        def hash(self, password: str) -> str:
            return real.hash(password)

    monkeypatch.setattr(accounts, "_hasher", _Watched)
    for name in ("anna", "nobody", "elsewhere"):
        await _refusal(house, name)

    assert [kept.rpartition("$")[0].rpartition("$")[0] for kept in checked] == [
        checked[0].rpartition("$")[0].rpartition("$")[0]
    ] * 3


async def test_who_guesses_waits_ever_longer() -> None:
    """From one address for one account, after five free tries."""
    house = SigningHouse()
    _, password = house.account()

    told = await _guess(house, "anna", 7, ATTACKER)

    assert told == ["bad_credentials"] * 6 + ["wait 5"]
    with pytest.raises(TooMany):
        await house.try_in("anna", password, address=ATTACKER)


async def test_one_address_does_not_try_all_accounts() -> None:
    """Thirty names, known or not, and then it waits."""
    house = SigningHouse()

    told = [await _refusal(house, f"name-{number}") for number in range(32)]

    assert told[:31] == ["bad_credentials"] * 31
    assert told[31].startswith("wait")


async def test_an_owner_is_not_locked_out_by_guesses_from_everywhere() -> None:
    """At an address they signed in from before; a stranger's address waits."""
    house = SigningHouse()
    _, password = house.account()
    await house.try_in("anna", password, address=OWNER)

    told = await _guess(house, "anna", 60)

    assert told[-1].startswith("wait")
    assert await house.try_in("anna", password, address=OWNER) == "password"
    with pytest.raises(TooMany):
        await house.try_in("anna", password, address="192.0.2.77")


async def test_who_has_a_second_factor_is_not_locked_out_by_guesses_anywhere() -> None:
    """Password and code together tell a guesser nothing, so they may be shown from any address."""
    house = SigningHouse()
    _, password = house.account()
    app, _ = house.second_factor("anna")

    await _guess(house, "anna", 60)

    assert await house.try_in("anna", password, app.now(), "192.0.2.77") == "password_and_code"


async def test_a_code_is_no_way_past_the_wait_of_an_account_without_one() -> None:
    """The right password with some code is refused like a wrong one."""
    house = SigningHouse()
    _, password = house.account()

    with pytest.raises(NotAllowed, match="bad_credentials"):
        await house.try_in("anna", password, "123456")


async def test_an_account_that_is_held_is_held_at_every_process() -> None:
    """And after a restart; for a name that nobody has nothing is written."""
    house = SigningHouse()
    _, password = house.account()
    await _guess(house, "anna", 40)
    await _guess(house, "nobody", 40)
    house.proving.notes.settle()

    told = {one.account for one in house.writer.written if isinstance(one, SignInHeld)}
    assert told == {"anna"}
    with pytest.raises(TooMany):
        await house.beside().try_in("anna", password, address="192.0.2.77")


async def test_failures_are_on_audit_and_do_not_flood_it() -> None:
    """The first, then counts; names that nobody has stand under none, for they may be passwords."""
    house = SigningHouse()
    house.account()
    await _guess(house, "anna", 31, ATTACKER)
    await _refusal(house, "my secret password", address=OWNER)
    house.proving.notes.settle()

    failed = [event for event in house.audit.events if isinstance(event, SignInFailed)]
    assert [(one.account, one.held, one.count) for one in failed] == [
        ("anna", False, 1),
        ("anna", True, 1),
        ("anna", True, 10),
        ("", False, 1),
    ]


async def test_the_code_is_asked_for_when_the_password_was_right() -> None:
    """Which is no failure, however often the page is opened anew."""
    house = SigningHouse()
    _, password = house.account()
    house.second_factor("anna")

    for _ in range(20):
        with pytest.raises(NotAllowed, match="code_needed"):
            await house.try_in("anna", password)


async def test_a_code_works_once() -> None:
    """At the other gateway neither, and of two who show it at the same time one gets in."""
    house = SigningHouse()
    _, password = house.account()
    app, _ = house.second_factor("anna")
    code = app.now()

    async def show(at: SigningHouse) -> bool:
        try:
            return await at.try_in("anna", password, code) == "password_and_code"
        except NotAllowed:
            return False

    together = await asyncio.gather(*(show(house) for _ in range(4)))

    assert together.count(True) == 1
    assert not await show(house.beside())
    assert sum(isinstance(one, CodeUsed) for one in house.writer.written) >= 1


async def test_a_recovery_code_works_once_and_the_others_stay_good() -> None:
    """For who has lost the phone."""
    house = SigningHouse()
    _, password = house.account()
    _, codes = house.second_factor("anna")

    assert await house.try_in("anna", password, codes[0]) == "password_and_code"
    with pytest.raises(NotAllowed):
        await house.try_in("anna", password, codes[0])
    assert await house.try_in("anna", password, codes[1]) == "password_and_code"


async def test_who_knows_the_password_does_not_try_all_codes() -> None:
    """Five from wherever; then everybody waits who was not there before."""
    house = SigningHouse()
    _, password = house.account()
    house.second_factor("anna")

    told = []
    for number in range(8):
        try:
            await house.try_in("anna", password, f"{number:06}", f"198.51.100.{number}")
        except (NotAllowed, TooMany) as refused:
            told.append(type(refused))

    assert told == [NotAllowed] * 6 + [TooMany] * 2


async def test_guesses_in_a_session_hold_that_session_only() -> None:
    """And strangers' guesses do not hold who is signed in."""
    house = SigningHouse()
    _, password = house.account()
    await _guess(house, "anna", 60)

    await house.proving.again("anna", "session-1", password, None)
    for _ in range(6):
        with pytest.raises(NotAllowed):
            await house.proving.again("anna", "session-2", "wrong", None)
    with pytest.raises(TooMany):
        await house.proving.again("anna", "session-2", password, None)
    await house.proving.again("anna", "session-1", password, None)


async def test_a_hash_of_older_parameters_is_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside the old one, and it stands for nothing once the password is another."""
    house = SigningHouse()
    _, password = house.account()
    dearer = PasswordHasher(time_cost=2, memory_cost=8, parallelism=1)
    monkeypatch.setattr(accounts, "_hasher", lambda: dearer)
    accounts._hash_of_nobody.cache_clear()

    await house.try_in("anna", password)
    house.proving.close()

    known = house.registry.lists
    (event,) = (one for one in house.writer.written if isinstance(one, PasswordRehashed))
    first = known.officers["anna"].password_hash
    assert known.accounts.password_hash("anna", first) == event.password_hash
    assert await house.beside().try_in("anna", password) == "password"
    changed = hash_of("another password")
    known.apply(PasswordSet(account="anna", password_hash=changed, set_ms=now_ms()))
    assert known.accounts.password_hash("anna", first) == changed


async def test_nobody_is_let_in_before_the_registry_was_read() -> None:
    """Half of the accounts would seem unknown."""
    house = SigningHouse()
    house.registry._fresh_at = None

    with pytest.raises(TryAgain):
        await house.proving.who(Claim("anna", "x"))


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("short", "too_short"),
        ("x" * 129, "too_long"),
        ("aaaaaaaaaaaaaa", "password_guessed"),
        ("my name is anna", "password_guessed"),
        ("four words of mine", ""),
        ("đường về nhà xa", ""),
    ],
)
def test_a_password_is_long_and_no_more(password: str, reason: str) -> None:
    """What it is made of is its owner's choice."""
    faults = accounts.password_faults(password, "anna", "new_password")

    assert [fault.reason for fault in faults] == ([reason] if reason else [])
