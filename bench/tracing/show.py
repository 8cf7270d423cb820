"""The printed tables."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from bench.tracing.figures import Answered, Compared, Reach, Report

_MIB = 1024 * 1024


def show(report: Report, console: Console) -> None:
    """Print what was measured."""
    console.print(_tables(report))
    console.print(_answered(report))
    if report.grown:
        console.print(_compared("ten times the data, the same answers", report.grown))
    beside = f"while {report.loading_rows_per_s:,.0f} scans a second are loaded"
    console.print(_compared(beside, report.beside_loading))
    loaded = report.loaded
    console.print(
        f"loader {loaded.house_rows_per_s:,.0f} rows/s, raw insert {loaded.raw_rows_per_s:,.0f},"
        f" without views {loaded.bare_rows_per_s:,.0f}"
    )
    console.print(_reach(report.reach))


def _tables(report: Report) -> Table:
    seconds = ", ".join(
        f"{built.scans:,} scans in {built.inserting_s:,.0f} s and {built.settling_s:,.0f} s of"
        " merging"
        for built in report.built
    )
    title = f"{report.scans:,} scans, {report.places:,} places, {report.citizens:,} citizens"
    table = Table(title=f"{title} ({seconds})")
    for column in ("table", "rows", "parts", "MiB"):
        table.add_column(column, justify="left" if column == "table" else "right")
    for size in report.tables:
        table.add_row(size.name, f"{size.rows:,}", str(size.parts), f"{size.bytes / _MIB:,.0f}")
    return table


def _answered(report: Report) -> Table:
    table = Table(title="the same facts from the house, a naive join, and DuckDB")
    columns = ("question", "facts", "house s", "naive s", "DuckDB s", "naive ×", "DuckDB ×")
    for column in (*columns, "rows read", "needed", "read ×"):
        table.add_column(column, justify="left" if column == "question" else "right")
    for one in report.answered:
        table.add_row(
            one.name,
            f"{one.facts:,}",
            f"{one.house_s:.3f}",
            _seconds(one, "naive", one.naive_s),
            _seconds(one, "duck", one.duck_s),
            f"{one.naive_times:,.1f}",
            f"{one.duck_times:,.1f}",
            f"{one.rows_read:,}",
            f"{one.rows_needed:,}",
            f"{one.read_times:,.1f}",
        )
    return table


def _seconds(one: Answered, engine: str, seconds: float) -> str:
    return f"{'> ' if engine in one.given_up else ''}{seconds:.3f}"


def _compared(title: str, found: Sequence[Compared]) -> Table:
    table = Table(title=title)
    for column in ("question", "before ms", "after ms", "×"):
        table.add_column(column, justify="left" if column == "question" else "right")
    for one in found:
        before, after = f"{one.before_s * 1000:,.1f}", f"{one.after_s * 1000:,.1f}"
        table.add_row(one.name, before, after, f"{one.times:.2f}")
    return table


def _reach(found: Sequence[Reach]) -> Table:
    table = Table(title="reach")
    for column in ("what", "measured", "to reach", ""):
        table.add_column(column, justify="left" if column == "what" else "right")
    for one in found:
        at_least = "" if one.at_least is None else f"≥ {one.at_least:g}"
        at_most = "" if one.at_most is None else f"≤ {one.at_most:g}"
        to_reach = at_least or at_most
        mark = ("yes" if one.is_reached else "MISSED") if to_reach else ""
        table.add_row(one.what, f"{one.measured:g}", to_reach, mark)
    return table
