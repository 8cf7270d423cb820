"""Keys of state entries: a letter for the kind, then what it is about."""

from contracts.durations import MINUTE_MS

DOSSIERS = b"d"
PAGES = b"p"
STRANGERS = b"n"
CELLS = b"c"
TIMERS = b"t"
ANNULLED = b"a"
CLOCK = b"k"
CLAIM = b"!"

_DAY_BYTES = 4
_MINUTE_BYTES = 8


def dossier_key(citizen_id: str) -> bytes:
    """Return the key of a citizen's dossier."""
    return DOSSIERS + citizen_id.encode()


def page_key(citizen_id: str, day: int) -> bytes:
    """Return the key of a citizen's day (days since 1970 UTC)."""
    return PAGES + day.to_bytes(_DAY_BYTES, "big") + citizen_id.encode()


def stranger_key(place_id: str, hour: int) -> bytes:
    """Return the key of the page of an hour's scans at a place of which nobody knows whose.

    By the hour, because a place may see more unreadable codes in a day than fit on a page.
    """
    return STRANGERS + hour.to_bytes(_DAY_BYTES, "big") + place_id.encode()


def annulled_key(scan_id: str) -> bytes:
    """Return the key of the note that a scan of nobody was taken back."""
    return ANNULLED + scan_id.encode()


def timer_key(due_ms: int, citizen_id: str) -> bytes:
    """Return the key of the note to look at a citizen again at the first full minute from then."""
    return TIMERS + (-(-due_ms // MINUTE_MS)).to_bytes(_MINUTE_BYTES, "big") + citizen_id.encode()


def timer_of(key: bytes) -> tuple[int, str]:
    """Return the minute (in milliseconds) and the citizen of such a key."""
    start = len(TIMERS)
    minute = int.from_bytes(key[start : start + _MINUTE_BYTES], "big")
    return minute * MINUTE_MS, key[start + _MINUTE_BYTES :].decode()


def citizen_of(key: bytes) -> str:
    """Return whose dossier a key names."""
    return key[len(DOSSIERS) :].decode()
