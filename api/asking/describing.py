"""What a question asks for and what its answer holds, told by the types they are made of.

Pages and other programs build forms and tables from this, for every question in the same way: how a
value is shown follows from its name and its type, as they are used all over the house.
"""

from collections.abc import Iterator
from typing import Any, Literal, get_args, get_type_hints

import msgspec
from msgspec import inspect

from analytics.flat import moment_name
from api.asking.kinds import AnyKind
from contracts.registry import Role

Form = Literal[
    "person", "persons", "plate", "place", "unit", "number", "tick", "choice", "choices", "text"
]
Shown = Literal[
    "person", "persons", "place", "unit", "moment", "lasting", "number", "km", "tick",
    "level", "word", "words", "text", "id", "rows",
]  # fmt: skip

# Said by every question, in the same way.
_EVERYWHERE = frozenset({"from", "until", "purpose"})
_FORMS: dict[str, Form] = {
    "citizen_id": "person",
    "citizen_ids": "persons",
    "place_id": "place",
    "plate": "plate",
    "unit": "unit",
}
# The other way to name the same persons.
_DOCUMENTS = frozenset({"document", "documents"})

_SHOWN: dict[str, Shown] = {
    "citizen_id": "person",
    "index_case": "person",
    "from_id": "person",
    "to_id": "person",
    "exposed_by": "person",
    "citizen_ids": "persons",
    "index_cases": "persons",
    "district": "unit",
    "unit": "unit",
    "origin": "unit",
    "destination": "unit",
    "level": "level",
    "transport": "word",
    "seconds": "lasting",
    "km": "km",
    "direction": "word",
    "category": "word",
    "reason": "word",
    "findings": "words",
    "kind": "word",
    "how": "word",
    "source": "word",
    "role": "word",
    # Places and units are named by their ids, in the reader's language.
    "name_vi": "id",
    "name_en": "id",
    "from_name": "id",
    "to_name": "id",
}
_ENDS: tuple[tuple[str, Shown], ...] = (
    ("_ms", "moment"),
    ("_s", "lasting"),
    ("_km", "km"),
    ("place_id", "place"),
    ("citizen_id", "person"),
    ("citizen_ids", "persons"),
    ("district", "unit"),
    ("_unit", "unit"),
    ("direction", "word"),
    ("_category", "word"),
    ("_reason", "word"),
    ("_id", "id"),
    ("_ids", "id"),
)


class FieldTold(msgspec.Struct, frozen=True, kw_only=True):
    """A field of a question's body. `choices` are the values allowed, all if there are none."""

    name: str
    form: Form
    required: bool
    least: int | None = None
    most: int | None = None
    usual: str | int | bool | None = None
    choices: tuple[str, ...] = ()

    @property
    def narrows(self) -> bool:
        """Whether it only leaves something out of the answer."""
        return not self.required and self.form in {"place", "unit", "choices", "tick"}


class ColumnTold(msgspec.Struct, frozen=True, kw_only=True):
    """A column: where its values stand in a row of the JSON answer, and how they are shown."""

    path: tuple[str, ...]
    shown: Shown
    columns: tuple["ColumnTold", ...] = ()


class TableTold(msgspec.Struct, frozen=True, kw_only=True):
    """Rows of an answer under the name of the field that holds them."""

    name: str
    columns: tuple[ColumnTold, ...]


class QuestionTold(msgspec.Struct, frozen=True, kw_only=True):
    """A question of the house: who may ask it, what it asks for, what its answer holds."""

    name: str
    roles: tuple[Role, ...]
    fields: tuple[FieldTold, ...]
    facts: tuple[ColumnTold, ...]
    tables: tuple[TableTold, ...]


def described(kind: AnyKind) -> QuestionTold:
    """Return what there is to know of a kind of question."""
    (found,) = get_args(get_type_hints(kind.prepare)["return"])
    columns = tuple(_columns(found))
    hidden = {"freshness", "from", "until", "rows_read", "total"}
    tables = (one for one in columns if one.shown == "rows")
    return QuestionTold(
        name=kind.name,
        roles=kind.roles,
        fields=tuple(_fields(kind.body)),
        facts=tuple(
            one
            for one in columns
            if one.shown not in {"rows", "id"} and not hidden.intersection(one.path)
        ),
        tables=tuple(
            TableTold(name=one.path[-1], columns=one.columns)
            for one in sorted(tables, key=lambda one: not _names_persons(one))
        ),
    )


def _names_persons(rows: ColumnTold) -> bool:
    """Tell whether rows are about persons, which makes their table the chief one of an answer."""
    return any(column.path == ("citizen_id",) for column in rows.columns)


def _fields(body: type[msgspec.Struct]) -> Iterator[FieldTold]:
    for field in _fields_of(body):
        name = field.encode_name
        if name in _EVERYWHERE or name in _DOCUMENTS:
            continue
        numbers = field.type if isinstance(field.type, inspect.IntType) else inspect.IntType()
        yield FieldTold(
            name=name,
            form=_form(name, field.type),
            required=field.required or name in {"citizen_id", "citizen_ids"},
            least=numbers.ge,
            most=numbers.le,
            usual=field.default if isinstance(field.default, str | int | bool) else None,
            choices=_choices(field.type),
        )


def _form(name: str, type_: inspect.Type) -> Form:
    match type_:
        case inspect.IntType():
            return "number"
        case inspect.BoolType():
            return "tick"
        case inspect.LiteralType():
            return "choice"
        case inspect.VarTupleType(item_type=inspect.LiteralType()):
            return "choices"
        case _:
            return _FORMS.get(name, "text")


def _choices(type_: inspect.Type) -> tuple[str, ...]:
    item = type_.item_type if isinstance(type_, inspect.VarTupleType) else type_
    return tuple(map(str, item.values)) if isinstance(item, inspect.LiteralType) else ()


def _columns(row: type[msgspec.Struct], before: tuple[str, ...] = ()) -> Iterator[ColumnTold]:
    for field in _fields_of(row):
        is_moment = isinstance(field.type, inspect.IntType) and field.name.endswith("_ms")
        name = moment_name(field.encode_name) if is_moment else field.encode_name
        path = (*before, name)
        inner = _struct_in(field.type)
        if inner is not None:
            yield from _columns(inner, path)
        else:
            rows = _rows_in(field.type)
            columns = tuple(_columns(rows)) if rows is not None else ()
            yield ColumnTold(
                path=path, shown=_shown(field.encode_name, field.type), columns=columns
            )


def _shown(name: str, type_: inspect.Type) -> Shown:
    """A value's name says more than its type: a person, a place and a lane are all text."""
    if _rows_in(type_) is not None:
        return "rows"
    by_end = (shown for end, shown in _ENDS if name.endswith(end))
    return _SHOWN.get(name) or next(by_end, None) or _shown_by_type(type_)


def _shown_by_type(type_: inspect.Type) -> Shown:
    match type_:
        case inspect.BoolType():
            return "tick"
        case inspect.IntType() | inspect.FloatType():
            return "number"
        case inspect.LiteralType():
            return "word"
        case inspect.VarTupleType():
            return "words"
        case _:
            return "text"


def _struct_in(type_: inspect.Type) -> type[msgspec.Struct] | None:
    parts = type_.types if isinstance(type_, inspect.UnionType) else (type_,)
    return next((part.cls for part in parts if isinstance(part, inspect.StructType)), None)


def _rows_in(type_: inspect.Type) -> type[msgspec.Struct] | None:
    return _struct_in(type_.item_type) if isinstance(type_, inspect.VarTupleType) else None


def _fields_of(struct: type[msgspec.Struct]) -> tuple[inspect.Field, ...]:
    told: Any = inspect.type_info(struct)
    fields: tuple[inspect.Field, ...] = told.fields
    return fields
