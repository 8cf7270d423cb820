"""What is said to people."""

import ast
import re
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import get_args

import pytest

from contracts.verdicts import Reason
from contracts.words import Language, language_of, say

ROOT = Path(__file__).resolve().parents[3]
ROOMS = ("contracts", "service", "ingest", "streams", "analytics", "api", "deploy")
LANGUAGES: tuple[Language, ...] = ("vi", "en")

_ID = re.compile(r"^([a-z][\w-]*) =", re.MULTILINE)

# How code names what it says: at which place of which call a reason stands, and its prefix.
_SAID: dict[str, tuple[str, int]] = {
    "Fault": ("fault", -1),
    "refuse": ("fault", 1),
    "refuse_if": ("fault", 2),
    "warn_if": ("warning", 2),
    "NotAllowed": ("denied", 0),
}


def _ids(language: Language) -> set[str]:
    text = resources.files("contracts.words").joinpath(f"{language}.ftl").read_text("utf-8")
    return set(_ID.findall(text))


def _calls() -> Iterator[ast.Call]:
    for file in (file for room in ROOMS for file in (ROOT / room).rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        yield from (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _reason_of(call: ast.Call) -> str | None:
    """Return the text id that a call in the source stands for, None where it names none."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else ast.unparse(call.func)
    if name not in _SAID:
        return None
    prefix, place = _SAID[name]
    named = [keyword.value for keyword in call.keywords if keyword.arg == "reason"]
    values = named or (call.args[place : place + 1] if place >= 0 else [])
    said = values[0].value if values and isinstance(values[0], ast.Constant) else None
    return f"{prefix}-{said}" if isinstance(said, str) else None


def test_both_languages_say_the_same_things() -> None:
    """An id in one is an id in the other."""
    assert _ids("vi") == _ids("en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", get_args(Reason))
def test_every_reason_of_a_verdict_has_a_text(reason: str, language: Language) -> None:
    """The officer reads it."""
    assert say(f"verdict-{reason}", language)


def test_every_reason_used_in_code_has_a_text() -> None:
    """Looked up in the source, because a missing text would fail only when it is needed."""
    used = {reason for call in _calls() if (reason := _reason_of(call))}

    assert {"fault-id_form", "warning-plate_form", "denied-code_used"} <= used
    assert used <= _ids("en")


def test_limits_are_said_as_given() -> None:
    """Without marks that confuse screens."""
    assert say("fault-too_many", "en", limit="1000") == "Too many at once: 1000 at the most"


def test_a_text_that_nobody_wrote_is_a_mistake() -> None:
    """It must not reach a screen as an id."""
    with pytest.raises(KeyError):
        say("verdict-invented", "vi")


@pytest.mark.parametrize(
    ("asked", "accepted", "language"),
    [
        (None, None, "vi"),
        (None, "en-GB,en;q=0.9", "en"),
        (None, "fr,en;q=0.5", "en"),
        (None, "vi-VN,vi;q=0.9,en;q=0.8", "vi"),
        ("en", "vi", "en"),
        ("fr", "de", "vi"),
        ("", "*", "vi"),
    ],
)
def test_the_language_is_what_is_asked_for(
    asked: str | None, accepted: str | None, language: Language
) -> None:
    """The address first, then the browser, then Vietnamese."""
    assert language_of(asked, accepted) == language
