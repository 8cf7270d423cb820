"""The example notebook runs from its first cell to its last, on a store as the house leaves it."""

import os
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from analytics.migrations import migrate
from analytics.store import Store
from contracts.settings import Settings
from tests.builders.analytics import MINUTE_MS, START_MS, insert_all, scan

pytestmark = pytest.mark.integration

_ROOT = Path(__file__).parents[3]
_NOTEBOOK = _ROOT / "docs" / "notebooks" / "tracing.ipynb"
_WITHIN_S = 180


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Leave a store in which ann met ben, and ben met cam an hour later."""
    scans = [
        scan(1, citizen_id="ann"),
        scan(2, citizen_id="ben", lane="2"),
        scan(3, citizen_id="ann", place_id="hn-city-02", happened_ms=START_MS + 90 * MINUTE_MS),
        scan(4, citizen_id="ben", place_id="hn-city-03", happened_ms=START_MS + 60 * MINUTE_MS),
        scan(5, citizen_id="cam", place_id="hn-city-03", happened_ms=START_MS + 61 * MINUTE_MS),
    ]
    with Store.open(Settings(data=tmp_path)) as store:
        migrate(store)
        insert_all(store, scans)
    return tmp_path


def _read() -> nbformat.NotebookNode:
    found: nbformat.NotebookNode = nbformat.read(_NOTEBOOK, as_version=4)  # type: ignore[no-untyped-call]
    return found


def _run(data: Path) -> dict[str, Any]:
    """Run every cell and return what the last line of each came to."""
    notebook = _read()
    folders = ("IPYTHONDIR", "JUPYTER_RUNTIME_DIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR")
    kernel = {
        **os.environ,
        **{name: str(data / "jupyter") for name in folders},
        "PYTHONPATH": str(_ROOT),
        "CHOT_DATA": str(data),
        "CHOT_CLICKHOUSE": "",
    }
    runner = NotebookClient(notebook, timeout=_WITHIN_S, kernel_name="python3")
    runner.execute(env=kernel)
    results = (
        (cell.id, output.data)
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
        if output.output_type == "execute_result"
    )
    return dict(results)


def test_every_cell_runs_and_finds_who_is_there(data: Path) -> None:
    """Whoever was scanned most is taken for the index person; the picture has all three."""
    told = _run(data)

    assert "'ann'" in told["somebody"]["text/plain"]
    assert "hn-city-02" in told["timeline"]["text/plain"]
    assert "ben" in told["contacts"]["text/plain"]
    assert "cam" in told["ways"]["text/plain"]
    assert told["draw"]["image/svg+xml"].count("<line") == 2


def test_no_outputs_are_kept() -> None:
    """They would hold the ids of people."""
    cells = [cell for cell in _read().cells if cell.cell_type == "code"]
    assert not [cell.id for cell in cells if cell.outputs or cell.execution_count]
