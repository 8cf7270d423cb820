"""How long what is kept, and which keys open what: for administrators and auditors."""

import msgspec

from contracts.durations import DAY_MS
from contracts.sealing import end_of, is_for_words
from contracts.settings import Settings
from contracts.topics import topics_of
from service.clock import now_ms
from service.day_keys import ends_of
from service.house_secrets import kind_of_master
from service.parts import Parts


class KeptTold(msgspec.Struct, frozen=True, kw_only=True):
    """Something that is kept, and for how many days; -1 for as long as the law says."""

    what: str
    days: float
    where: str


class DayKeyTold(msgspec.Struct, frozen=True, kw_only=True):
    """A day's key: `open` while what was sealed to it can be read, `destroyed`, or `ahead`."""

    day: str
    state: str
    ends_ms: int
    destroyed_ms: int


class PrivacyTold(msgspec.Struct, frozen=True, kw_only=True):
    """Retention, keys by day (the newest first), who holds the master key, persons erased."""

    kept: tuple[KeptTold, ...]
    day_keys: tuple[DayKeyTold, ...]
    words_keys: int
    master_key: str
    erased_persons: int


def standing(parts: Parts) -> PrivacyTold:
    """Return how things stand. Blocking: it looks at files."""
    lists, here = parts.registry.lists, set(parts.secrets.days())
    days = sorted({*here, *lists.day_keys, *lists.destroyed_days}, reverse=True)
    return PrivacyTold(
        kept=_kept(parts.settings),
        day_keys=tuple(_key(parts, day, here) for day in days if not is_for_words(day)),
        words_keys=sum(is_for_words(day) for day in here),
        master_key=kind_of_master(parts.settings),
        erased_persons=len(lists.erased),
    )


def _key(parts: Parts, day: str, here: set[str]) -> DayKeyTold:
    if day not in here:
        state = "destroyed"
    else:
        state = "ahead" if end_of(day) - DAY_MS > now_ms() else "open"
    return DayKeyTold(
        day=day,
        state=state,
        ends_ms=ends_of(parts.settings, day),
        destroyed_ms=parts.registry.lists.destroyed_days.get(day, 0),
    )


def _kept(settings: Settings) -> tuple[KeptTold, ...]:
    topics = tuple(
        KeptTold(
            what=topic.name,
            days=-1 if topic.keep_ms < 0 else topic.keep_ms / DAY_MS,
            where="kafka",
        )
        for topic in topics_of(settings)
        if not topic.name.endswith(".dead")
    )
    return (
        KeptTold(what="movements", days=settings.keep_days, where="clickhouse"),
        KeptTold(what="memory", days=settings.keep_days, where="worker"),
        KeptTold(what="photographs", days=settings.sheet_photo_days, where="gateway"),
        KeptTold(what="dead_letters", days=settings.dead_letter_days, where="kafka"),
        KeptTold(what="names", days=settings.keep_days, where="keys"),
        KeptTold(what="words", days=settings.words_days, where="keys"),
        KeptTold(what="logs", days=settings.log_days, where="disk"),
        *topics,
    )
