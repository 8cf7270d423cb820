"""CSV and JSON Lines of all kinds of makers."""

import gzip
from pathlib import Path

import pytest

from contracts.errors import FixRequest, Stop
from ingest.importing.batches import BATCH_ROWS
from ingest.importing.readers import read_batches
from tests.builders.importing import COLUMNS, read_all

HEADER = "who,where,when\n"


def _csv(folder: Path, text: str | bytes, name: str = "trips.csv") -> Path:
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def test_rows_come_with_the_lines_they_begin_on(tmp_path: Path) -> None:
    """The header is line 1; columns may stand in any order, and others beside them."""
    file = _csv(tmp_path, "x,when,who,where\n1,t1,p1,w1\n2,t2,p2,w2\n")

    assert ([(2, "p1", "w1", "t1"), (3, "p2", "w2", "t2")], []) == read_all(file)


def test_a_byte_order_mark_is_no_part_of_the_first_column(tmp_path: Path) -> None:
    """Spreadsheets write one."""
    file = _csv(tmp_path, b"\xef\xbb\xbf" + HEADER.encode() + b"p1,w1,t1\n")

    assert [(2, "p1", "w1", "t1")] == read_all(file)[0]


@pytest.mark.parametrize("separator", [";", "\t"])
def test_the_header_tells_the_separator(tmp_path: Path, separator: str) -> None:
    """Spreadsheets of many countries put a semicolon, and commas into numbers."""
    text = f"who{separator}where{separator}when\r\np1{separator}1,5{separator}t1\r\n"

    assert [(2, "p1", "1,5", "t1")] == read_all(_csv(tmp_path, text))[0]


def test_a_quoted_line_break_belongs_to_its_cell(tmp_path: Path) -> None:
    """The rows after it keep the numbers of their lines."""
    file = _csv(tmp_path, HEADER + '"p\n1","w ""1""",t1\np2,w2,t2\n')

    assert [(2, "p\n1", 'w "1"', "t1"), (4, "p2", "w2", "t2")] == read_all(file)[0]


def test_lines_without_anything_are_no_rows(tmp_path: Path) -> None:
    """Above the header, between rows, and as a row of separators."""
    file = _csv(tmp_path, "\n" + HEADER + "\np1,w1,t1\n,,\n\np2,w2,t2\n")

    assert ([(4, "p1", "w1", "t1"), (7, "p2", "w2", "t2")], []) == read_all(file)


def test_a_gzipped_file_is_read_as_it_is(tmp_path: Path) -> None:
    """Its name says so."""
    file = _csv(tmp_path, gzip.compress(f"{HEADER}p1,w1,t1\n".encode()), "TRIPS.CSV.gz")

    assert [(2, "p1", "w1", "t1")] == read_all(file)[0]


def test_a_broken_row_is_refused_and_the_next_is_read(tmp_path: Path) -> None:
    """Too few cells, too many, bytes of another encoding, quotes gone wrong."""
    rows = [b"p1,w1", b"p2,w2,t2,more", b"p\xff3,w3,t3", b'"p4"x,w4,t4', b"p5,w5,t5"]
    file = _csv(tmp_path, HEADER.encode() + b"\n".join(rows) + b"\n")

    read, refused = read_all(file)

    assert [(6, "p5", "w5", "t5")] == read
    assert [
        (2, "row", "cell_count"),
        (3, "row", "cell_count"),
        (4, "row", "not_utf8"),
        (5, "row", "bad_quotes"),
    ] == refused


def test_an_open_quote_at_the_end_is_a_broken_row(tmp_path: Path) -> None:
    """Named by the line it begins on."""
    file = _csv(tmp_path, HEADER + 'p1,w1,t1\np2,"w2,t2\np3,w3,t3\n')

    assert ([(2, "p1", "w1", "t1")], [(3, "row", "bad_quotes")]) == read_all(file)


@pytest.mark.parametrize(
    ("header", "field", "reason"),
    [
        ("who,where\n", "time", "no_column"),
        ("who,where,when,where\n", "place", "column_twice"),
        ("", "file", "no_header"),
        ("\n\n", "file", "no_header"),
        ('"who,where\n', "file", "no_header"),
    ],
)
def test_a_header_that_does_not_fit_stops_everything(
    tmp_path: Path, header: str, field: str, reason: str
) -> None:
    """Before a single row is read."""
    with pytest.raises(FixRequest) as refused:
        read_all(_csv(tmp_path, header))

    assert [(field, reason)] == [(fault.field, fault.reason) for fault in refused.value.faults]


def test_a_header_without_rows_is_an_empty_file(tmp_path: Path) -> None:
    """Nothing to do is no fault."""
    assert ([], []) == read_all(_csv(tmp_path, HEADER))


def test_a_long_file_comes_in_batches_with_progress(tmp_path: Path) -> None:
    """No row is lost between two of them."""
    rows = "".join(f"p{number},w,t\n" for number in range(2 * BATCH_ROWS + 7))

    batches = list(read_batches(_csv(tmp_path, HEADER + rows), COLUMNS))

    assert [BATCH_ROWS, BATCH_ROWS, 7] == [len(batch.lines) for batch in batches]
    assert sorted(batch.progress for batch in batches) == [batch.progress for batch in batches]
    assert batches[-1].progress == 1.0


def test_objects_come_with_their_lines(tmp_path: Path) -> None:
    """Numbers stay numbers; a field that an object lacks is empty."""
    text = '{"who":7,"where":"w1","when":"t1"}\n\n{"where":"w2","who":"p2"}\n'

    rows, refused = read_all(_csv(tmp_path, text, "trips.jsonl"))

    assert [(1, 7, "w1", "t1"), (3, "p2", "w2", None)] == rows
    assert not refused


def test_a_line_that_is_no_object_is_refused(tmp_path: Path) -> None:
    """So is one that hides a list in a mapped field."""
    lines = (
        b'{"who":"p1","where":"w1","when":"t1"}',
        b"{",
        b"[1]",
        b'{"who":["p"]}',
        b'{"who":"\xff"}',
        b"[" * 10_000,
    )

    rows, refused = read_all(_csv(tmp_path, b"\n".join(lines), "trips.ndjson"))

    assert [(1, "p1", "w1", "t1")] == rows
    assert [
        (2, "row", "not_json"),
        (3, "row", "wrong_type"),
        (4, "person", "wrong_type"),
        (5, "row", "not_json"),
        (6, "row", "not_json"),
    ] == refused


def test_a_field_that_no_object_has_is_a_wrong_mapping(tmp_path: Path) -> None:
    """Otherwise a misspelt one would be empty in every row."""
    with pytest.raises(FixRequest, match="time: no_column"):
        read_all(_csv(tmp_path, '{"who":"p1","where":"w1"}\n', "trips.jsonl"))


def test_a_file_cut_off_in_the_middle_is_damaged(tmp_path: Path) -> None:
    """A person has to look at it."""
    whole = gzip.compress(f"{HEADER}p1,w1,t1\n".encode())

    with pytest.raises(Stop, match="can't be read"):
        read_all(_csv(tmp_path, whole[:-6], "trips.csv.gz"))


def test_a_missing_file_can_not_be_read(tmp_path: Path) -> None:
    """Said in one line."""
    with pytest.raises(Stop, match="can't be read"):
        read_all(tmp_path / "none.csv")


def test_an_unknown_ending_is_refused(tmp_path: Path) -> None:
    """With the endings that are known."""
    with pytest.raises(FixRequest, match="file_ending") as refused:
        read_all(_csv(tmp_path, HEADER, "trips.doc"))

    assert ".csv.gz" in refused.value.faults[0].detail
