"""Guessing documents and accounts: the same is done and said, whether they are known or not."""

from collections.abc import Callable
from pathlib import Path

import argon2
import pytest
from nacl.secret import SecretBox

from tests.attacks.timing import (
    right_guesses,
    shelf_with_one,
    tries_of_finding,
    tries_of_signing_in,
)


def _counted(monkeypatch: pytest.MonkeyPatch, kind: type, method: str) -> list[int]:
    """Return a list that grows with each call of a method."""
    calls: list[int] = []
    real: Callable[..., object] = getattr(kind, method)

    def counting(*given: object, **named: object) -> object:
        calls.append(1)
        return real(*given, **named)

    monkeypatch.setattr(kind, method, counting)
    return calls


def test_a_pass_is_looked_for_as_long_where_there_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One box is opened either way, and nothing is found either way."""
    known, unknown = tries_of_finding(shelf_with_one(tmp_path))
    opened = _counted(monkeypatch, SecretBox, "decrypt")

    assert (None, 1) == (known(), len(opened))
    assert (None, 2) == (unknown(), len(opened))


def test_a_password_is_checked_as_long_where_there_is_no_account(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One hash is made either way, and nobody is signed in either way."""
    known, unknown = tries_of_signing_in()
    unknown()
    checked = _counted(monkeypatch, argon2.PasswordHasher, "verify")

    assert (None, 1) == (known(), len(checked))
    assert (None, 2) == (unknown(), len(checked))


def test_times_that_differ_are_noticed() -> None:
    """The measure of `./chot attack timing`: half is chance, one is certainty."""
    assert right_guesses([2.0, 3.0], [0.5, 1.0]) == 1.0
    assert right_guesses([1.0, 4.0], [2.0, 3.0]) == 0.5
