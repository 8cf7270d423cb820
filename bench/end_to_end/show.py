"""The printed tables."""

from rich.console import Console
from rich.table import Table

from bench.end_to_end.figures import Report
from deploy.demo.report import Percentiles

_MIB = 1024 * 1024


def show(report: Report, console: Console) -> None:
    """Print what was measured."""
    console.print(_visible(report))
    console.print(_growth(report))
    for kind, seconds in report.recovery_s_per_million.items():
        console.print(f"recovery of a million citizens, {kind}: {seconds:.1f} s")


def _visible(report: Report) -> Table:
    table = Table(title="from a scan's acknowledgement until it can be seen, ms")
    columns = ("asked/s", "taken/s", "timeline p50", "p99", "live p50", "p99", "probes", "unseen")
    for column in columns:
        table.add_column(column, justify="right")
    for seen in report.visible:
        table.add_row(
            f"{seen.asked_per_s:,}",
            f"{seen.acknowledged_per_s:,.0f}",
            *_both(seen.timeline_ms),
            *_both(seen.live_ms),
            str(seen.probes),
            str(seen.unseen),
        )
    return table


def _both(found: Percentiles) -> tuple[str, str]:
    return f"{found.p50:,.0f}", f"{found.p99:,.0f}"


def _growth(report: Report) -> Table:
    table = Table(title="what citizens cost; * reckoned from the two before, not measured")
    columns = ("citizens", "changelog MiB", "store", "disk MiB", "memory MiB", "read s", "again s")
    for column in columns:
        table.add_column(column, justify="right")
    for one in report.growth:
        mark = "*" if one.is_reckoned else ""
        for kind, found in one.stores.items():
            table.add_row(
                f"{one.citizens:,}{mark}",
                f"{one.changelog_bytes / _MIB:,.0f}",
                kind,
                f"{found.store_bytes / _MIB:,.0f}",
                f"{found.rss_bytes / _MIB:,.0f}",
                f"{found.seconds:,.1f}",
                f"{found.again_s:,.1f}",
            )
    return table
