"""The serial number of a paper sheet: made when it is printed, read back from its code or by eye.

    CS1:7KQ2M9XHPAC    in the code; 7KQ2M-9XHPA-C beside it

Ten characters by chance and one to check them, out of 31 that nobody confuses (no 0, 1, I, L, O).
Positions weigh differently modulo 31, a prime, so a wrong character and two exchanged ones are
always noticed. Sheets are printed in many places that never ask each other: among ten million, two
alike are to be expected in one house of seventeen.
"""

import secrets

PREFIX = "CS1:"

_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_BASE = len(_LETTERS)
_LENGTH = 10
_GROUP = 5


def new_serial() -> str:
    """Return a serial that no sheet has yet, as it is kept: eleven characters."""
    return with_check("".join(secrets.choice(_LETTERS) for _ in range(_LENGTH)))


def with_check(body: str) -> str:
    """Return ten characters followed by the one that checks them."""
    weighed = sum(place * _LETTERS.index(letter) for place, letter in enumerate(body, 2))
    return body + _LETTERS[-weighed % _BASE]


def code_of(serial: str) -> str:
    """Return the text of the code on the sheet."""
    return PREFIX + serial


def said_serial(serial: str) -> str:
    """Return a serial in groups, as people read it to each other."""
    return "-".join(serial[at : at + _GROUP] for at in range(0, len(serial), _GROUP))


def read_serial(text: str) -> str | None:
    """Return the serial in a code's text or as typed; None where it can't be one."""
    bare = text.strip().upper().removeprefix(PREFIX).replace("-", "").replace(" ", "")
    fits = len(bare) == _LENGTH + 1 and set(bare) <= set(_LETTERS)
    return bare if fits and with_check(bare[:_LENGTH]) == bare else None
