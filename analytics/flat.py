"""A table with nothing nested in it: what files and frames are made of.

A field that is a struct becomes a column for each of its own fields (`leg_seconds`); several texts
are joined by a space; several structs are left out: where they matter, they are a table of their
own. A moment `…_ms` is told as `…_at`, as in an answer over HTTP, and is nothing where it is 0.
"""

import functools
from typing import Literal

import msgspec
from msgspec import inspect

from analytics.tables import Table

Kind = Literal["text", "whole", "number", "yes_no", "moment"]
Cell = str | int | float | bool | None

# Names that read better without `_at`.
_SHORT = {
    "at_ms": "at",
    "from_ms": "from",
    "until_ms": "until",
    "since_ms": "since",
    "data_up_to_ms": "data_up_to",
}


class Column(msgspec.Struct, frozen=True):
    """A column: its name, what its cells are, and the way to them from a row, field by field.

    Moments are milliseconds since 1970 UTC.
    """

    name: str
    kind: Kind
    way: tuple[str, ...]


class FlatTable(msgspec.Struct, frozen=True):
    """Cells in the order of the columns, None where a row says nothing."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def flat(table: Table) -> FlatTable:
    """Return a table with nothing nested in it."""
    columns = columns_of(table.row)
    rows = tuple(tuple(_cell(row, column) for column in columns) for row in table.rows)
    return FlatTable(table.name, columns, rows)


def moment_name(field: str) -> str:
    """Return how a moment, whose field ends in `_ms`, is told."""
    return _SHORT.get(field, f"{field.removesuffix('_ms')}_at")


@functools.cache
def columns_of(row: type[msgspec.Struct]) -> tuple[Column, ...]:
    """Return the columns that rows of this type have, whether there are rows or not."""
    told = inspect.type_info(row)
    assert isinstance(told, inspect.StructType)  # noqa: S101  # by the type of `row`
    return tuple(_below(told, "", ()))


def _below(struct: inspect.StructType, prefix: str, way: tuple[str, ...]) -> list[Column]:
    columns: list[Column] = []
    for field in struct.fields:
        told, here = _without_none(field.type), (*way, field.name)
        if isinstance(told, inspect.StructType):
            columns += _below(told, f"{prefix}{field.name}_", here)
        elif (kind := _kind_of(field.name, told)) is not None:
            name = moment_name(field.name) if kind == "moment" else field.name
            columns.append(Column(prefix + name, kind, here))
    return columns


def _without_none(told: inspect.Type) -> inspect.Type:
    if not isinstance(told, inspect.UnionType):
        return told
    others = [one for one in told.types if not isinstance(one, inspect.NoneType)]
    return others[0] if len(others) == 1 else told


def _kind_of(name: str, told: inspect.Type) -> Kind | None:
    match told:
        case inspect.BoolType():
            return "yes_no"
        case inspect.IntType():
            return "moment" if name.endswith("_ms") else "whole"
        case inspect.FloatType():
            return "number"
        case inspect.StrType() | inspect.LiteralType():
            return "text"
        case inspect.VarTupleType(item_type=inspect.StrType() | inspect.LiteralType()):
            return "text"
        case _:
            return None


def _cell(row: msgspec.Struct, column: Column) -> Cell:
    found = row
    for field in column.way:
        found = getattr(found, field)
        if found is None:
            return None
    if isinstance(found, tuple):
        return " ".join(found)
    cell: Cell = found  # type: ignore[assignment]  # the kinds of columns are the kinds of cells
    return None if column.kind == "moment" and cell == 0 else cell
