"""The doctor's report on the screen."""

from datetime import UTC, datetime

from rich.console import Console
from rich.table import Table

from deploy.doctor.facts import Facts, Lag
from deploy.doctor.findings import Finding


def show(console: Console, facts: Facts, found: list[Finding], *, every_partition: bool) -> None:
    """Print what there is, then what is wrong with it."""
    _show_house(console, facts)
    if facts.cluster:
        _show_lags(console, facts.cluster.lags, every_partition=every_partition)
    _show_disk(console, facts)
    console.print("versions  " + "  ".join(f"{k} {v}" for k, v in facts.versions.items()))
    console.print()
    for finding in found:
        mark = "[bold red]wrong[/]" if finding.weight == "wrong" else "[yellow]note[/] "
        console.print(f"{mark}  {finding.what}")
        console.print(f"       [dim]{finding.hint}[/]")
    if not any(finding.weight == "wrong" for finding in found):
        console.print("[green]Nothing is wrong.[/]")


def _show_house(console: Console, facts: Facts) -> None:
    if facts.running_since_ms is not None:
        since = datetime.fromtimestamp(facts.running_since_ms / 1000, UTC)
        console.print(f"running since {since:%Y-%m-%d %H:%M:%S} UTC on {facts.data}")
    table = Table("process", "address", "health", "age of lists", box=None)
    if facts.kafka:
        table.add_row("kafka", facts.kafka, "answers" if facts.cluster else "away", "")
    for service in facts.services:
        health = "well" if service.ok else "not well" if service.reached else "away"
        age = f"{service.lists_age_s:.0f} s" if service.lists_age_s is not None else ""
        table.add_row(service.name, service.url, health, age)
    if table.row_count:
        console.print(table)


def _show_lags(console: Console, lags: tuple[Lag, ...], *, every_partition: bool) -> None:
    table = Table(
        "group", "topic", "records", "waiting", "worst partition", box=None, show_edge=False
    )
    for key in sorted({(lag.group, lag.topic) for lag in lags}):
        here = [lag for lag in lags if (lag.group, lag.topic) == key]
        worst = max(here, key=lambda lag: lag.records)
        table.add_row(
            *key,
            str(sum(lag.end for lag in here)),
            str(sum(lag.records for lag in here)),
            f"{worst.partition}: {worst.records}" if worst.records else "-",
        )
        for lag in here if every_partition else ():
            table.add_row("", f"  /{lag.partition}", str(lag.end), str(lag.records), "")
    if table.row_count:
        console.print(table)
    else:
        console.print("no consumer group has committed anything yet")


def _show_disk(console: Console, facts: Facts) -> None:
    used = "  ".join(f"{name} {_size(number)}" for name, number in facts.disk.used.items())
    console.print(f"disk      {used or 'nothing yet'}  free {_size(facts.disk.free)}")


def _size(number: float) -> str:
    for unit in ("B", "KiB", "MiB"):
        if number < 1024:  # noqa: PLR2004 - the step from one unit to the next
            return f"{number:.0f} {unit}"
        number /= 1024
    return f"{number:.1f} GiB"
