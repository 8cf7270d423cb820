"""Local accounts: argon2 hashes in the registry, names and passwords that are checked by them."""

import functools
import secrets

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from contracts.errors import Fault
from contracts.lists import Lists
from contracts.registry import OfficerRegistered, Role

_PASSWORD_BYTES = 12
# Length is what counts; what a password is made of is its owner's choice.
PASSWORD_CHARS_LEAST, PASSWORD_CHARS_MOST = 12, 128


@functools.cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@functools.cache
def _hash_of_nobody() -> str:
    """Checked for unknown names, so that an answer takes as long for them as for known ones."""
    return _hasher().hash(secrets.token_hex())


def new_password() -> str:
    """Return a random password, as somebody is told it once."""
    return secrets.token_urlsafe(_PASSWORD_BYTES)


def hash_of(password: str) -> str:
    """Return what is kept of a password. Slow on purpose: run in a thread."""
    return _hasher().hash(password)


def needs_rehash(password_hash: str) -> bool:
    """Tell whether a hash was made under other parameters than today's."""
    return _hasher().check_needs_rehash(password_hash)


def new_account(
    account: str, roles: tuple[Role, ...], units: tuple[str, ...] = ()
) -> tuple[OfficerRegistered, str]:
    """Return a new account and its random password, which is shown once and kept nowhere."""
    password = new_password()
    return (
        OfficerRegistered(
            account=account, password_hash=hash_of(password), roles=roles, units=units
        ),
        password,
    )


def password_faults(password: str, account: str, field: str) -> list[Fault]:
    """Return what is wrong with a password that its owner chose; `field` is where it was typed."""
    if len(password) < PASSWORD_CHARS_LEAST:
        return [Fault(field=field, reason="too_short", detail=str(PASSWORD_CHARS_LEAST))]
    if len(password) > PASSWORD_CHARS_MOST:
        return [Fault(field=field, reason="too_long", detail=str(PASSWORD_CHARS_MOST))]
    if len(set(password)) == 1 or account.casefold() in password.casefold():
        return [Fault(field=field, reason="password_guessed")]
    return []


def owner_of(lists: Lists, account: str, password: str) -> OfficerRegistered | None:
    """Return the account whose name and password these are, None if it is none or switched off.

    Slow on purpose, and as slow for a name that nobody has: run in a thread.
    """
    known = lists.officers.get(account)
    kept = lists.accounts.password_hash(account, known.password_hash) if known else ""
    try:
        # Whoever signs in elsewhere has no password here.
        _hasher().verify(kept or _hash_of_nobody(), password)
    except (Argon2Error, InvalidHashError):
        return None
    return known if known is not None and known.active else None
