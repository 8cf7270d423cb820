"""Entities of the registry that name a person and have served their time."""

from contracts.durations import DAY_MS
from contracts.lists import Lists
from contracts.settings import Settings
from service.parts import Parts


def outlived(lists: Lists, settings: Settings, at_ms: int) -> list[str]:
    """Return the keys of withdrawn passes and lists' entries that are over for `keep_days`."""
    before_ms = at_ms - settings.keep_days * DAY_MS
    longest_ms = settings.pass_hours * 3600 * 1000
    withdrawn = [
        one.key
        for one in lists.withdrawn.values()
        if (one.expires_ms or one.at_ms + longest_ms) < before_ms
    ]
    listed = [one.key for one in lists.listed() if one.until_ms and one.until_ms < before_ms]
    return withdrawn + listed


def forget_outlived(parts: Parts, at_ms: int) -> int:
    """Take them out of the registry; return how many there were.

    Raises:
        TryAgain: Kafka is away; do it again.

    """
    keys = outlived(parts.registry.lists, parts.settings, at_ms)
    if keys:
        parts.writer.forget(keys)
    return len(keys)
