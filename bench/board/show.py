"""The printed table."""

from rich.console import Console
from rich.table import Table

from bench.board.figures import Lap, Report
from deploy.demo.report import Percentiles


def show(report: Report, console: Console) -> None:
    """Print what was measured."""
    table = Table(title=f"viewers of the board beside {report.asked_per_s:,} scans a second")
    columns = ("viewers", "server CPU", "scans/s", "counted/s", "upload ms", "frame ms", "frames/s")
    for column in columns:
        table.add_column(column, justify="right")
    for lap in report.laps:
        table.add_row(*_cells(lap))
    console.print(table)
    most = report.laps[-1].viewers
    console.print("upload and frame: p50 / p99, from sending and from making to arrival")
    console.print(
        f"processor time of one viewer more: {report.cpu_ms_per_viewer:.3f} ms a second, "
        f"{report.cpu_us_per_frame:.0f} µs a frame"
    )
    console.print(f"{most:,} viewers ÷ 1: frame delay p99 {report.delay_p99:.2f}")
    console.print(
        f"{most:,} viewers ÷ none: scans/s {report.scans_per_s:.3f}, "
        f"counted/s {report.counted_per_s:.3f}, upload p99 {report.upload_p99:.2f}"
    )


def _cells(lap: Lap) -> tuple[str, ...]:
    return (
        f"{lap.viewers:,}",
        f"{lap.server_cpu:.1%}",
        f"{lap.scans_per_s:,.0f}",
        f"{lap.counted_per_s:,.0f}",
        _both(lap.upload_ms),
        _both(lap.viewed.delay_ms) if lap.viewers else "",
        f"{lap.viewed.frames / lap.seconds:,.0f}",
    )


def _both(found: Percentiles) -> str:
    return f"{found.p50:,.0f} / {found.p99:,.0f}"
