"""The end of a demonstration, told to people."""

from rich.console import Console
from rich.table import Table

from deploy.demo.play import Stage
from deploy.demo.report import Percentiles, Report
from simulation.score import Score


def show_outcome(console: Console, report: Report, stage: Stage) -> None:
    """Print the figures and what they mean."""
    table = Table(box=None, show_header=False, padding=(0, 3, 0, 0))
    table.add_row(
        "scans acknowledged", f"{report.acknowledged:,} ({report.scans_per_s:,} a second)"
    )
    table.add_row("scans in ClickHouse", f"{report.in_clickhouse:,}, {report.doubled:,} doubled")
    table.add_row("stream against SQL", f"{report.verify_differences:,} differences")
    first, second = stage.score, stage.second
    table.add_row(
        "outbreak traced, F1",
        _traced(report.recall, report.precision, first.true_contacts if first else 0),
    )
    table.add_row(
        "outbreak traced, F2",
        _traced(report.second_recall, report.second_precision, second.true_second if second else 0),
    )
    table.add_row("acknowledged → timeline", _milliseconds(report.latency_ms))
    table.add_row("acknowledged → live counts", _milliseconds(report.live_latency_ms))
    console.print()
    console.print(table)
    if stage.score:
        _show_misses(console, stage.score)
    if stage.second and stage.second.is_cut:
        console.print("more contacts than a question goes on from: some of theirs were not found")
    for fault in report.faults:
        console.print(f"never taken: {fault}", style="red", markup=False)
    if report.unseen_in_timeline or report.unseen_live:
        console.print(
            f"probes given up on: {report.unseen_in_timeline} in the timeline, "
            f"{report.unseen_live} on the live counts",
            style="red",
        )
    if report.unmeasured:
        console.print(
            f"the measurement of latency was interrupted: {len(report.unmeasured)} reasons"
        )
    verdict = "[green]Nothing was lost or doubled.[/]" if report.is_clean else _why(report)
    console.print(verdict)


def _traced(recall: float, precision: float, people: int) -> str:
    return f"recall {recall:.4f}, precision {precision:.4f} of {people:,} to find"


def _show_misses(console: Console, score: Score) -> None:
    for miss in score.misses:
        console.print(f"not found: person {miss.contact} with {miss.index_person} {miss.why}")
    for example in score.surplus_examples:
        console.print(f"not true: {example}")
    if score.strangers:
        console.print(f"{score.strangers} of the answers are people of an earlier run on this data")


def _why(report: Report) -> str:
    reasons = []
    if report.in_clickhouse < report.acknowledged:
        reasons.append(
            f"{report.acknowledged - report.in_clickhouse} acknowledged scans are not there"
        )
    if report.in_clickhouse > report.acknowledged + report.in_doubt:
        reasons.append("there are more scans than this run sent")
    if report.doubled:
        reasons.append(f"{report.doubled} scans stand twice")
    if report.verify_differences:
        reasons.append("the stream and SQL differ: ./chot verify shows where")
    return f"[bold red]{'; '.join(reasons)}[/] (has this seed been played on this data before?)"


def _milliseconds(found: Percentiles) -> str:
    if found.p50 < 0:
        return "not measured"
    return f"half within {found.p50:,.0f} ms, 99 % within {found.p99:,.0f} ms"
