"""`chot bench tracing` as a process, in its smallest form."""

from pathlib import Path

import msgspec
import pytest

from bench.streams.lap import PEERS_PYTHON
from bench.tracing.figures import Report
from tests.builders.benches import run_bench

pytestmark = [
    pytest.mark.integration,
    pytest.mark.skipif(not PEERS_PYTHON.exists(), reason="./chot bench tracing installs DuckDB"),
]

_TINY = ("--quick", "--scans", "20000")
_ENDS_WITHIN_S = 900

# So small a nation has one place a region.
_OF_MANY_PLACES = {"flows", "repeats"}


def test_house_naive_join_and_duckdb_say_the_same(tmp_path: Path) -> None:
    """Of every question, or the bench would have refused; nothing is left behind."""
    ran = run_bench("tracing", *_TINY, folder=tmp_path, ends_within_s=_ENDS_WITHIN_S)

    report = msgspec.json.decode(ran.report, type=Report)
    found = {one.name: one for one in report.answered}
    assert {"timeline", "contacts_1", "contacts_100", "contacts_1000", "spread_10"} <= set(found)
    assert all(one.facts > 0 for name, one in found.items() if name not in _OF_MANY_PLACES)
    assert all(min(one.house_s, one.naive_s, one.duck_s) > 0 for one in found.values())
    assert {one.name for one in report.grown} == set(found)
    assert report.loading_rows_per_s > 0
    assert report.loaded.house_rows_per_s > 0
    assert "the same facts" in ran.printed
