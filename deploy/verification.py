"""The read side's answer to `GET /v1/verification`, and how it is shown."""

import msgspec
from rich.console import Console
from rich.table import Table

from analytics.questions.verification import Comparison, ScanFigures
from deploy.asking import Session

_SUBJECTS = ("timelines", "movements", "counts", "findings", "alerts")


class Verification(msgspec.Struct, frozen=True, kw_only=True):
    """The stream's answers beside those recomputed by SQL; `differences` is 0 if they are equal."""

    scans: ScanFigures
    timelines: Comparison
    movements: Comparison
    counts: Comparison
    findings: Comparison
    alerts: Comparison
    differences: int


def ask_verification(session: Session) -> Verification:
    """Have everything recomputed and compared; an administrator's session.

    Raises:
        Stop: the session may not ask.
        TryAgain: nobody answers.
    """
    return session.get("/v1/verification", Verification)


def show_verification(console: Console, found: Verification) -> None:
    """Print what was compared, and examples of what differs."""
    console.print(f"{found.scans.distinct_ids:,} scans, {found.scans.doubled:,} doubled")
    table = Table("", "compared", "missing", "too many", "different", box=None)
    for subject in _SUBJECTS:
        part: Comparison = getattr(found, subject)
        numbers = (part.compared, part.missing, part.extra, part.different)
        table.add_row(subject, *(f"{number:,}" for number in numbers))
    console.print(table)
    for subject in _SUBJECTS:
        _show_examples(console, subject, getattr(found, subject))
    if not found.differences:
        console.print("[green]What the stream said follows from the scans.[/]")


def _show_examples(console: Console, subject: str, part: Comparison) -> None:
    for example in (*part.examples_missing, *part.examples_extra, *part.examples_different):
        console.print(f"{subject}: {example.subject}", markup=False)
        console.print(f"    SQL:    {example.expected or 'nothing'}", markup=False)
        console.print(f"    stream: {example.found or 'nothing'}", markup=False)
