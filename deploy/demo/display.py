"""The live display of a demonstration: a calm panel on a terminal, elsewhere a line at times."""

import contextlib
import time
from collections.abc import Iterator
from datetime import datetime

from rich.console import Console
from rich.live import Live
from rich.table import Table

from contracts.sealing import HANOI
from deploy.demo.play import Stage

_PANEL_EVERY_S = 0.5
_LINE_EVERY_S = 10.0

_CATEGORIES = ("pass", "pass_with_attention", "ask", "refuse")


def figures(stage: Stage) -> dict[str, str]:
    """Return what there is to tell, by its name."""
    progress = stage.progress
    told = {"now": stage.phase}
    if progress.city_time_ms:
        moment = datetime.fromtimestamp(progress.city_time_ms / 1000, HANOI)
        told["city time"] = f"{moment:%Y-%m-%d %H:%M}"
    told["declared"] = f"{progress.declared:,}"
    told["scans acknowledged"] = f"{progress.acknowledged:,} ({progress.scans_per_s:,.0f} a second)"
    told["loaded in ClickHouse"] = f"{stage.loaded:,} (repeated ones too)"
    told["verdicts"] = ", ".join(
        f"{progress.categories[name]:,} {name.replace('_', ' ')}" for name in _CATEGORIES
    )
    if progress.index_cases:
        told["an index person"] = progress.index_cases[0]
    if progress.retried:
        told["sent again"] = f"{progress.retried:,} requests while the gateway was away"
    if progress.refused_by_gateway:
        told["never taken"] = f"{progress.refused_by_gateway:,}, first: {progress.faults[0]}"
    return told


class Display:
    """Shows a stage; `update` may be called as often as one likes."""

    def __init__(self, console: Console, live: Live | None) -> None:
        self._console = console
        self._live = live
        self._shown_at = 0.0

    def update(self, stage: Stage) -> None:
        """Show the stage, unless it was shown a moment ago."""
        now = time.monotonic()
        if now - self._shown_at < (_PANEL_EVERY_S if self._live else _LINE_EVERY_S):
            return
        self._shown_at = now
        told = figures(stage)
        if self._live:
            self._live.update(_panel(told))
        else:
            line = "; ".join(f"{name}: {text}" for name, text in told.items())
            self._console.print(line, soft_wrap=True, markup=False, highlight=False)


def _panel(told: dict[str, str]) -> Table:
    table = Table.grid(padding=(0, 3))
    for name, text in told.items():
        table.add_row(f"[dim]{name}[/]", text)
    return table


@contextlib.contextmanager
def open_display(console: Console) -> Iterator[Display]:
    """Show for as long as the context lasts; other output goes above the panel."""
    if not console.is_terminal:
        yield Display(console, None)
        return
    with Live(console=console, auto_refresh=True, refresh_per_second=4) as live:
        yield Display(console, live)
