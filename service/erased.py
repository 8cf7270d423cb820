"""Who was erased, remembered for as long as anything could bring them back.

The registry tells every process. The folder of secrets remembers as well, because it is not part of
backups: a house that is restored from a backup of before the erasing learns of it from there.
"""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from contracts.durations import DAY_MS
from contracts.registry import PersonErased
from contracts.settings import Settings
from contracts.topics import SHEETS_KEPT_MS
from service.files import replace_private
from service.parts import Parts

_DECODER = msgspec.json.Decoder(tuple[PersonErased, ...])


class ErasedFile:
    """The list in the folder of secrets."""

    def __init__(self, folder: Path) -> None:
        """Keep it in this folder."""
        self._file = folder / "erased.json"

    def read(self) -> tuple[PersonErased, ...]:
        """Return everybody on it."""
        try:
            return _DECODER.decode(self._file.read_bytes())
        except FileNotFoundError:
            return ()

    def write(self, erased: Iterable[PersonErased]) -> None:
        """Replace the list."""
        replace_private(self._file, msgspec.json.encode(tuple(erased)))

    def add(self, erased: PersonErased) -> None:
        """Put somebody on it, or note a later moment."""
        others = [one for one in self.read() if one.citizen_id != erased.citizen_id]
        self.write((*others, erased))


def remembered_ms(settings: Settings) -> int:
    """Return for how long somebody erased is remembered: longer than any line of theirs is kept."""
    longest = max(settings.keep_days, settings.dead_letter_days) * DAY_MS
    return max(longest, SHEETS_KEPT_MS) + 2 * DAY_MS


def recall_erased(parts: Parts, at_ms: int) -> None:
    """Tell the registry whom it does not know of, and forget whose lines are all gone.

    Raises:
        TryAgain: Kafka is away; do it again.

    """
    file = ErasedFile(parts.secrets.folder)
    listed, known = file.read(), parts.registry.lists.erased
    since_ms = at_ms - remembered_ms(parts.settings)
    kept = [one for one in listed if one.erased_ms >= since_ms]
    if len(kept) < len(listed):
        file.write(kept)
    for one in kept:
        if one.citizen_id not in known or known[one.citizen_id].erased_ms < one.erased_ms:
            parts.writer.write(one)
    over = [one.key for one in known.values() if one.erased_ms < since_ms]
    if over:
        parts.writer.forget(over)
