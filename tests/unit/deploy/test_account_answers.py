"""Accounts as a table."""

import msgspec

from deploy.account_answers import Accounts, accounts_table
from tests.unit.deploy.test_answers import shown

_TOLD = {
    "account": "lan.hoankiem",
    "roles": ["officer"],
    "units": ["002"],
    "active": False,
    "second_factor": True,
}


def test_an_account_is_a_line() -> None:
    """With what it may do and where, and no column for passwords that nobody is told."""
    text = shown(accounts_table(msgspec.convert({"officers": [_TOLD]}, Accounts)))

    assert "lan.hoankiem" in text
    assert "off" in text
    assert "password" not in text


def test_a_new_account_s_password_is_shown() -> None:
    """It is told this once."""
    made = _TOLD | {"password": "s3cret", "units": []}

    text = shown(accounts_table(msgspec.convert({"officers": [made]}, Accounts)))

    assert "s3cret" in text
    assert "everywhere" in text
