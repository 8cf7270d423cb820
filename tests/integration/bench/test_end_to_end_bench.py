"""`chot bench end-to-end` as a process, in its quick form."""

from pathlib import Path

import msgspec
import pytest

from bench.end_to_end.figures import Report
from bench.end_to_end.run import QUICK_RATES
from tests.builders.benches import run_bench

pytestmark = pytest.mark.integration

_ENDS_WITHIN_S = 500


def test_the_quick_bench_writes_every_figure(tmp_path: Path) -> None:
    """Of each rate and of both stores, marks what it reckoned, and leaves nothing behind."""
    ran = run_bench("end-to-end", "--quick", folder=tmp_path, ends_within_s=_ENDS_WITHIN_S)

    report = msgspec.json.decode(ran.report, type=Report)
    assert tuple(seen.asked_per_s for seen in report.visible) == QUICK_RATES
    for seen in report.visible:
        assert seen.acknowledged_per_s > 0
        assert seen.probes > 0
    assert [one.is_reckoned for one in report.growth] == [False, False, True, True, True]
    for one in report.growth:
        assert set(one.stores) == {"memory://", "rocksdb://"}
        assert one.stores["memory://"].records >= one.entries
    assert set(report.recovery_s_per_million) == {"memory://", "rocksdb://"}
