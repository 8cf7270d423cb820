"""Texts made to deceive: in names, in reasons, in logs, in patterns that take for ever."""

import importlib
import io
import json
import logging
import re
from collections.abc import Iterable, Iterator
from re import _parser
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.persons import read_purpose
from contracts.identity import read_document
from contracts.plates import normal_plate
from contracts.visible import is_mixed, is_unseen, visible
from deploy.layout import ROOT
from ingest import phones
from ingest.checking import Checks
from ingest.declaration_checks import check_declaration
from ingest.form import moments
from ingest.forms import DeclarationForm
from service.doors import Caller
from service.logs import log_of, set_up_logs
from tests.builders.contracts import NOW_MS
from tests.builders.ingest import form_body

TURNED = "\N{RIGHT-TO-LEFT OVERRIDE}"
NO_WIDTH = "\N{ZERO WIDTH SPACE}"
ESCAPE = "\x1b[2J"
C1 = "\x9b2J"


def _checked(**changes: object) -> tuple[str, tuple[str, ...]]:
    """Return a declaration's name as it is used, and the warnings about it."""
    form = msgspec.convert(form_body(**changes), DeclarationForm)
    checked = check_declaration(form, Caller(), NOW_MS)
    return checked.name, tuple(warned.reason for warned in checked.warnings)


@pytest.mark.parametrize(
    "typed",
    [
        f"Nguyễn{TURNED} Văn Thử",
        f"Nguy{NO_WIDTH}ễn Văn Thử",
        "Nguy\N{SOFT HYPHEN}ễn Văn Thử\N{BYTE ORDER MARK}",
        "Nguyễn\x00 Văn\x7f Thử",
        "Nguyễn\u2028Văn\nThử",
        "Nguye\u0302\u0303n Văn Thử",
    ],
)
def test_names_that_look_alike_are_alike(typed: str) -> None:
    """Nothing unseen stays in a name, and it is composed in one way."""
    assert ("Nguyễn Văn Thử", ()) == _checked(full_name=typed)


def test_a_name_of_unseen_characters_is_no_name() -> None:
    """It is asked for."""
    checks = Checks()
    checks.filled(NO_WIDTH + TURNED, "full_name", 100)

    assert ["required"] == [fault.reason for fault in checks.faults]


def test_letters_of_another_alphabet_are_pointed_out() -> None:
    """A Cyrillic letter among Latin ones looks the same to an officer."""
    lookalike = "Nguyễn Vаn Thử"
    assert "\N{CYRILLIC SMALL LETTER A}" in lookalike

    assert (lookalike, ("mixed_alphabets",)) == _checked(full_name=lookalike)
    assert ("Иван Петров Nguyễn", ()) == _checked(full_name="Иван Петров Nguyễn")


def test_a_lookalike_number_or_plate_is_never_another_person_s() -> None:
    """What is no letter or digit of ours is left out before anything is hashed."""
    assert read_document("cccd", "０01099990001") == read_document("cccd", "001099990001")
    assert read_document("passport", "\N{CYRILLIC CAPITAL LETTER VE}1234567").number == "1234567"
    assert normal_plate(f"29A{TURNED}-123.45") == "29A12345"


def test_what_is_written_about_somebody_shows_all_that_it_says() -> None:
    """A purpose is read on the audit page, by a program and in a terminal."""
    assert read_purpose(f"case {TURNED}71{ESCAPE}\n\x07 two") == "case 71[2J two"


@given(st.text())
def test_a_visible_text_has_nothing_unseen(text: str) -> None:
    """And is visible already when it is looked at again."""
    seen = visible(text)

    assert not any(is_unseen(char) for char in seen)
    assert visible(seen) == seen
    assert isinstance(is_mixed(text), bool)


@pytest.fixture
def logged(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """Return what is written to standard error by the logs of a process."""
    written = io.StringIO()
    monkeypatch.setattr("sys.stderr", written)
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    set_up_logs("info", process="attacked")
    yield written
    root.handlers[:] = before
    root.setLevel(level)


@pytest.mark.parametrize(
    "said",
    [
        "\nforged: 1",
        "\r\n{}",
        ESCAPE,
        C1,
        TURNED,
        "\u2028{}",
        "\u0085{}",
        '","level":"info',
        NO_WIDTH,
    ],
)
def test_a_log_line_stays_one_line_that_a_terminal_can_show(logged: io.StringIO, said: str) -> None:
    """Whatever a stranger put into a path or a header; read as JSON it is what they sent."""
    log_of("attacks").error("request_failed", path=f"/v1/{said} Hà Nội")
    logging.getLogger("a library").error("could not read %s", said)

    lines = logged.getvalue().splitlines()

    assert len(lines) == 2
    own, theirs = map(json.loads, lines)
    assert own["path"] == f"/v1/{said} Hà Nội"
    assert said in theirs["event"]
    assert not any(is_unseen(char) for line in lines for char in line)
    assert "Hà Nội" in lines[0]


_MANY = 100
# Two repeats without an end in one pattern, and why a text can't be shared out between them.
_LOOKED_AT = {
    r"^([0-9]{1,2})[\s./-]+([0-9]{1,2})[\s./-]+([0-9]{4})\Z": "digits stand between the two",
    r"^t([0-9]+)_(.+)\Z": "an underline stands between the two, and follows no digit",
    r';([a-z]+)=(?:([0-9]+)|"([^"]+)")': "an equals sign stands between the two",
}


def _patterns() -> Iterator[str]:
    """Yield every pattern that a room of the house compiles when it is loaded."""
    for room in ("contracts", "service", "ingest", "api", "web", "analytics", "streams"):
        for file in sorted((ROOT / room).rglob("*.py")):
            named = file.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".")
            module = importlib.import_module(named.removesuffix(".__init__"))
            for value in vars(module).values():
                if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                    yield value.pattern


def _endless_repeats(items: Iterable[Any]) -> int:
    """Count the repeats without an end; one within another counts for two."""
    found = 0
    for kind, told in items:
        match str(kind):
            case "MAX_REPEAT" | "MIN_REPEAT":
                inside = _endless_repeats(told[2])
                found += inside + 1 + bool(inside) if told[1] > _MANY else inside
            case "SUBPATTERN":
                found += _endless_repeats(told[-1])
            case "BRANCH":
                found += max(map(_endless_repeats, told[1]))
            case _:
                pass
    return found


def test_no_pattern_can_take_longer_than_its_text_is_long() -> None:
    """Repeats that could share a text out in many ways are what takes for ever."""
    patterns = set(_patterns())

    suspects = {one for one in patterns if _endless_repeats(_parser.parse(one)) > 1}

    assert len(patterns) > 30
    assert suspects == set(_LOOKED_AT)


@pytest.mark.parametrize("pattern", [r"(a+)+", r"\s*x?\s*", r"(?:a|b*c*)", r"(\d+,?)*"])
def test_a_pattern_that_may_take_for_ever_is_suspected(pattern: str) -> None:
    """One repeat in another, or two beside each other."""
    assert _endless_repeats(_parser.parse(pattern)) > 1


def test_a_time_with_ten_thousand_spaces_is_no_time() -> None:
    """It is refused at once; who could share the spaces out in a million ways tried them all."""
    assert not moments.is_time("1" + " " * 100_000 + "x")
    assert moments.is_time("7 h 30")
    assert moments.is_time("07:30:00")


@given(st.text(max_size=400))
def test_a_form_s_readers_refuse_or_read_whatever_was_typed(typed: str) -> None:
    """They never break."""
    phones.read_phone(typed)
    moments.day_or_year(typed)
    normal_plate(typed)


def test_every_name_of_a_download_was_looked_at() -> None:
    """Nothing of a request stands in one but words of ours, so no header is written through it."""
    named = [
        line
        for room in ("api", "ingest", "web")
        for file in (ROOT / room).rglob("*.py")
        for line in file.read_text(encoding="utf-8").splitlines()
        if "filename=" in line
    ]

    assert len(named) == 5, "a new name of a file: look at what stands in it, then count it here"
