"""Who may sign in, as the first start noted it for the owner of this machine."""

from pathlib import Path

import msgspec

from contracts.errors import Stop


class Account(msgspec.Struct, frozen=True):
    """A name, the password made for it at the first start, and its roles."""

    name: str
    password: str
    roles: tuple[str, ...]


def accounts_file(secrets: Path) -> Path:
    """Return the file that holds names and first passwords."""
    return secrets / "accounts.txt"


def read_accounts(secrets: Path) -> dict[str, Account]:
    """Return the accounts by name.

    Raises:
        Stop: the file is gone; it is written once, at the first start.
    """
    file = accounts_file(secrets)
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError as fault:
        raise Stop(f"{file} is not there; it is written at the first start only") from fault
    parted = (line.split() for line in lines if line.strip())
    return {name: Account(name, password, tuple(roles)) for name, password, *roles in parted}
