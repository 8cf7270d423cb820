"""Rows of a foreign file as readers hand them on: some thousands at a time, column by column."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TypeVar

import msgspec

from contracts.errors import Fault, FixRequest
from ingest.importing.mapping import Field

# Enough to make the work around a batch negligible, few enough for lively progress.
BATCH_ROWS = 5000

Columns = Mapping[Field, str]
"""Which column of the file holds which field."""

Cells = Mapping[Field, Sequence[object]]
"""Cells as the format has them: text, numbers, datetimes, None."""

R = TypeVar("R")


class Batch(msgspec.Struct, frozen=True, kw_only=True):
    """Rows with the lines they begin on, and what could not even be read as a row.

    `progress` is the share of the file that has been read, 0 to 1.
    """

    lines: Sequence[int]
    cells: Cells
    unreadable: Sequence[Fault] = ()
    progress: float = 1.0


def in_batches(
    found: Iterable[tuple[int, R] | Fault],
    cells_of: Callable[[list[R]], Cells],
    progress: Callable[[], float],
) -> Iterator[Batch]:
    """Gather rows, each with its line, and faults that stand for a row, into batches."""
    lines: list[int] = []
    rows: list[R] = []
    unreadable: list[Fault] = []

    def batch(share: float) -> Batch:
        return Batch(lines=lines, cells=cells_of(rows), unreadable=unreadable, progress=share)

    for row in found:
        if isinstance(row, Fault):
            unreadable.append(row)
        else:
            lines.append(row[0])
            rows.append(row[1])
        if len(rows) + len(unreadable) >= BATCH_ROWS:
            yield batch(progress())
            lines, rows, unreadable = [], [], []
    yield batch(1.0)


def cells_at(rows: Sequence[Sequence[object]], positions: Mapping[Field, int]) -> Cells:
    """Turn rows of equal length into columns."""
    if not rows:
        return dict.fromkeys(positions, ())
    columns = list(zip(*rows, strict=True))
    return {field: columns[at] for field, at in positions.items()}


def positions_in(header: Sequence[str], columns: Columns) -> dict[Field, int]:
    """Return where in a row each field stands.

    Raises:
        FixRequest: a column is missing or there twice.

    """
    faults = [
        Fault(field=field, reason="column_twice" if name in header else "no_column", detail=name)
        for field, name in columns.items()
        if header.count(name) != 1
    ]
    if faults:
        raise FixRequest(*faults)
    return {field: header.index(name) for field, name in columns.items()}


def text_of(cell: object) -> str:
    """Return a cell as text: composed, without spaces around it, whole numbers without a point."""
    if isinstance(cell, str):
        text = cell.strip()
        return text if text.isascii() else unicodedata.normalize("NFC", text)
    if cell is None or cell != cell:  # noqa: PLR0124 - true of a number that is none (NaN)
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.isoformat() if isinstance(cell, datetime) else str(cell)
