"""Which core does what, so that what is measured and what measures it don't share one."""

import os
from collections.abc import Iterable
from pathlib import Path

import msgspec


class Cores(msgspec.Struct, frozen=True):
    """One core for what is measured, the rest for load and broker; the same where there is one."""

    measured: frozenset[int]
    others: frozenset[int]


def shared_out(cores: Iterable[int]) -> Cores:
    """Give the first core to what is measured."""
    first, *rest = sorted(cores)
    measured = frozenset({first})
    return Cores(measured, frozenset(rest) or measured)


def cores_here() -> Cores:
    """Share out the cores this process may use."""
    return shared_out(os.sched_getaffinity(0))


def pin(pid: int, cores: Iterable[int]) -> None:
    """Keep every thread of a process on these cores; threads it starts later stay there too."""
    for thread in _threads(pid):
        os.sched_setaffinity(thread, cores)


def _threads(pid: int) -> list[int]:
    return [int(folder.name) for folder in Path(f"/proc/{pid}/task").iterdir()]


def cpu_s(pid: int) -> float:
    """Return how many seconds of processor time a process has used, its threads included."""
    # The name, which may hold anything, stands in brackets before the numbers.
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    user, system = int(fields[11]), int(fields[12])
    return (user + system) / os.sysconf("SC_CLK_TCK")
