"""A printable report: what was asked, and the answer as tables. Use a thread."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

import msgspec

from analytics.flat import Cell, Column, FlatTable
from api.exports.about import About
from api.exports.rows import with_place_names
from contracts.places import Place, units_of_2021
from contracts.sealing import HANOI
from contracts.verdicts import CATEGORY_OF
from contracts.words import Language, say
from web.pages import Pages
from web.texts import has_text, tell

# The printer takes seconds for a hundred rows, and more than that nobody reads on paper.
MOST_ROWS = 100

# Only programs follow these.
_FOR_PROGRAMS = re.compile(r"(scan|alert|pass|declaration|group|vehicle|zone)_ids?$|^version$")
_UNITS = frozenset({"origin", "destination", "district"})
_WORD = re.compile(r"[a-z][a-z0-9_]*")


class Shown(msgspec.Struct, frozen=True):
    """A table as it is printed: headings, rows of texts, and how many rows there are in all."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: int

    @property
    def left_out(self) -> int:
        """How many rows are not shown."""
        return self.total - len(self.rows)


def report_of(
    tables: Sequence[FlatTable],
    about: About,
    places: Mapping[str, Place],
    pages: Pages,
    spoken: Language,
) -> str:
    """Return the report as a page for the press."""
    return pages.text(
        "print/report.html",
        spoken,
        title=about.title(spoken),
        about=about.lines(spoken),
        how=about.how(spoken),
        tables=[shown(table, places, spoken) for table in tables],
    )


def shown(table: FlatTable, places: Mapping[str, Place], spoken: Language) -> Shown:
    """Return a table as it is printed: without columns that are empty or for programs only."""
    first = msgspec.structs.replace(table, rows=table.rows[:MOST_ROWS])
    named = with_place_names(first, places, spoken, ids_too=False)
    kept = [number for number, column in enumerate(named.columns) if _is_shown(named, number)]
    columns = [named.columns[number] for number in kept]
    return Shown(
        name=_title(table.name, spoken),
        headings=tuple(heading(column.name, spoken) for column in columns),
        rows=tuple(
            tuple(_said(named.columns[number], row[number], spoken) for number in kept)
            for row in named.rows
        ),
        total=len(table.rows),
    )


def _title(table: str, spoken: Language) -> str:
    text = f"exports-table-{table}"
    return tell(text, spoken) if has_text(text, spoken) else table


def heading(name: str, spoken: Language) -> str:
    """Return a column's name as people read it."""
    text = f"exports-column-{name}"
    return tell(text, spoken) if has_text(text, spoken) else name.replace("_", " ")


def word(value: str, spoken: Language) -> str:
    """Return a word of the house as people read it, any other text as it is."""
    if not _WORD.fullmatch(value):
        return value
    text = f"pages-word-{value}"
    if has_text(text, spoken):
        return tell(text, spoken)
    return say(f"verdict-{value}", spoken) if value in CATEGORY_OF else value


def _is_shown(table: FlatTable, number: int) -> bool:
    if _FOR_PROGRAMS.search(table.columns[number].name):
        return False
    cells = (row[number] for row in table.rows)
    return not table.rows or any(cell not in (None, "") and cell is not False for cell in cells)


def _said(column: Column, cell: Cell, spoken: Language) -> str:
    match cell:
        case None:
            said = ""
        case bool():
            said = tell("exports-yes", spoken) if cell else "–"
        case int() if column.kind == "moment":
            said = datetime.fromtimestamp(cell / 1000, HANOI).strftime("%d/%m/%Y %H:%M:%S")
        case float():
            said = "–" if cell < 0 else f"{cell:.1f}"
        case str() if column.name in _UNITS:
            said = units_of_2021()[cell].name if cell in units_of_2021() else cell
        case str() if not column.name.endswith("place"):
            said = ", ".join(_words(cell, spoken))
        case _:
            said = str(cell)
    return said


def _words(cell: str, spoken: Language) -> Iterator[str]:
    parts = cell.split(" ")
    if all(_WORD.fullmatch(part) for part in parts):
        yield from (word(part, spoken) for part in parts)
    else:
        yield cell
