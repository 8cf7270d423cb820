"""Phone numbers as they were in 2021."""

import re

_NOT_DIALLED = re.compile(r"[\s.\-()/]")
_POSSIBLE = re.compile(r"^\+?[0-9]{6,15}$")
_MOBILE = re.compile(r"^0(?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9[0-46-9])\d{7}$")
_LANDLINE = re.compile(r"^02\d{9}$")
_HOME = re.compile(r"^\+?84(?=[1-9])")


def read_phone(typed: str) -> str | None:
    """Return the number without its decoration, a Vietnamese one with its leading 0.

    None where it can't be a phone number anywhere in the world.
    """
    number = _NOT_DIALLED.sub("", typed)
    return _HOME.sub("0", number) if _POSSIBLE.match(number) else None


def looks_wrong(number: str) -> bool:
    """Tell whether a number is no Vietnamese one (a warning, never a refusal)."""
    return not (_MOBILE.match(number) or _LANDLINE.match(number))
