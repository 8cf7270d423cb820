"""Texts as they are seen: without what steers a terminal or a line's direction, and shows nothing.

Marks that turn the direction round make one name look like another; characters of no width make
two names that look alike differ; control characters move the cursor of whoever reads a log.
"""

import unicodedata

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_ALPHABETS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE")


def visible(text: str) -> str:
    """Return a text without what can't be seen; spaces and line breaks stay."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(char for char in text if not is_unseen(char))


def tidied(text: str) -> str:
    """Return a text composed, all of it visible, one space between words and none around them."""
    return " ".join(visible(unicodedata.normalize("NFC", text)).split())


def is_unseen(char: str) -> bool:
    """Tell whether a character shows nothing and is no space."""
    return unicodedata.category(char) in _UNSEEN and not char.isspace()


def is_mixed(text: str) -> bool:
    """Tell whether one of the words is written in letters of two alphabets that look alike."""
    return any(len(_alphabets(word)) > 1 for word in text.split())


def _alphabets(word: str) -> set[str]:
    names = (unicodedata.name(char, "") for char in word if char.isalpha())
    return {name.split(" ", 1)[0] for name in names} & set(_ALPHABETS)
