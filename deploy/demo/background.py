"""An event loop in a thread of its own, so that the main thread can watch over processes."""

import asyncio
import contextlib
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Background(Generic[T]):
    """Runs one asynchronous job that ends when its event is set, or by itself."""

    def __init__(self, name: str, job: Callable[[asyncio.Event], Coroutine[Any, Any, T]]) -> None:
        self._job = job
        self._outcome: Future[T] = Future()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop: asyncio.Event | None = None
        self._begun = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()
        self._begun.wait()

    @property
    def is_over(self) -> bool:
        """Whether the job has ended."""
        return self._outcome.done()

    def stop(self) -> None:
        """Ask the job to end; it may still finish what it has begun."""
        if self._loop and self._stop:
            # A loop that is closed belongs to a job that has ended.
            with contextlib.suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._stop.set)

    def result(self, timeout_s: float | None = None) -> T:
        """Wait for the job and return what it brought, or raise what it raised."""
        return self._outcome.result(timeout_s)

    def _run(self) -> None:
        try:
            self._outcome.set_result(asyncio.run(self._main()))
        except BaseException as fault:  # noqa: BLE001 - handed to whoever asks for the result
            self._outcome.set_exception(fault)
        finally:
            self._begun.set()

    async def _main(self) -> T:
        self._loop = asyncio.get_running_loop()
        self._stop = asyncio.Event()
        self._begun.set()
        return await self._job(self._stop)
