"""Plays the city in the background and shows it, for as long as somebody watches."""

from collections.abc import Callable

from rich.console import Console

from contracts.settings import Settings
from deploy.accounts import read_accounts
from deploy.demo.background import Background
from deploy.demo.display import open_display
from deploy.demo.outcome import show_outcome
from deploy.demo.play import Demonstration, Stage
from deploy.demo.report import Report
from deploy.running import RunningHouse
from simulation.plan import Plan

Watch = Callable[[Callable[[], bool]], None]


def play_and_show(
    plan: Plan,
    *,
    house: RunningHouse,
    settings: Settings,
    console: Console,
    watch: Watch,
    check_when_stopped: bool = False,
) -> Report | None:
    """Play, show, check; None if `watch` returned early and that was to end without a check.

    `watch` is given a function that says whether to go on, and calls it several times a second.

    Raises:
        Stop: an account or a question is not accepted.
        TryAgain: the house does not answer.
    """
    stage = Stage()
    demonstration = Demonstration(
        plan,
        house=house,
        accounts=read_accounts(settings.secrets),
        stage=stage,
        check_when_stopped=check_when_stopped,
    )
    job = Background("city", demonstration.play)
    with open_display(console) as display:

        def goes_on() -> bool:
            display.update(stage)
            return not job.is_over

        job.start()
        try:
            watch(goes_on)
        finally:
            job.stop()
        # It ends soon: requests under way are waited for with a deadline.
        report = job.result()
    if report is not None:
        show_outcome(console, report, stage)
    return report
