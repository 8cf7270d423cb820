"""The page of threats: every line names a test that is there, and no border forgets a letter."""

import ast
import re

import pytest

from deploy.layout import ROOT

_PAGE = ROOT / "docs" / "threats.md"
_LETTERS = frozenset("STRIDE")
_LINE = re.compile(r"^\| ([STRIDE]): [^|]+ \| [^|]+ \| (.+) \|$", re.MULTILINE)
_ROW = re.compile(r"^\| (?!threat|-)", re.MULTILINE)
_TEST = re.compile(r"^`(tests/[\w/]+\.py)::(test_\w+)`\Z")
_REASON = re.compile(r"^((?:[STRIDE], )*[STRIDE](?: and [STRIDE])?): ", re.MULTILINE)


def _borders(page: str) -> dict[str, str]:
    """Return what is said of each border, by its name."""
    named = re.split(r"^## (.+)$", page, flags=re.MULTILINE)[1:]
    return dict(zip(named[::2], named[1::2], strict=True))


def _missing(page: str) -> list[str]:
    """Return what is wrong with a page: lines without a test that is there, letters forgotten."""
    wrong: list[str] = []
    for border, said in _borders(page).items():
        lines = _LINE.findall(said)
        if len(lines) != len(_ROW.findall(said.replace("|---", "-"))):
            wrong.append(f"{border}: a line begins with no letter of STRIDE")
        wrong += [f"{border}: no such test: {test}" for _, test in lines if not _is_there(test)]
        reasons = "".join(_REASON.findall(said))
        letters = {letter for letter, _ in lines} | (set(reasons) & _LETTERS)
        wrong += [f"{border}: nothing about {letter}" for letter in sorted(_LETTERS - letters)]
    return wrong


def _is_there(test: str) -> bool:
    found = _TEST.match(test)
    file = ROOT / found[1] if found else ROOT / "nowhere"
    if found is None or not file.is_file():
        return False
    tree = ast.parse(file.read_text(encoding="utf-8"))
    defined = (
        n.name for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    return found[2] in defined


def test_every_threat_names_its_test_and_no_border_forgets_a_letter() -> None:
    """A test that is renamed, and a border without a word on a letter, are told."""
    page = _PAGE.read_text(encoding="utf-8")

    assert [] == _missing(page)
    assert len(_borders(page)) == 10


HERE = "`tests/attacks/test_threats.py::test_what_is_wrong_with_a_page_is_told`"
REST = "\nT, R, I, D and E: nobody cares.\n"


@pytest.mark.parametrize(
    ("said", "word"),
    [
        (f"| S: one | guard | {HERE} |\n" + REST, ""),
        (f"| S: one | guard | {HERE} |\n", "nothing about D"),
        ("| S: one | guard | no test |\n" + REST, "no such test"),
        (
            "| S: one | guard | `tests/attacks/test_threats.py::test_gone` |\n" + REST,
            "no such test",
        ),
        (f"| one | guard | {HERE} |\nS, T, R, I, D and E: none.\n", "no letter"),
    ],
)
def test_what_is_wrong_with_a_page_is_told(said: str, word: str) -> None:
    """A line without a test, one whose test is gone, a letter without a line."""
    wrong = _missing(f"# Page\n\n## Border\n\n| threat | guard | test |\n|---|---|---|\n{said}")

    assert bool(word) == bool(wrong)
    assert not word or word in wrong[0] or any(word in one for one in wrong)
