"""The texts of the pages, in two languages."""

from importlib import resources

import pytest
from fluent.syntax import FluentParser
from fluent.syntax.ast import Message

from contracts.words import Language
from web.texts import tell


def _ids(language: Language) -> dict[str, list[str]]:
    folder = resources.files("web").joinpath("words", language)
    return {
        file.name: [
            entry.id.name
            for entry in FluentParser().parse(file.read_text("utf-8")).body
            if isinstance(entry, Message)
        ]
        for file in folder.iterdir()
    }


def test_both_languages_say_the_same_things() -> None:
    """Each file has its twin, with the same texts in the same order."""
    assert _ids("vi") == _ids("en")


def test_no_text_has_two_wordings() -> None:
    """An id stands in one file once."""
    found = [text_id for ids in _ids("vi").values() for text_id in ids]
    assert len(found) == len(set(found))


def test_a_text_nobody_wrote_is_a_mistake() -> None:
    """A wrong id is found at once, not shown to a citizen."""
    with pytest.raises(KeyError):
        tell("there-is-no-such-text", "vi")
