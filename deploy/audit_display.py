"""What a check of the audit topic found, for people."""

from datetime import UTC, datetime

from rich.console import Console

from contracts.chain_check import ChainFault, Report, Wrong
from contracts.sealing import HANOI

_MOST_SHOWN = 20

_SAID: dict[Wrong, str] = {
    "changed": "was changed, or does not follow from the line before it",
    "missing": "missing",
    "reordered": "stands behind lines that came after it",
    "doubled": "is another line in the place of one that was there already",
    "cut": "is known to have been there, and the chain ends before it",
    "slipped_in": "bears no chain, though the chains had begun",
    "foreign_key": "is not signed with a key that is believed",
    "unreadable": "can't be read",
}


def show_report(console: Console, report: Report) -> None:
    """Print figures, then what is wrong, the first thing first."""
    for name, value in (
        ("events", f"{report.events:,}"),
        ("from", _moment(report.from_ms)),
        ("until", _moment(report.until_ms)),
        ("chains", f"{report.chains:,}"),
        ("checkpoints", f"{report.checkpoints:,}"),
        ("not yet under a checkpoint", f"{report.unbound:,}"),
        ("sent twice, once counted", f"{report.repeated:,}"),
        ("from before the chain began", f"{report.before:,}"),
    ):
        console.print(f"{name:<28} {value}", highlight=False)
    if not report.faults:
        console.print("[green]Whole: nothing is changed, missing, moved, slipped in or cut off.[/]")
        return
    console.print(f"[red]Not whole: {len(report.faults):,} faults. The first:[/]", highlight=False)
    for fault in report.faults[:_MOST_SHOWN]:
        console.print(f"  {told(fault)}", markup=False, highlight=False)
    if len(report.faults) > _MOST_SHOWN:
        console.print(f"  … and {len(report.faults) - _MOST_SHOWN:,} more", highlight=False)


def told(fault: ChainFault) -> str:
    """Return a fault in one line."""
    where = fault.where
    at = f"partition {where.partition}, offset {where.offset}" if where.offset >= 0 else "nowhere"
    if where.line:
        at += f", line {where.line}"
    if not fault.chain:
        return f"{at}: the line {_SAID[fault.wrong]}"
    numbers = str(fault.sequence)
    if fault.until > fault.sequence:
        numbers += f" to {fault.until}"
    if fault.wrong == "missing":
        return f"{at}: before it {numbers} of chain {fault.chain} is missing"
    return f"{at}: line {numbers} of chain {fault.chain} {_SAID[fault.wrong]}"


def _moment(ms: int) -> str:
    if not ms:
        return "never"
    return (
        datetime.fromtimestamp(ms / 1000, UTC)
        .astimezone(HANOI)
        .isoformat(sep=" ", timespec="seconds")
    )
