"""CSV as RFC 4180 has it: UTF-8 with a mark, so that spreadsheets show Vietnamese."""

import csv
import io
from collections.abc import Iterable

from analytics.flat import Cell, Column, FlatTable
from api.answers import rfc3339

_MARK = "\N{BYTE ORDER MARK}"
# A spreadsheet takes a cell that begins so for a formula, and would work it out.
# Some read the wide forms of these as well.
_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv_of(table: FlatTable) -> bytes:
    """Return a table as CSV; moments are RFC 3339 in Hà Nội time."""
    return csv_lines(
        [column.name for column in table.columns],
        (map(_text, table.columns, row) for row in table.rows),
    )


def csv_lines(header: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    """Return texts as CSV; what a spreadsheet would take for a formula gets an apostrophe."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(header)
    writer.writerows(rows)
    return (_MARK + written.getvalue()).encode()


def harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULAS) else text


def _text(column: Column, cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case int() if column.kind == "moment":
            return rfc3339(cell)
        case str():
            return harmless(cell)
        case _:
            return str(cell)
