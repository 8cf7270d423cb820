"""Sharing out cores."""

import os

import pytest

from bench.cores import cpu_s, shared_out


@pytest.mark.parametrize(
    ("cores", "measured", "others"),
    [
        ({0, 1}, frozenset({0}), frozenset({1})),
        ({3, 2, 5}, frozenset({2}), frozenset({3, 5})),
        ({4}, frozenset({4}), frozenset({4})),
    ],
)
def test_what_is_measured_has_a_core_for_itself(
    cores: set[int], measured: frozenset[int], others: frozenset[int]
) -> None:
    """Unless there is only one."""
    shared = shared_out(cores)

    assert (measured, others) == (shared.measured, shared.others)


def test_processor_time_of_a_process_is_read_from_the_kernel() -> None:
    """It agrees with what the process itself is told, to the kernel's tick."""
    before = os.times()
    read = cpu_s(os.getpid())
    after = os.times()

    tick = 1 / os.sysconf("SC_CLK_TCK")
    assert before.user + before.system - tick <= read <= after.user + after.system + tick
