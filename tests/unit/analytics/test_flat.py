"""Answers with nothing nested in them, and as Arrow tables."""

from datetime import UTC, datetime

import msgspec
import pyarrow as pa

from analytics.flat import Column, columns_of, flat
from analytics.frames import arrow
from analytics.questions.contacts import Contact
from analytics.questions.timeline import Stop
from analytics.tables import Table


class _Leg(msgspec.Struct, frozen=True):
    from_ms: int
    km: float


class _Row(msgspec.Struct, frozen=True):
    citizen_id: str
    seen_ms: int
    times: int
    late: bool
    leg: _Leg | None = None
    legs: tuple[_Leg, ...] = ()
    kinds: tuple[str, ...] = ()


_FIRST = _Row("ann", 1_629_700_200_000, 3, late=True, leg=_Leg(5, 1.5), kinds=("a", "b"))
_SECOND = _Row("bob", 0, 0, late=False, legs=(_Leg(1, 2.0),))


def test_nested_fields_become_columns_and_several_texts_one_cell() -> None:
    """Several structs are no column; a moment of 0 is nothing, other zeros are themselves."""
    found = flat(Table("rows", _Row, (_FIRST, _SECOND)))

    assert [(column.name, column.kind) for column in found.columns] == [
        ("citizen_id", "text"),
        ("seen_at", "moment"),
        ("times", "whole"),
        ("late", "yes_no"),
        ("leg_from", "moment"),
        ("leg_km", "number"),
        ("kinds", "text"),
    ]
    assert found.rows == (
        ("ann", 1_629_700_200_000, 3, True, 5, 1.5, "a b"),
        ("bob", None, 0, False, None, None, ""),
    )


def test_the_columns_of_real_answers_are_known_without_rows() -> None:
    """The way of a person and the contacts of a case."""
    assert Column("leg_seconds", "whole", ("leg", "seconds")) in columns_of(Stop)
    assert Column("judgement_findings", "text", ("judgement", "findings")) in columns_of(Stop)
    assert "nearest" not in {column.name for column in columns_of(Contact)}


def test_an_arrow_table_holds_moments_as_moments() -> None:
    """In UTC to the millisecond, with what is known about the answer as metadata."""
    found = arrow(Table("rows", _Row, (_FIRST, _SECOND)), {"purpose": "case 7"})

    assert found.schema.field("seen_at").type == pa.timestamp("ms", tz="UTC")
    assert found["seen_at"].to_pylist() == [datetime(2021, 8, 23, 6, 30, tzinfo=UTC), None]
    assert found.schema.metadata == {b"purpose": b"case 7"}


def test_an_arrow_table_without_rows_has_the_same_columns() -> None:
    """So that an empty answer can be joined with another."""
    full, empty = arrow(Table("rows", _Row, (_FIRST,))), arrow(Table("rows", _Row, ()))

    assert empty.num_rows == 0
    assert empty.schema == full.schema
