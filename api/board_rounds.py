"""Reads the board's figures again and again, while anybody looks."""

import asyncio
import contextlib
import time

from api.board_figures import BoardFigures
from api.broadcast import Broadcast
from contracts.errors import TryAgain
from service.logs import log_of

# Reading may take this share of the time; where it takes long, it is done less often.
_SHARE = 0.2

_log = log_of("board")


class Rounds:
    """One reading for all viewers, told to each area. Lives on one event loop."""

    def __init__(self, figures: BoardFigures, broadcast: Broadcast, *, pause_s: float) -> None:
        """Read at most every `pause_s` seconds."""
        self._figures = figures
        self._broadcast = broadcast
        self._pause_s = pause_s
        self._due_s = 0.0
        self._wanted = asyncio.Event()
        self._ended = False

    def begin(self) -> None:
        """Tell an area at which nobody has looked before, from what was read last."""
        self._wanted.set()

    def end(self) -> None:
        """End `run`."""
        self._ended = True
        self._wanted.set()

    async def run(self) -> None:
        """Read and tell until the end; while nobody looks nothing is read."""
        while not self._ended:
            self._wanted.clear()
            await self._round()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._wanted.wait(), self._until_due_s())
        await asyncio.to_thread(self._figures.close)

    async def _round(self) -> None:
        areas = self._broadcast.figures_wanted()
        if not areas:
            return
        began_s = time.monotonic()
        if began_s < self._due_s:
            areas = self._broadcast.without_figures()
        else:
            try:
                await asyncio.to_thread(self._figures.read)
            except TryAgain as fault:
                # What was read last is told again; its own moment says how old it is.
                _log.warning("figures_not_read", fault=str(fault))
            took_s = time.monotonic() - began_s
            self._due_s = began_s + max(self._pause_s, took_s / _SHARE)
        await self._broadcast.tell_figures(await asyncio.to_thread(self._figures.tell, areas))

    def _until_due_s(self) -> float:
        return max(0.05, self._due_s - time.monotonic()) if self._due_s else self._pause_s
