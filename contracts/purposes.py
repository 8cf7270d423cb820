"""Whether a purpose says something: the rule that questions are held to, and old ones marked by."""

from contracts.visible import tidied

SHORTEST_PURPOSE = 6
_FEWEST_DIFFERENT = 4


def says_something(purpose: str) -> bool:
    """Tell whether a purpose may be one: long enough, and no key held down.

    A case number does (`HN-2021-7`), and so do a few words.
    """
    said = [letter for letter in purpose.casefold() if letter.isalnum()]
    enough = len(tidied(purpose)) >= SHORTEST_PURPOSE
    return enough and len(set(said)) >= _FEWEST_DIFFERENT
