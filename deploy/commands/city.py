"""Commands that play the simulated city."""

import secrets
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from contracts.settings import Settings
from deploy.commands.house import describe, say

if TYPE_CHECKING:
    from deploy.demo.report import Report
    from simulation.plan import Plan

_SEEDS = 1_000_000
_TICK_S = 0.2

Minutes = Annotated[
    float | None,
    typer.Option(help="End by itself after so many minutes, then check everything."),
]
Rate = Annotated[float, typer.Option(help="Scans a second; 0: as fast as the gateway takes them.")]
Speed = Annotated[
    float | None, typer.Option(help="City seconds per second, instead of a rate of scans.")
]
People = Annotated[int, typer.Option(help="How many people live in the city.")]
Days = Annotated[int, typer.Option(help="How many days before today its history begins.")]
Seed = Annotated[
    int | None,
    typer.Option(help="The same seed on the same day is the same city; without one, a new city."),
]
ReportFile = Annotated[
    Path | None, typer.Option("--report", help="Write the figures to this file, as JSON.")
]


def add_to(app: typer.Typer) -> None:
    """Register this group's commands."""
    app.command()(demo)
    app.command()(simulate)
    app.command()(history)
    app.command()(population)


def demo(
    *,
    minutes: Minutes = None,
    rate: Rate = 200.0,
    speed: Speed = None,
    people: People = 20_000,
    days: Days = 2,
    seed: Seed = None,
    report: ReportFile = None,
) -> None:
    """Start everything on this machine and drive a simulated city through it.

    Example: `./chot demo --minutes 10 --report demo.json`. With `--minutes` it ends by itself,
    checks that nothing was lost, doubled or contradicted, and its exit status says so.
    """
    from deploy.demo.show import play_and_show
    from deploy.house import Residents, open_house

    settings = Settings()
    if not settings.identity_source:
        settings = settings.model_copy(update={"identity_source": "simulated"})
    plan = _plan(minutes=minutes, rate=rate, speed=speed, people=people, days=days, seed=seed)
    with open_house(settings, say, Residents(plan.seed, plan.people)) as house:
        if house is None:
            return
        describe(house.note, settings)
        outcome = play_and_show(
            plan, house=house.note, settings=settings, console=Console(), watch=house.watch
        )
        say("stopping …")
    _conclude(outcome, report)


def simulate(
    *,
    minutes: Minutes = None,
    rate: Rate = 200.0,
    speed: Speed = None,
    people: People = 20_000,
    days: Days = 2,
    seed: Seed = None,
    report: ReportFile = None,
    score: Annotated[
        bool, typer.Option("--score", help="Check and score also when ended by Ctrl-C.")
    ] = False,
) -> None:
    """Drive a simulated city through a house that runs already.

    Example: `./chot simulate --rate 100 --score`, while `./chot up` runs. With `--minutes` it ends
    by itself and compares the tracing answers with the planted outbreak.
    """
    from deploy.asking import house_of
    from deploy.demo.show import play_and_show
    from deploy.stopping import stop_on_signals

    settings = Settings()
    plan = _plan(minutes=minutes, rate=rate, speed=speed, people=people, days=days, seed=seed)
    with stop_on_signals() as stopping:

        def watch(goes_on: Callable[[], bool]) -> None:
            while goes_on() and not stopping.wait(_TICK_S):
                pass

        outcome = play_and_show(
            plan,
            house=house_of(settings),
            settings=settings,
            console=Console(),
            watch=watch,
            check_when_stopped=score,
        )
    _conclude(outcome, report)


def history(
    *,
    scans: Annotated[int, typer.Option(help="How many scans.")] = 1_000_000,
    people: People = 50_000,
    days: Days = 14,
    seed: Annotated[int, typer.Option(help="The same seed writes the same scans.")] = 1,
) -> None:
    """Write days of scans straight to Kafka, past the gateway, to have much to ask about.

    Example: `./chot history --scans 5000000`, while `./chot up` runs.
    """
    from deploy.running import cluster_of
    from service.clock import now_ms
    from simulation.history import History, write_history

    cluster = cluster_of(Settings())
    wanted = History(people=people, days=days, scans=scans, seed=seed, now_ms=now_ms())
    written = write_history(
        cluster.kafka, cluster.partitions, wanted, lambda so_far: say(f"{so_far:,} scans")
    )
    say(f"{written:,} scans acknowledged by Kafka; ./chot doctor says how far loading is")


def population(
    *,
    seed: Annotated[int, typer.Option(help="The city whose people it knows.")] = 1,
    people: People = 20_000,
    port: Annotated[int, typer.Option(help="Where it listens; 0: any free port.")] = 0,
) -> None:
    """Run a made-up population database that knows the people of a simulated city.

    Example: `./chot population --port 8030`, then
    `CHOT_IDENTITY_SOURCE=http://127.0.0.1:8030 ./chot up`. Only this machine reaches it.
    """
    from deploy.ports import free_port
    from service.http import serve_alone
    from service.logs import set_up_logs
    from simulation.population import LOOPBACK, create_population

    set_up_logs(Settings().log_level, process="population")
    chosen = port or free_port()
    say(f"http://{LOOPBACK}:{chosen} knows {people:,} people of city {seed}")
    serve_alone(create_population(seed, people), host=LOOPBACK, port=chosen)


def _plan(
    *,
    minutes: float | None,
    rate: float,
    speed: float | None,
    people: int,
    days: int,
    seed: int | None,
) -> "Plan":
    from simulation.plan import Plan

    if seed is None:
        # A seed played twice on one day would send the very scans that are there already.
        seed = secrets.randbelow(_SEEDS)
        say(f"the city of seed {seed} (--seed {seed} plays it again, on new data)")
    return Plan(
        minutes=minutes,
        rate=None if speed or not rate else rate,
        speed=speed,
        people=people,
        days=days,
        seed=seed,
    )


def _conclude(outcome: "Report | None", file: Path | None) -> None:
    """Write the report; the exit status is 0 if nothing was checked or all was well."""
    if outcome is None:
        return
    if file:
        outcome.write(file)
        say(f"figures in {file}")
    if not outcome.is_clean:
        raise typer.Exit(1)
