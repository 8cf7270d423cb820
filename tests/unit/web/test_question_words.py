"""Whatever a question asks for or answers with has a name in both languages."""

from collections.abc import Iterable

import pytest

from api.asking.catalogue import CATALOGUE
from api.asking.describing import ColumnTold, described
from api.asking.kinds import AnyKind
from contracts.words import Language
from web.texts import has_text


def _columns(columns: Iterable[ColumnTold]) -> Iterable[ColumnTold]:
    for column in columns:
        if column.shown != "id":
            yield column
            yield from _columns(column.columns)


def _is_named(column: ColumnTold, spoken: Language) -> bool:
    names = ("-".join(column.path), column.path[-1])
    return any(has_text(f"pages-column-{name}", spoken) for name in names)


@pytest.mark.parametrize("spoken", ["vi", "en"])
@pytest.mark.parametrize("kind", CATALOGUE, ids=lambda kind: kind.name)
def test_everything_of_a_question_has_a_name(kind: AnyKind, spoken: Language) -> None:
    """Nobody reads `within_minutes` or `shared_lane` on a page: `web/words/*/pages.ftl` says it."""
    told = described(kind)
    inside = [*told.facts, *(column for table in told.tables for column in table.columns)]
    unnamed = {
        *(c.path[-1] for c in _columns(inside) if not _is_named(c, spoken)),
        *(f.name for f in told.fields if not has_text(f"pages-field-{f.name}", spoken)),
        *(
            choice
            for field in told.fields
            for choice in field.choices
            if not has_text(f"pages-word-{choice}", spoken)
        ),
    }

    assert unnamed == set()
    assert has_text(f"question-{kind.name}-how", spoken)
