"""The printed tables."""

from collections.abc import Mapping

from rich.console import Console
from rich.table import Table

from bench.streams.figures import Profile, Reach, Report

_NAMES = {
    "ours": "ours",
    "usual_faust": "usual Faust (one scan a record)",
    "quix": "Quix Streams (one scan a record)",
    "confluent": "confluent-kafka by hand",
}


def show(report: Report, console: Console) -> None:
    """Print what was measured, the ratios and the profile."""
    console.print(_table("scans/s", report.scans_per_s, {}))
    cpu_reach = {"ours": report.cpu_reach}
    console.print(_table("processor time, µs a scan", report.cpu_us_per_scan, cpu_reach))
    console.print(_table("ours is so many times as fast as", report.ratios, report.reach))
    console.print(_profile(report.profile))


def _table(
    title: str,
    figures: Mapping[str, Mapping[str, float]],
    reach: Mapping[str, Mapping[str, Reach]],
) -> Table:
    table = Table(title=title)
    table.add_column("lines a record")
    columns = list(dict.fromkeys(n for own in figures.values() for n in own))
    for column in columns:
        table.add_column(column, justify="right")
    for name, own in figures.items():
        cells = [_cell(own.get(n), reach.get(name, {}).get(n)) for n in columns]
        table.add_row(_NAMES[name], *cells)
    return table


def _cell(figure: float | None, reach: Reach | None) -> str:
    if figure is None:
        return ""
    text = f"{figure:,.0f}" if figure >= 1000 else f"{figure:.2f}"  # noqa: PLR2004  # digits only
    if reach is None:
        return text
    mark = "✓" if reach.holds(figure) else "✗"
    return f"{text} ({reach.word} {reach.limit:g} {mark})"


def _profile(profile: Profile) -> Table:
    table = Table(title="the worker's own part at 200 lines a record, without Kafka")
    table.add_column("part")
    table.add_column("µs a scan", justify="right")
    for share in profile.shares:
        table.add_row(share.part, f"{share.us_per_scan:.2f}")
    table.add_section()
    for hot in profile.hottest:
        table.add_row(hot.function, f"{hot.us_per_scan:.2f} (profiled)")
    return table
