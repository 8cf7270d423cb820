"""CSV and JSON Lines, plain or gzipped."""

import contextlib
import csv
import gzip
import io
import itertools
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from contracts.errors import Fault, FixRequest
from contracts.lines import UNREADABLE
from ingest.importing.batches import (
    Batch,
    Cells,
    Columns,
    cells_at,
    in_batches,
    positions_in,
    text_of,
)

_SEPARATORS = ",;\t"
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"

_Row = tuple[int, list[str]] | Fault
_Object = dict[str, object]


def read_csv(file: Path, columns: Columns) -> Iterator[Batch]:
    """Yield a CSV file's rows; the separator is what occurs most in the header.

    Raises:
        FixRequest: no header, or one without a mapped column.

    """
    with _opened(file) as (binary, progress):
        rows = _CsvRows(_Text(binary))
        positions = positions_in(rows.header, columns)
        yield from in_batches(rows, lambda found: cells_at(found, positions), progress)


def read_json_lines(file: Path, columns: Columns) -> Iterator[Batch]:
    """Yield the objects of a JSON Lines file; a field that an object lacks is empty.

    Raises:
        FixRequest: a mapped column is in none of the first objects.

    """
    looked = False

    def cells_of(found: list[_Object]) -> Cells:
        nonlocal looked
        if not looked:
            seen = dict.fromkeys(itertools.chain.from_iterable(found))
            positions_in(list(seen), columns)
            looked = True
        return {field: [row.get(name) for row in found] for field, name in columns.items()}

    with _opened(file) as (binary, progress):
        yield from in_batches(_objects(binary, columns), cells_of, progress)


@contextlib.contextmanager
def _opened(file: Path) -> Iterator[tuple[BinaryIO, Callable[[], float]]]:
    """Open a file; beside it stands how much of it has been read, 0 to 1."""
    size = max(file.stat().st_size, 1)
    with file.open("rb") as raw:
        binary = io.BufferedReader(gzip.GzipFile(fileobj=raw)) if file.suffix == ".gz" else raw
        yield binary, lambda: raw.tell() / size


class _Text:
    """Lines as text; `damaged` once a line was not UTF-8, until somebody sets it back."""

    def __init__(self, binary: Iterable[bytes]) -> None:
        self.damaged = False
        self._binary = binary

    def __iter__(self) -> Iterator[str]:
        mark = _BYTE_ORDER_MARK
        for line in self._binary:
            try:
                yield line.removeprefix(mark).decode()
            except UnicodeDecodeError:
                self.damaged = True
                yield line.decode(errors="replace")
            mark = b""


class _CsvRows:
    """The rows below the header, each with the line it begins on."""

    def __init__(self, text: _Text) -> None:
        lines = iter(text)
        blank, first = next(
            ((number, line) for number, line in enumerate(lines) if not line.isspace()), (0, "")
        )
        separator = max(_SEPARATORS, key=first.count)
        self._text = text
        self._above = blank + 1
        self._reader = csv.reader(
            itertools.chain((first,), lines), delimiter=separator, strict=True
        )
        self.header = self._header()

    def _header(self) -> list[str]:
        try:
            header = [text_of(name) for name in next(self._reader, [])]
        except csv.Error as error:
            raise FixRequest(Fault(field="file", reason="no_header")) from error
        if not any(header):
            raise FixRequest(Fault(field="file", reason="no_header"))
        return header

    def __iter__(self) -> Iterator[_Row]:
        reader, text, width = self._reader, self._text, len(self.header)
        while True:
            line = reader.line_num + self._above
            text.damaged = False
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error:
                yield Fault(field="row", reason="bad_quotes", line=line)
                continue
            if not any(row):
                continue
            if text.damaged:
                yield Fault(field="row", reason="not_utf8", line=line)
            elif len(row) == width:
                yield line, row
            else:
                yield Fault(field="row", reason="cell_count", line=line)


def _objects(binary: Iterable[bytes], columns: Columns) -> Iterator[tuple[int, _Object] | Fault]:
    for number, line in enumerate(binary, 1):
        if line.isspace():
            continue
        try:
            row = msgspec.json.decode(line.removeprefix(_BYTE_ORDER_MARK))
        except UNREADABLE:
            yield Fault(field="row", reason="not_json", line=number)
            continue
        fault = _fault_in(row, columns)
        yield (number, row) if fault is None else msgspec.structs.replace(fault, line=number)


def _fault_in(row: object, columns: Columns) -> Fault | None:
    """A row is an object, and its mapped fields hold neither lists nor objects."""
    if not isinstance(row, dict):
        return Fault(field="row", reason="wrong_type")
    nested = (field for field, name in columns.items() if isinstance(row.get(name), list | dict))
    field = next(nested, None)
    return None if field is None else Fault(field=field, reason="wrong_type")
