"""Times as people read them: in Hà Nội, whatever clock a server or a phone has."""

from datetime import datetime

from contracts.sealing import HANOI
from contracts.words import Language

_FORMS: dict[Language, str] = {"vi": "%H:%M ngày %d/%m/%Y", "en": "%H:%M on %d %B %Y"}


def said_moment(at_ms: int, spoken: Language) -> str:
    """Return date and time of day in a language."""
    return datetime.fromtimestamp(at_ms / 1000, HANOI).strftime(_FORMS[spoken])
