"""How answers are shown on the command line."""

import msgspec
import pytest
from rich.table import Table

from deploy.commands.questions import show
from deploy.tables import table_of

_IDS = ("0123456789abcdef" * 2, "fedcba9876543210" * 2)


class _Answer(msgspec.Struct):
    rows: int


def _wide(answer: _Answer) -> Table:
    table = table_of(*(f"column {n}" for n in range(6)))
    for _ in range(answer.rows):
        table.add_row(*_IDS * 3)
    return table


def test_ids_stay_whole_however_wide_the_table_is(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are copied into the next question; a terminal breaks the line."""
    monkeypatch.setenv("COLUMNS", "80")

    show(b'{"rows": 1}', _Answer, "table", _wide)

    shown = capsys.readouterr().out
    assert [shown.count(one) for one in _IDS] == [3, 3]


def test_json_is_printed_as_it_came(capsys: pytest.CaptureFixture[str]) -> None:
    """With every field, also those that no table shows."""
    show(b'{"rows": 1, "more": 2}', _Answer, "json", _wide)

    assert capsys.readouterr().out == '{"rows": 1, "more": 2}\n'
