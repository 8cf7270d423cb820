"""Local accounts: argon2 hashes in the registry, sign-in by name and password."""

import functools
import secrets

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from contracts.errors import NotAllowed
from contracts.lists import Lists
from contracts.registry import OfficerRegistered, Role

_PASSWORD_BYTES = 12


@functools.cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@functools.cache
def _hash_of_nobody() -> str:
    """Checked for unknown names, so that an answer takes as long for them as for known ones."""
    return _hasher().hash(secrets.token_hex())


def new_account(
    account: str, roles: tuple[Role, ...], units: tuple[str, ...] = ()
) -> tuple[OfficerRegistered, str]:
    """Return a new account and its random password, which is shown once and kept nowhere."""
    password = secrets.token_urlsafe(_PASSWORD_BYTES)
    return (
        OfficerRegistered(
            account=account, password_hash=_hasher().hash(password), roles=roles, units=units
        ),
        password,
    )


def sign_in(lists: Lists, account: str, password: str) -> OfficerRegistered:
    """Return the account whose name and password these are. Slow on purpose: run in a thread.

    Raises:
        NotAllowed: no such account, another password, or switched off.

    """
    known = lists.officers.get(account)
    try:
        _hasher().verify(known.password_hash if known else _hash_of_nobody(), password)
    except (Argon2Error, InvalidHashError) as fault:
        raise NotAllowed("bad_credentials") from fault
    if known is None or not known.active:
        raise NotAllowed("bad_credentials")
    return known
