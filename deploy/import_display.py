"""What `chot import` shows: how far it is, what it did, and what is wrong with a mapping."""

import contextlib
import sys
import time
from collections.abc import Callable, Iterator

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from contracts.errors import FixRequest
from contracts.words import say as text_of
from ingest.importing.summary import Summary, Tally

_PLAIN_EVERY_S = 5.0


@contextlib.contextmanager
def shown_progress(name: str) -> Iterator[Callable[[Tally], None]]:
    """Show a bar on a terminal, and a line now and then elsewhere."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _plain_lines()
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[told]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console) as bar:
        task = bar.add_task(name, total=1.0, told="")
        yield lambda tally: bar.update(task, completed=tally.progress, told=_told(tally))


def _plain_lines() -> Callable[[Tally], None]:
    due = time.monotonic() + _PLAIN_EVERY_S

    def show(tally: Tally) -> None:
        nonlocal due
        if time.monotonic() >= due:
            due = time.monotonic() + _PLAIN_EVERY_S
            print(f"{tally.progress:4.0%} {_told(tally)}", file=sys.stderr, flush=True)

    return show


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
