"""The end of day keys: when their time is over, or because somebody wants a day erased.

What was sealed on a day is past its retention `keep_days` after the day's end; its key goes then,
and what a backup still holds is closed for good. Words in cases and reviews have keys of their own
that stay for as long as such words shall be read.
"""

import uuid

import msgspec

from contracts.audit import DataErased
from contracts.durations import DAY_MS
from contracts.lines import UNREADABLE
from contracts.registry import DayKeyPublished
from contracts.sealing import end_of, is_for_words
from contracts.settings import Settings
from service.clock import now_ms
from service.first_start import publish_day_key
from service.parts import Parts
from service.topic_records import records_so_far

HOUSE = "chot"
_TOPICS_OF_WORDS = ("cases", "reviews")


class _Sealed(msgspec.Struct, frozen=True):
    sealed_day: str = ""


_SEALED = msgspec.json.Decoder(_Sealed)


def ends_of(settings: Settings, day: str) -> int:
    """Return when a key's time is over, in milliseconds since 1970 UTC."""
    kept = settings.words_days if is_for_words(day) else settings.keep_days
    return end_of(day) + kept * DAY_MS


def destroy_key(parts: Parts, day: str, *, account: str, purpose: str) -> bool:
    """Destroy the private key of a day, noted before; False if there was none.

    A day that is not over gets a new key at once: what is sealed from then on can be read.

    Raises:
        TryAgain: Kafka is away; do it again.

    """
    at_ms = now_ms()
    parts.audit.write(
        DataErased(
            event_id=uuid.uuid4().hex,
            at_ms=at_ms,
            account=account,
            purpose=purpose,
            what="day",
            about=(day,),
        )
    )
    if end_of(day) > at_ms:
        was_there = parts.secrets.destroy_day_key(day)
        publish_day_key(parts, day)
        return was_there
    public_key = parts.registry.lists.day_keys.get(day, b"")
    parts.writer.write(DayKeyPublished(day=day, public_key=public_key, destroyed_ms=at_ms))
    return parts.secrets.destroy_day_key(day)


def destroy_due(parts: Parts) -> tuple[str, ...]:
    """Destroy the keys whose time is over, and return their names.

    Raises:
        TryAgain: Kafka is away; what was not destroyed is next time.

    """
    known, at_ms = parts.secrets.days(), now_ms()
    # Another read side may have been told to destroy a day.
    told = [day for day in known if day in parts.registry.lists.destroyed_days]
    for day in told:
        parts.secrets.destroy_day_key(day)
    due = [day for day in known if day not in told and ends_of(parts.settings, day) <= at_ms]
    if due and (needed := _days_with_words(parts.kafka)):
        # Such words were sealed to the day itself before they had keys of their own.
        words_ms = parts.settings.words_days * DAY_MS
        due = [day for day in due if day not in needed or end_of(day) + words_ms <= at_ms]
    for day in due:
        destroy_key(parts, day, account=HOUSE, purpose="retention")
    return tuple(due)


def _days_with_words(kafka: str) -> set[str]:
    """Return the names of all keys to which words in cases and reviews are sealed."""
    return {
        day
        for topic in _TOPICS_OF_WORDS
        for record in records_so_far(kafka, topic)
        for line in record.value.splitlines()
        if (day := _day_in(line))
    }


def _day_in(line: bytes) -> str:
    try:
        return _SEALED.decode(line).sealed_day
    except UNREADABLE:
        return ""
