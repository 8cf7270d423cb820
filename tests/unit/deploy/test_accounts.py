"""Reading who may sign in."""

from pathlib import Path

import pytest

from contracts.errors import Stop
from deploy.accounts import Account, read_accounts


def test_accounts_are_read_by_name(tmp_path: Path) -> None:
    """A line holds name, password and roles."""
    (tmp_path / "accounts.txt").write_text("admin s3cret administrator\nepi pw epidemiologist\n")

    assert read_accounts(tmp_path)["admin"] == Account("admin", "s3cret", ("administrator",))
    assert set(read_accounts(tmp_path)) == {"admin", "epi"}


def test_a_missing_file_says_when_it_is_written(tmp_path: Path) -> None:
    """Its owner may have put it away."""
    with pytest.raises(Stop, match="first start"):
        read_accounts(tmp_path)
