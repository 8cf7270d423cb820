"""The list of refused rows."""

import csv
from pathlib import Path

from contracts.errors import Fault
from ingest.importing.rejects import Rejects


def test_refused_rows_are_listed_with_words_in_both_languages(tmp_path: Path) -> None:
    """Line, field and reason; nothing of what stood there."""
    rejects = Rejects(tmp_path / "imports" / "rejects.csv")
    rejects.add([Fault(field="time", reason="bad_time", line=7)])
    rejects.add([Fault(field="plate", reason="too_long", line=9, detail="30")])
    rejects.close()

    file = rejects.written
    assert file is not None
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))
    assert ["line", "field", "reason", "vi", "en"] == rows[0]
    assert [["7", "time", "bad_time"], ["9", "plate", "too_long"]] == [row[:3] for row in rows[1:]]
    assert "30" in rows[2][3]
    assert "30" in rows[2][4]


def test_without_refused_rows_there_is_no_list(tmp_path: Path) -> None:
    """Not even its folder."""
    rejects = Rejects(tmp_path / "imports" / "rejects.csv")
    rejects.add([])
    rejects.close()

    assert rejects.written is None
    assert not (tmp_path / "imports").exists()
