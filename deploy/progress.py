"""How far a long command is: a bar on a terminal, and a line now and then elsewhere."""

import contextlib
import sys
import time
from collections.abc import Callable, Iterator

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

# The part of the work that is done, from 0 to 1, and what there is to say about it.
Show = Callable[[float, str], None]

_PLAIN_EVERY_S = 5.0


@contextlib.contextmanager
def shown_progress(name: str) -> Iterator[Show]:
    """Show how far the work of that name is."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _plain_lines()
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[told]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console) as bar:
        task = bar.add_task(name, total=1.0, told="")
        yield lambda done, told: bar.update(task, completed=done, told=told)


def _plain_lines() -> Show:
    due = time.monotonic() + _PLAIN_EVERY_S

    def show(done: float, told: str) -> None:
        nonlocal due
        if time.monotonic() >= due:
            due = time.monotonic() + _PLAIN_EVERY_S
            print(f"{done:4.0%} {told}", file=sys.stderr, flush=True)

    return show
