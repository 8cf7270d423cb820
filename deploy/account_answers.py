"""What administrators are told about accounts, as tables for people."""

import msgspec
from rich.table import Table

from deploy.tables import table_of


class Account(msgspec.Struct, frozen=True):
    """An account; `password` only in the answer that made it."""

    account: str
    roles: tuple[str, ...]
    units: tuple[str, ...]
    active: bool
    password: str = ""
    second_factor: bool = False


class Accounts(msgspec.Struct, frozen=True):
    """The answer of `/v1/officers`."""

    officers: tuple[Account, ...]


class Password(msgspec.Struct, frozen=True):
    """The answer that has a new password."""

    password: str


def accounts_table(told: Accounts) -> Table:
    """Return the accounts as a table; a password is shown where there is one."""
    shown = any(one.password for one in told.officers)
    heads = [
        "account",
        "roles",
        "units",
        "state",
        "second factor",
        *(["password"] if shown else []),
    ]
    table = table_of(*heads)
    for one in told.officers:
        table.add_row(
            one.account,
            " ".join(one.roles),
            " ".join(one.units) or "everywhere",
            "on" if one.active else "off",
            "yes" if one.second_factor else "no",
            *([one.password] if shown else []),
        )
    return table
