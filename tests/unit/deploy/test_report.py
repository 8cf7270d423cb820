"""What a demonstration's figures say."""

import json
from pathlib import Path

import msgspec
import pytest

from deploy.demo.report import Percentiles, Report, percentiles

_CLEAN = Report(
    seconds=600,
    acknowledged=1000,
    in_doubt=0,
    in_clickhouse=1000,
    doubled=0,
    verify_differences=0,
    recall=1.0,
    precision=1.0,
    second_recall=1.0,
    second_precision=1.0,
    latency_ms=Percentiles(400, 900),
    live_latency_ms=Percentiles(500, 1200),
    scans_per_s=200,
    declared=300,
    faults=(),
)


@pytest.mark.parametrize(
    ("in_doubt", "in_clickhouse", "differences", "clean"),
    [
        (0, 1000, 0, True),
        (0, 999, 0, False),
        (0, 1001, 0, False),
        (2, 1002, 0, True),
        (2, 1003, 0, False),
        (0, 1000, 1, False),
    ],
)
def test_only_a_run_without_loss_doubling_or_difference_is_clean(
    in_doubt: int, in_clickhouse: int, differences: int, *, clean: bool
) -> None:
    """What was never answered may be there or not; everything else is exact."""
    report = msgspec.structs.replace(
        _CLEAN, in_doubt=in_doubt, in_clickhouse=in_clickhouse, verify_differences=differences
    )

    assert report.is_clean is clean


def test_a_scan_that_stands_twice_is_not_clean() -> None:
    """Two rows of one scan would be counted twice by whoever asks."""
    assert not msgspec.structs.replace(_CLEAN, doubled=1).is_clean


def test_percentiles_are_told_in_milliseconds() -> None:
    """The median and the value that 99 of 100 do not exceed."""
    assert percentiles([n / 1000 for n in range(1, 201)]) == Percentiles(101.0, 199.0)


def test_without_measurements_there_are_no_percentiles() -> None:
    """-1 says so; 0 would look like a very good figure."""
    assert percentiles([]) == Percentiles(-1.0, -1.0)


def test_a_report_for_machines_has_the_agreed_keys(tmp_path: Path) -> None:
    """Others read these keys."""
    _CLEAN.write(tmp_path / "report.json")

    told = json.loads((tmp_path / "report.json").read_text())
    assert set(told) >= {
        "acknowledged",
        "in_clickhouse",
        "verify_differences",
        "recall",
        "precision",
        "latency_ms",
        "scans_per_s",
    }
    assert set(told["latency_ms"]) == {"p50", "p99"}
