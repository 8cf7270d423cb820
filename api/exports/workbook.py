"""XLSX: a sheet about the question, then one for each table."""

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import xlsxwriter

from analytics.flat import Cell, Column, FlatTable
from api.exports.about import About
from contracts.sealing import HANOI
from contracts.words import Language
from web.texts import tell

# Texts stay texts, whatever they begin with.
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_MOMENTS = "yyyy-mm-dd hh:mm:ss"
_WIDE, _MEDIUM, _NARROW = 60, 20, 12
# Excel's own limits, the header left out.
_MOST_ROWS, _LONGEST_CELL = 1_048_575, 32_767
_LONGEST_NAME = 31


def xlsx_of(tables: Sequence[FlatTable], about: About, spoken: Language) -> bytes:
    """Return tables as one workbook; moments are real dates in Hà Nội time.

    A table with more rows than a sheet can hold is cut off there.
    """
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, _OPTIONS) as book:
        bold = book.add_format({"bold": True})
        sheet = book.add_worksheet(tell("exports-about", spoken)[:_LONGEST_NAME])
        sheet.set_column(0, 0, _MEDIUM + 10, bold)
        sheet.set_column(1, 1, _WIDE)
        for number, (name, value) in enumerate(about.lines(spoken)):
            sheet.write_string(number, 0, name)
            sheet.write_string(number, 1, value[:_LONGEST_CELL])
        for table in tables:
            _write(book.add_worksheet(table.name[:_LONGEST_NAME]), table, book, bold)
    return written.getvalue()


def _write(sheet: Any, table: FlatTable, book: Any, bold: Any) -> None:
    moments = book.add_format({"num_format": _MOMENTS, "align": "left"})
    sheet.freeze_panes(1, 0)
    for number, column in enumerate(table.columns):
        sheet.set_column(number, number, _width(column))
        sheet.write_string(0, number, column.name, bold)
    for line, row in enumerate(table.rows[:_MOST_ROWS], start=1):
        for number, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
            _put(sheet, (line, number), column, cell, moments)
    sheet.autofilter(0, 0, min(len(table.rows), _MOST_ROWS), max(len(table.columns) - 1, 0))


def _put(sheet: Any, spot: tuple[int, int], column: Column, cell: Cell, moments: Any) -> None:
    match cell:
        case None:
            return
        case bool():
            sheet.write_boolean(*spot, cell)
        case int() if column.kind == "moment":
            at = datetime.fromtimestamp(cell / 1000, HANOI).replace(tzinfo=None)
            sheet.write_datetime(*spot, at, moments)
        case int() | float():
            sheet.write_number(*spot, cell)
        case str():
            sheet.write_string(*spot, cell[:_LONGEST_CELL])


def _width(column: Column) -> int:
    if column.kind == "moment" or column.name.endswith("place"):
        return _MEDIUM
    return _MEDIUM if column.kind == "text" else _NARROW
