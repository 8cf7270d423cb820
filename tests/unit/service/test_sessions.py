"""Tokens of people, devices and enrolments."""

import json
from base64 import urlsafe_b64encode as b64encode

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey

from contracts.errors import NotAllowed
from service import sessions
from service.clock import now_ms
from service.sessions import SESSION_S, Sessions

KEY = b"a key for tests, nothing secret."


def test_a_token_says_who_its_bearer_is() -> None:
    """Kind, subject, place, an id of its own and an end."""
    text, token = Sessions(KEY).issue("enrolment", "admin", place_id="hn-city-01")

    assert Sessions(KEY).check(text) == token
    assert (token.kind, token.sub, token.place_id) == ("enrolment", "admin", "hn-city-01")


def test_each_token_has_an_id_of_its_own() -> None:
    """Even two of one subject."""
    house = Sessions(KEY)

    assert house.issue("session", "admin")[1].jti != house.issue("session", "admin")[1].jti


def test_a_token_of_another_house_is_refused() -> None:
    """Its signature is."""
    text, _ = Sessions(b"another key for tests, no secret").issue("session", "admin")

    with pytest.raises(NotAllowed, match="sign_in"):
        Sessions(KEY).check(text)


def test_a_changed_token_is_refused() -> None:
    """Its head, its body or its signature."""
    text, _ = Sessions(KEY).issue("session", "admin")
    parts = text.split(".")
    for index, part in enumerate(parts):
        changed = [*parts]
        changed[index] = part[:5] + ("A" if part[5] != "A" else "B") + part[6:]

        with pytest.raises(NotAllowed, match="sign_in"):
            Sessions(KEY).check(".".join(changed))


@pytest.mark.parametrize("text", ["", "nothing", "a.b.c", "ő.ő.ő"])
def test_what_is_no_token_is_refused(text: str) -> None:
    """With the same word."""
    with pytest.raises(NotAllowed, match="sign_in"):
        Sessions(KEY).check(text)


def test_an_unsigned_token_is_refused() -> None:
    """Whatever its head says about its algorithm."""
    claims = {"kind": "session", "sub": "admin", "jti": "x", "exp": 2**33}
    parts = [b64encode(json.dumps(part).encode()) for part in ({"alg": "none"}, claims)]
    text = ".".join(part.decode().rstrip("=") for part in [*parts, b""])

    with pytest.raises(NotAllowed, match="sign_in"):
        Sessions(KEY).check(text)


def test_a_signed_token_of_another_form_is_refused() -> None:
    """A house that once issued other tokens."""
    text = jwt.encode({"alg": "HS256"}, {"sub": "admin"}, OctKey.import_key(KEY))

    with pytest.raises(NotAllowed, match="sign_in"):
        Sessions(KEY).check(text)


def test_a_token_ends_though_it_was_checked_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is remembered is the signature, not that the token was good."""
    house = Sessions(KEY)
    text, token = house.issue("session", "admin")
    assert house.check(text) == token

    later_ms = now_ms() + SESSION_S * 1000
    monkeypatch.setattr(sessions, "now_ms", lambda: later_ms)

    with pytest.raises(NotAllowed, match="expired"):
        house.check(text)
