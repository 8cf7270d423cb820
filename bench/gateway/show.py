"""The printed tables."""

from collections.abc import Iterator, Mapping

from rich import box
from rich.console import Console
from rich.table import Table

from bench.gateway.figures import Figures, Report

_TITLE = "in turns on one core; µs/scan: processor time"


def show(report: Report, console: Console) -> None:
    """Print what was measured and the ratios."""
    console.print(_measured(report))
    console.print(f"passes: {report.passes}; best of {report.rounds} × {report.seconds:g} s each")
    console.print(_compared(report))


def _measured(report: Report) -> Table:
    table = Table(title=_TITLE, box=box.SIMPLE, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("load", no_wrap=True)
    table.add_column("server")
    for column in ("scans/s", "p50 ms", "p99 ms", "p99.9 ms", "µs/scan", "not 200"):
        table.add_column(column, justify="right")
    for load, server, seen in _rows(report):
        table.add_row(
            load,
            server,
            f"{seen.scans_per_s:,.0f}",
            f"{seen.p50_ms:.1f}",
            f"{seen.p99_ms:.1f}",
            f"{seen.p999_ms:.1f}",
            f"{seen.cpu_us_per_scan:.0f}",
            str(seen.refused + seen.broken),
        )
    return table


def _rows(report: Report) -> Iterator[tuple[str, str, Figures]]:
    servers: Mapping[str, Mapping[str, Figures]] = {"gateway": report.gateway, "bare": report.bare}
    for load in report.gateway:
        for server, figures in servers.items():
            if load in figures:
                yield load, server, figures[load]


def _compared(report: Report) -> Table:
    table = Table(title="ratios", box=box.SIMPLE)
    table.add_column("ratio")
    table.add_column("measured", justify="right")
    table.add_column("to reach")
    for name, ratio in report.ratios.items():
        reach = report.reach.get(name)
        wanted = ""
        if reach is not None:
            mark = "✓" if reach.holds(ratio) else "✗"
            wanted = f"{reach.word} {reach.limit:g} {mark}"
        table.add_row(name, f"{ratio:.2f}", wanted)
    return table
