"""Every question of the house says what it asks and how its answer is computed."""

from typing import get_args

import pytest

from api.asking.catalogue import CATALOGUE, kind_named
from api.asking.describing import described
from contracts.words import Language
from web.texts import tell


@pytest.mark.parametrize("name", [kind.name for kind in CATALOGUE])
def test_every_question_is_explained_in_both_languages(name: str) -> None:
    """Its page and its files rest on these three texts."""
    for language in get_args(Language):
        for part in ("title", "lead", "how"):
            assert tell(f"question-{name}-{part}", language)


@pytest.mark.parametrize("name", [kind.name for kind in CATALOGUE])
def test_every_field_of_a_question_has_a_name_in_both_languages(name: str) -> None:
    """Forms and commands show it."""
    for language in get_args(Language):
        for field in described(kind_named(name)).fields:
            assert tell(f"pages-field-{field.name}", language)
