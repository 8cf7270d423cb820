"""What `chot import` shows: how far it is, what it did, and what is wrong with a mapping."""

import contextlib
import sys
from collections.abc import Callable, Iterator

from contracts.errors import FixRequest
from contracts.words import say as text_of
from deploy.progress import shown_progress
from ingest.importing.summary import Summary, Tally


@contextlib.contextmanager
def shown_import(name: str) -> Iterator[Callable[[Tally], None]]:
    """Show how far the import of that file is."""
    with shown_progress(name) as show:
        yield lambda tally: show(tally.progress, _told(tally))


def _told(tally: Tally) -> str:
    return f"{tally.read:,} rows, {tally.refused:,} refused, {tally.rows_per_s:,} rows/s"


def tell_summary(summary: Summary) -> None:
    """Print what an import did."""
    done = "would be written" if summary.dry_run else "written"
    print(f"{summary.read:>12,} rows read in {summary.seconds:.1f} s ({summary.rows_per_s:,}/s)")
    print(f"{summary.written:>12,} {done}")
    print(f"{summary.repeated:>12,} repeated within the file")
    print(f"{summary.refused:>12,} refused")
    for why in summary.reasons:
        text = text_of(f"fault-{why.reason}", "en", limit="…")
        print(f"{why.count:>16,} {why.field}: {text}")
    if summary.places_created:
        print(f"{summary.places_created:>12,} places made")
    if summary.odd_documents:
        print(f"{summary.odd_documents:>12,} document numbers look odd (taken all the same)")
    if summary.rejects:
        print(f"refused rows are listed in {summary.rejects}")


def tell_faults(refused: FixRequest) -> None:
    """Print why an import did not begin."""
    for fault in refused.faults:
        text = text_of(f"fault-{fault.reason}", "en", limit=fault.detail)
        shown = f"{text} ({fault.detail})" if fault.detail and fault.detail not in text else text
        print(f"chot: {fault.field}: {shown}", file=sys.stderr)
