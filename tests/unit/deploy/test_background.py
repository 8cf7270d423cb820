"""A job beside the main thread."""

import asyncio

import pytest

from deploy.demo.background import Background


async def _until_stopped(stop: asyncio.Event) -> str:
    await stop.wait()
    return "stopped"


async def _fails(_: asyncio.Event) -> str:
    raise ValueError("no city")


def test_a_job_ends_when_it_is_asked_to() -> None:
    """The main thread sets the event of another thread's loop."""
    job = Background("waiting", _until_stopped)
    job.start()

    assert not job.is_over
    job.stop()
    assert job.result(10) == "stopped"


def test_what_a_job_raises_reaches_whoever_asks() -> None:
    """A job that failed is over, and its reason isn't lost."""
    job = Background("failing", _fails)
    job.start()

    with pytest.raises(ValueError, match="no city"):
        job.result(10)
    job.stop()
