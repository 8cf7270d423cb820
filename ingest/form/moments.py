"""Dates and times as people type them in Viet Nam: day, month, year; 7h30, 7:30."""

import re

_DAY = re.compile(r"^([0-9]{1,2})[\s./-]+([0-9]{1,2})[\s./-]+([0-9]{4})\Z")
_PACKED_DAY = re.compile(r"^([0-9]{2})([0-9]{2})([0-9]{4})\Z")
_PACKED_TIME = re.compile(r"^([0-9]{1,2})([0-9]{2})\Z")
# Few spaces at each spot: any number at two spots could be shared out in as many ways.
_TIME = re.compile(
    r"^([0-9]{1,2})\s{0,3}(?:[:hg.]\s{0,3}([0-9]{2})?)?(?::[0-9]{2})?\s{0,3}\Z", re.IGNORECASE
)
# All of Viet Nam keeps one time.
_ZONE = "+07:00"


def day_or_year(typed: str) -> str:
    """Return a day as `1999-08-15` and anything else as it is: a year alone, or a mistake."""
    found = _DAY.match(typed) or _PACKED_DAY.match(typed)
    if found is None:
        return typed
    day, month, year = found.groups()
    return f"{year}-{month:>02}-{day:>02}"


def is_time(typed: str) -> bool:
    """Tell whether this can be read as a time of day."""
    return _read_time(typed) is not None


def moment(day: str, time: str) -> str:
    """Return day and time as one moment with its zone; a mistake in either stays one."""
    found = _read_time(time)
    clock = f"{found[1]:>02}:{found[2] or '00'}:00" if found else time
    return f"{day_or_year(day)}T{clock}{_ZONE}"


def _read_time(typed: str) -> re.Match[str] | None:
    return _PACKED_TIME.match(typed) or _TIME.match(typed)
