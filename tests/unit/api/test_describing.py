"""What pages are told of questions."""

import pytest

from api.asking.catalogue import CATALOGUE, kind_named
from api.asking.describing import ColumnTold, QuestionTold, described
from api.asking.kinds import AnyKind


def _columns(told: QuestionTold, table: str) -> dict[str, ColumnTold]:
    (found,) = (one for one in told.tables if one.name == table)
    return {".".join(column.path): column for column in found.columns}


def test_a_person_is_one_field_however_it_is_named() -> None:
    """Ids and papers are typed into one field; span and purpose are fields of every question."""
    fields = {field.name: field for field in described(kind_named("contacts")).fields}

    assert fields["citizen_ids"].form == "persons"
    assert fields["citizen_ids"].required
    assert not {"documents", "from", "until", "purpose"}.intersection(fields)


def test_a_number_is_told_with_its_limits() -> None:
    """A page refuses what the server would refuse."""
    (window,) = (f for f in described(kind_named("contacts")).fields if f.name == "within_minutes")

    assert (window.form, window.least, window.most, window.usual) == ("number", 0, 1440, 15)


def test_choices_are_told_with_their_values() -> None:
    """And only narrow an answer."""
    (kinds,) = (f for f in described(kind_named("alerts")).fields if f.name == "kinds")

    assert kinds.form == "choices"
    assert "impossible_travel" in kinds.choices
    assert kinds.narrows


def test_columns_are_told_as_the_answer_holds_them() -> None:
    """Moments by the names they have over HTTP, structs by a way into them, rows within rows."""
    stops = _columns(described(kind_named("timeline")), "stops")
    contacts = _columns(described(kind_named("contacts")), "contacts")

    assert stops["happened_at"].shown == "moment"
    assert stops["leg.from_place_id"].shown == "place"
    assert stops["judgement.findings"].shown == "words"
    assert stops["scan_id"].shown == "id"
    assert contacts["nearest"].shown == "rows"
    assert {"case_at", "place_id"} <= {column.path[-1] for column in contacts["nearest"].columns}


@pytest.mark.parametrize("kind", CATALOGUE, ids=lambda kind: kind.name)
def test_every_question_has_rows_to_show(kind: AnyKind) -> None:
    """Whatever a question is, its answer's rows are known before it is asked."""
    told = described(kind)

    assert told.tables
    assert all(table.columns for table in told.tables)
