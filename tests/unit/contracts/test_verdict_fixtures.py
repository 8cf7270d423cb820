"""The rule book over every case on file."""

from typing import get_args

import pytest

from contracts.passes import read
from contracts.rules import judge
from contracts.verdicts import CATEGORY_OF, Flag, Reason
from tests.builders.make_fixtures import all_cases
from tests.builders.verdicts import FOLDER, VerdictCase, cases_on_file, file_content

CASES = cases_on_file()


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_the_rule_book_gives_the_verdict_on_file(case: VerdictCase) -> None:
    """Category, reason and flags, from the text of the code alone."""
    lists = case.lists()

    verdict = judge(read(case.token, lists.ring), case.sight, lists, case.policy)

    expected = case.expected
    assert (expected.category, expected.reason) == (verdict.category, verdict.reason)
    assert expected.flags == verdict.flags
    assert case.sight.lists_age_s == verdict.lists_age_s


def test_every_reason_and_every_flag_has_a_case() -> None:
    """A new word of the rule book needs a file."""
    assert {case.expected.reason for case in CASES.values()} == set(get_args(Reason))
    assert {flag for case in CASES.values() for flag in case.expected.flags} == set(get_args(Flag))


def test_every_reason_has_a_category() -> None:
    """The table of categories is complete."""
    assert set(get_args(Reason)) == set(CATEGORY_OF)


def test_the_files_are_what_their_builder_writes() -> None:
    """Nobody edits them by hand; `python -m tests.builders.make_fixtures` writes them."""
    written = {file.stem: file.read_bytes() for file in FOLDER.glob("*.json")}

    assert {name: file_content(case) for name, case in all_cases().items()} == written
