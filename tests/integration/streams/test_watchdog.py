"""The watchdog beside a real broker, in a process it may end."""

import subprocess
import sys

import pytest

from deploy.layout import ROOT
from service.topics import ensure_topics
from streams.watchdog import EXIT_STALLED
from tests.builders.streams import publish, scan

pytestmark = pytest.mark.integration

_WITHIN_S = 60

# Looks on for as long as the watchdog lets it.
_IDLES = """
import itertools, signal, sys
from streams.watchdog import RECOVERING, Watchdog
bootstrap, standing = sys.argv[1:]
held = itertools.chain([RECOVERING] * 2, itertools.repeat(eval(standing)))
Watchdog(bootstrap, "nobody", ["scans"], standing=lambda: next(held), limit_s=3).start()
signal.pause()
"""


@pytest.fixture(scope="module")
def waiting(kafka: str) -> str:
    """Give a broker on which scans wait in partition 0, and nothing in partition 1."""
    ensure_topics(kafka, partitions=2, replication=1)
    publish(kafka, 1, [scan(number) for number in range(20)], lines=5)
    return kafka


def _idle(kafka: str, standing: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", _IDLES, kafka, standing],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=_WITHIN_S,
    )


def test_a_worker_that_holds_a_partition_and_does_nothing_is_ended(waiting: str) -> None:
    """The log names the partition on which scans wait, and not the idle one."""
    ended = _idle(waiting, "(0, 1)")

    assert EXIT_STALLED == ended.returncode, ended.stderr
    assert "scans[0]" in ended.stdout + ended.stderr
    assert "scans[1]" not in ended.stdout + ended.stderr


def test_a_worker_that_gets_no_partitions_at_all_is_ended(waiting: str) -> None:
    """A consumer that never comes back into its group is of no use."""
    ended = _idle(waiting, "'unassigned'")

    assert EXIT_STALLED == ended.returncode, ended.stderr
