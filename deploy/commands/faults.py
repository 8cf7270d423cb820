"""The command that strikes a house under load."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from contracts.settings import Settings
from deploy.commands.house import say

_STATE = Annotated[
    Literal["memory://", "rocksdb://"] | None,
    typer.Option(help="Where workers hold their state.", show_default="CHOT_STATE"),
]
_REPORT = Annotated[
    Path | None, typer.Option("--report", help="Write the figures to this file, as JSON.")
]


def add_to(app: typer.Typer) -> None:
    """Register this group's commands."""
    app.command()(faults)


def faults(
    *,
    blows: Annotated[int, typer.Option(min=1, help="How many blows.")] = 30,
    report: _REPORT = None,
    seed: Annotated[int, typer.Option(help="Of the order of blows and of the city.")] = 1,
    state: _STATE = None,
    rate: Annotated[float, typer.Option(min=1, help="Scans a second meanwhile.")] = 60.0,
    partitions: Annotated[int, typer.Option(min=1, help="Partitions of the house's topics.")] = 4,
) -> None:
    """Strike a house under load, again and again, and check that nothing was lost or doubled.

    Example: `./chot faults --blows 30 --report faults.json` (about half a minute a blow). The house
    is one of its own in a folder of its own, which is kept if the exit status is not 0.
    """
    import shutil
    import tempfile

    from deploy.faults.load import Load
    from deploy.faults.run import SECONDS_A_BLOW, FaultRun, Order, StoppedError
    from deploy.stopping import stop_on_signals

    folder = Path(tempfile.mkdtemp(prefix="chot-faults-"))
    given = Settings()
    settings = given.model_copy(
        update={
            "data": folder / "data",
            "kafka": "",
            "clickhouse": "",
            "partitions": partitions,
            "state": state or given.state,
        }
    )
    settings.data.mkdir()
    load = Load(rate=rate, seconds=blows * SECONDS_A_BLOW)
    order = Order(blows=blows, seed=seed, load=load)
    say(f"a house of its own in {settings.data}; seed {seed}, state {settings.state}")
    with stop_on_signals() as stopping:
        try:
            outcome = FaultRun(order, settings, stopping, say).run()
        except StoppedError:
            shutil.rmtree(folder, ignore_errors=True)
            raise typer.Exit(1) from None
    if report:
        outcome.write(report)
        say(f"figures in {report}")
    for kind, times in outcome.blows_by_kind.items():
        say(f"{times:4} x {kind}")
    say(
        f"{outcome.acknowledged:,} scans acknowledged, {outcome.lost} lost, {outcome.doubled} "
        f"doubled, {outcome.verify_differences} differences, {outcome.dead_letters} dead letters "
        f"for {outcome.poison_lines} poison lines; longest standstill "
        f"{outcome.longest_standstill_s:.1f} s"
    )
    if outcome.complaints:
        for complaint in outcome.complaints:
            say(f"not as promised: {complaint}")
        say(f"what the house kept and said is in {settings.data}")
        raise typer.Exit(1)
    shutil.rmtree(folder, ignore_errors=True)
