"""Countries by their names in the reader's language."""

import functools
import unicodedata

from babel import Locale

from contracts.words import Language


@functools.cache
def countries(spoken: Language) -> tuple[tuple[str, str], ...]:
    """Return codes and names of all countries, sorted as people look for them."""
    named = Locale(spoken).territories
    found = [(code, name) for code, name in named.items() if _is_country(code)]
    return tuple(sorted(found, key=lambda pair: _sorted_as(pair[1])))


# Codes that name no country: outlying islands of others, unions, and the unknown.
_NO_COUNTRIES = frozenset(
    ["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"]
)


def _is_country(code: str) -> bool:
    return len(code) == len("VN") and code.isalpha() and code not in _NO_COUNTRIES


def _sorted_as(name: str) -> str:
    plain = unicodedata.normalize("NFD", name.replace("Đ", "D").replace("đ", "d"))
    return "".join(char for char in plain if not unicodedata.combining(char)).lower()
