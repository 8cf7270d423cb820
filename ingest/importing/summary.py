"""What an import did, while it runs and when it is over."""

import time
from collections import Counter

import msgspec

from ingest.importing.rows import Converted


class Refusals(msgspec.Struct, frozen=True):
    """How often a field was refused for a reason; a row may have several faults."""

    field: str
    reason: str
    count: int


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """The end of an import: `read` is `written` + `repeated` + `refused`.

    Of a dry run, `written` and `places_created` say what would have been. `odd_documents` are rows
    whose document number does not look like one of its kind, and which were taken all the same.
    `rejects` is the file that lists what was refused, empty if nothing was.
    """

    source: str
    file: str
    dry_run: bool
    read: int
    written: int
    repeated: int
    refused: int
    reasons: list[Refusals]
    odd_documents: int
    places_created: int
    seconds: float
    rows_per_s: int
    rejects: str


class Tally:
    """Counts while the import runs; `progress` is the share of the file read, 0 to 1."""

    def __init__(self) -> None:
        self.progress = 0.0
        self.written = 0
        self.repeated = 0
        self.refused = 0
        self.places_created = 0
        self.odd_documents = 0
        self._reasons: Counter[tuple[str, str]] = Counter()
        self._began = time.monotonic()

    @property
    def read(self) -> int:
        """Rows so far."""
        return self.written + self.repeated + self.refused

    @property
    def seconds(self) -> float:
        """Seconds since the beginning."""
        return time.monotonic() - self._began

    @property
    def rows_per_s(self) -> int:
        """The rate since the beginning."""
        return round(self.read / max(self.seconds, 1e-9))

    @property
    def reasons(self) -> list[Refusals]:
        """Why rows were refused, the most frequent reason first."""
        return [Refusals(*why, count) for why, count in self._reasons.most_common()]

    def add(self, done: Converted, progress: float) -> None:
        """Count a batch."""
        self.progress = progress
        self.written += len(done.lines)
        self.places_created += len(done.places)
        self.repeated += done.repeated
        self.refused += done.refused
        self.odd_documents += done.odd_documents
        self._reasons.update((fault.field, fault.reason) for fault in done.faults)
