"""Benchmarks, each with a broker and a data folder of its own."""

from pathlib import Path
from typing import Annotated

import typer

from deploy.commands.house import say

ReportFile = Annotated[
    Path | None, typer.Option("--report", help="Write the figures to this file, as JSON.")
]


def add_to(app: typer.Typer) -> None:
    """Register this group's commands."""
    group = typer.Typer(no_args_is_help=True)
    group.callback()(_benches)
    group.command()(gateway)
    group.command()(streams)
    group.command()(end_to_end)
    group.command()(photos)
    group.command()(board)
    group.command()(tracing)
    app.add_typer(group, name="bench")


def _benches() -> None:
    """Measure against peers; each prints ratios of one run."""


def gateway(
    *,
    seconds: Annotated[float, typer.Option(min=0.1, help="How long each stretch lasts.")] = 2.0,
    rounds: Annotated[
        int, typer.Option(min=1, help="How many stretches each server gets of each load.")
    ] = 5,
    report: ReportFile = None,
) -> None:
    """Measure scans a second and waiting times of the gateway beside a bare endpoint.

    Example: `./chot bench gateway --report gateway.json` (about three minutes). The bare endpoint
    only decodes the scans and verifies the passes; the gateway also judges them and has them
    acknowledged by a broker.
    """
    from rich.console import Console

    from bench.gateway.run import Run, measure
    from bench.gateway.show import show
    from bench.report import write_report

    measured = measure(Run(seconds, rounds), say)
    show(measured, Console())
    if report:
        write_report(report, measured)
        say(f"figures in {report}")


def streams(
    *,
    scans: Annotated[int, typer.Option(min=10_000, help="Scans of the simulated city.")] = 200_000,
    people: Annotated[int, typer.Option(min=100, help="People in the city.")] = 20_000,
    rounds: Annotated[
        int, typer.Option(min=1, help="How often each contestant runs; the best run counts.")
    ] = 2,
    peers: Annotated[
        bool, typer.Option(help="Run the peers too; without them nothing is compared.")
    ] = True,
    report: ReportFile = None,
) -> None:
    """Measure scans a second and processor time of the worker beside its peers.

    Example: `./chot bench streams --report streams.json` (about eight minutes). The peers are
    Faust written the usual way, Quix Streams, and a loop by hand on confluent-kafka; all do the
    same work over the same scans, each alone on one core.
    """
    from rich.console import Console

    from bench.report import write_report
    from bench.streams.run import Run, measure
    from bench.streams.show import show

    run = Run(people=people, scans=scans, rounds=rounds)
    measured = measure(run if peers else run.alone(), say)
    show(measured, Console())
    if report:
        write_report(report, measured)
        say(f"figures in {report}")


def end_to_end(
    *,
    seconds: Annotated[float, typer.Option(min=1.0, help="How long each rate lasts.")] = 30.0,
    citizens: Annotated[
        int, typer.Option("--to", min=10_000, help="Measure growth up to so many citizens.")
    ] = 1_000_000,
    quick: Annotated[
        bool, typer.Option("--quick", help="Lower rates for ten seconds, and few citizens.")
    ] = False,
    report: ReportFile = None,
) -> None:
    """Measure how soon a scan can be seen, and what state, memory and recovery cost.

    Example: `./chot bench end-to-end --report end-to-end.json` (about eight minutes). What lies
    beyond the number of citizens measured is reckoned, and marked so. `--to 10000000` measures ten
    million; it takes half an hour, 30 GB of memory and 20 GB of disk.
    """
    from rich.console import Console

    from bench.end_to_end.run import QUICK_RATES, Run, measure
    from bench.end_to_end.show import show
    from bench.report import write_report

    run = Run(seconds=seconds, citizens=citizens)
    if quick:
        run = Run(rates=QUICK_RATES, seconds=10.0, citizens=20_000)
    measured = measure(run, say)
    show(measured, Console())
    if report:
        write_report(report, measured)
        say(f"figures in {report}")


def photos(
    *,
    pictures: Annotated[int, typer.Option(min=1, help="How many of each kind of damage.")] = 40,
    report: ReportFile = None,
) -> None:
    """Measure how many damaged, blurred, turned and dark photographs of passes are read.

    Example: `./chot bench photos --report photos.json` (about five minutes). The photographs are
    made up, the same at every run; beside it stands what one look of the same reader gets.
    """
    from rich.console import Console

    from bench.photos.run import measure
    from bench.photos.show import show
    from bench.report import write_report

    measured = measure(pictures, say)
    show(measured, Console())
    if report:
        write_report(report, measured)
        say(f"figures in {report}")


def board(
    *,
    seconds: Annotated[float, typer.Option(min=1.0, help="How long each lap lasts.")] = 20.0,
    rounds: Annotated[int, typer.Option(min=1, help="How often; the best laps count.")] = 2,
    report: ReportFile = None,
) -> None:
    """Measure what 1, 100 and 1,000 viewers of the officials' board cost, beside none.

    Example: `./chot bench board --report board.json` (about five minutes). A whole house takes 300
    scans a second meanwhile; half of the viewers look at everything, half at a district each.
    """
    from rich.console import Console

    from bench.board.run import Run, measure
    from bench.board.show import show
    from bench.report import write_report

    measured = measure(Run(seconds=seconds, rounds=rounds), say)
    show(measured, Console())
    if report:
        write_report(report, measured)
        say(f"figures in {report}")


def tracing(
    *,
    scans: Annotated[
        int, typer.Option(min=20_000, help="How many scans; the nation has a place for 8,000.")
    ] = 100_000_000,
    quick: Annotated[
        bool, typer.Option("--quick", help="Two million scans at most, and fewer repetitions.")
    ] = False,
    keep: Annotated[
        Path | None,
        typer.Option(help="Keep what is built in this folder, or use what was kept there."),
    ] = None,
    report: ReportFile = None,
) -> None:
    """Measure tracing among a nation's scans beside a naive join and beside DuckDB.

    Example: `./chot bench tracing --report tracing.json` (about an hour, 40 GB of disk, 10 GB of
    memory); `--quick` takes some minutes. All three must say the same, or nothing is measured.
    """
    from rich.console import Console

    from bench.report import write_report
    from bench.tracing.run import QUICK_SCANS, Run, measure
    from bench.tracing.show import show
    from bench.tracing.timing import Repetitions

    run = Run(scans=scans, keep=keep)
    if quick:
        run = Run(scans=min(scans, QUICK_SCANS), keep=keep, repeat=Repetitions(house=3, plain=1))
    measured = measure(run, say)
    show(measured, Console())
    if report:
        write_report(report, measured)
        say(f"figures in {report}")
