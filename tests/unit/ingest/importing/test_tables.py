"""Workbooks and Parquet files, whose cells have types."""

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, Literal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from contracts.errors import FixRequest, Stop
from tests.builders.importing import read_all, write_workbook

Unit = Literal["s", "ms", "us", "ns"]

HEADER = ("who", "where", "when")
MORNING = datetime.fromisoformat("2021-08-24T07:30:15")
MIDNIGHT = datetime.fromisoformat("2021-08-25")


def test_a_workbook_gives_real_times_and_numbers(tmp_path: Path) -> None:
    """Rows are numbered as a person sees them."""
    file = write_workbook(tmp_path / "trips.xlsx", [HEADER, ("p1", 7, MORNING)])

    assert ([(2, "p1", 7.0, MORNING)], []) == read_all(file)


def test_a_workbooks_header_is_its_first_row_with_anything_in_it(tmp_path: Path) -> None:
    """Empty rows are no rows."""
    rows = [(), (), HEADER, ("p1", "w1", MORNING), (), ("p2", "w2", MORNING)]

    read, _ = read_all(write_workbook(tmp_path / "trips.xlsx", rows))

    assert [(4, "p1", "w1", MORNING), (6, "p2", "w2", MORNING)] == read


def test_midnight_in_a_workbook_is_a_time(tmp_path: Path) -> None:
    """A workbook keeps it as a mere day; other moments in the column show what is meant."""
    rows = [HEADER, ("p1", "w1", MORNING), ("p2", "w2", MIDNIGHT)]

    read, _ = read_all(write_workbook(tmp_path / "trips.xlsx", rows))

    assert [MORNING, MIDNIGHT] == [row[-1] for row in read]


def test_days_alone_in_a_workbook_stay_days(tmp_path: Path) -> None:
    """Nobody knows the time, so none is made up."""
    rows = [HEADER, ("p1", "w1", date(2021, 8, 24)), ("p2", "w2", date(2021, 8, 25))]

    read, _ = read_all(write_workbook(tmp_path / "trips.xlsx", rows))

    assert [date(2021, 8, 24), date(2021, 8, 25)] == [row[-1] for row in read]


def test_a_workbook_without_a_mapped_column_is_refused(tmp_path: Path) -> None:
    """So is one without a header."""
    with pytest.raises(FixRequest, match="time: no_column"):
        read_all(write_workbook(tmp_path / "trips.xlsx", [("who", "where")]))
    with pytest.raises(FixRequest, match="file: no_header"):
        read_all(write_workbook(tmp_path / "empty.xlsx", []))


def test_a_file_that_is_no_workbook_is_damaged(tmp_path: Path) -> None:
    """Whatever its name says."""
    file = tmp_path / "trips.xlsx"
    file.write_bytes(b"who,where,when\n")

    with pytest.raises(Stop, match="can't be read"):
        read_all(file)


def _parquet(folder: Path, times: "pa.Array[Any]") -> Path:
    file = folder / "trips.parquet"
    pq.write_table(pa.table({"who": ["p1", None], "where": [7, 8], "when": times}), file)
    return file


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_parquet_times_have_the_zone_they_were_written_with(tmp_path: Path, unit: Unit) -> None:
    """Told in UTC, and cut to our millisecond."""
    hanoi = timezone(timedelta(hours=7))
    moments = [MORNING.replace(tzinfo=hanoi), None]
    file = _parquet(tmp_path, pa.array(moments, pa.timestamp(unit, "Asia/Ho_Chi_Minh")))

    rows, _ = read_all(file)

    expected = datetime(2021, 8, 24, 0, 30, 15, tzinfo=UTC)
    assert [(1, "p1", 7, expected), (2, None, 8, None)] == rows


def test_parquet_times_without_a_zone_have_none(tmp_path: Path) -> None:
    """The mapping must give one."""
    rows, _ = read_all(_parquet(tmp_path, pa.array([MORNING, MORNING], pa.timestamp("ns"))))

    assert [MORNING, MORNING] == [row[-1] for row in rows]


def test_parquet_without_a_mapped_column_is_refused(tmp_path: Path) -> None:
    """And a file that is none is damaged."""
    file = tmp_path / "trips.parquet"
    pq.write_table(pa.table({"who": ["p1"], "where": ["w1"]}), file)
    with pytest.raises(FixRequest, match="time: no_column"):
        read_all(file)

    file.write_bytes(b"who,where,when\n")
    with pytest.raises(Stop, match="can't be read"):
        read_all(file)
