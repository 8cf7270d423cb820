"""The printed table."""

from rich.console import Console
from rich.table import Table

from bench.board.figures import Lap, Report

_KIB = 1024


def show(report: Report, console: Console) -> None:
    """Print what was measured."""
    table = Table(title=f"viewers of the board beside {report.asked_per_s:,} scans a second")
    columns = (
        *("viewers", "server CPU", "scans/s", "counted/s", "upload p50", "p99 ms"),
        *("frame delay p50", "p99 ms", "frames/s", "KiB/s a viewer", "broken"),
    )
    for column in columns:
        table.add_column(column, justify="right")
    for lap in report.laps:
        table.add_row(*_cells(lap))
    console.print(table)
    most = report.laps[-1].viewers
    console.print(f"processor time of one viewer more: {report.cpu_ms_per_viewer:.3f} ms a second")
    console.print(f"{most:,} viewers ÷ 1: frame delay p99 {report.delay_p99:.2f}")
    console.print(
        f"{most:,} viewers ÷ none: scans/s {report.scans_per_s:.3f}, "
        f"counted/s {report.counted_per_s:.3f}, upload p99 {report.upload_p99:.2f}"
    )


def _cells(lap: Lap) -> tuple[str, ...]:
    viewed = lap.viewed
    each = max(1, lap.viewers)
    return (
        f"{lap.viewers:,}",
        f"{lap.server_cpu:.1%}",
        f"{lap.scans_per_s:,.0f}",
        f"{lap.counted_per_s:,.0f}",
        f"{lap.upload_ms.p50:,.0f}",
        f"{lap.upload_ms.p99:,.0f}",
        f"{viewed.delay_ms.p50:,.0f}",
        f"{viewed.delay_ms.p99:,.0f}",
        f"{viewed.frames / lap.seconds:,.0f}",
        f"{viewed.received_bytes / _KIB / lap.seconds / each:,.1f}",
        str(viewed.broken),
    )
