"""The list of refused rows: where, which field, and why. Never what stood there."""

import csv
import functools
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from contracts.errors import Fault
from contracts.words import Language, say

_HEADER = ("line", "field", "reason", "vi", "en")


class Rejects:
    """A CSV file that comes into being with the first refused row."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._out: TextIO | None = None

    @property
    def written(self) -> Path | None:
        """The file, None if nothing was refused."""
        return self._file if self._out else None

    def add(self, faults: Iterable[Fault]) -> None:
        """Append faults."""
        rows = [(fault.line, fault.field, fault.reason, *_texts(fault)) for fault in faults]
        if rows:
            csv.writer(self._opened()).writerows(rows)

    def _opened(self) -> TextIO:
        if self._out is None:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._out = self._file.open("w", encoding="utf-8", newline="")
            csv.writer(self._out).writerow(_HEADER)
        return self._out

    def close(self) -> None:
        """Finish the file."""
        if self._out is not None:
            self._out.close()


def _texts(fault: Fault) -> tuple[str, str]:
    return _text(fault.reason, fault.detail, "vi"), _text(fault.reason, fault.detail, "en")


@functools.cache
def _text(reason: str, detail: str, language: Language) -> str:
    return say(f"fault-{reason}", language, limit=detail)
