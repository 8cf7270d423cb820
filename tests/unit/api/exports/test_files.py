"""Files of answers, opened by other readers than those that wrote them."""

import csv
import io
from datetime import datetime

import msgspec
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from python_calamine import CalamineWorkbook

from analytics.flat import flat
from analytics.tables import Table
from api.exports.comma import csv_of, harmless
from api.exports.parquet import parquet_of
from api.exports.rows import with_place_names
from api.exports.workbook import xlsx_of
from contracts.places import places_of_2021
from tests.builders.analytics import START_MS
from tests.builders.exports import ABOUT, CASE, CONTACT, contact


class _Seen(msgspec.Struct, frozen=True):
    citizen_id: str
    place_id: str
    seen_ms: int
    km: float
    late: bool
    note: str


_ROWS = (
    _Seen(CONTACT, "hn-city-01", START_MS, -1.0, late=True, note="Nguyễn, “Ánh”\nHà Đông"),
    _Seen(CASE, "elsewhere", 0, 2.5, late=False, note="=HYPERLINK(1)"),
)
_TABLE = with_place_names(flat(Table("seen", _Seen, _ROWS)), places_of_2021(), "en", ids_too=True)
_PLACE = places_of_2021()["hn-city-01"].name_en


def test_a_spreadsheet_reads_csv_with_vietnamese_and_line_breaks() -> None:
    """RFC 4180 with a mark in front; moments say their zone, places their name."""
    written = csv_of(_TABLE)

    assert written.startswith(b"\xef\xbb\xbf")
    first, second = csv.DictReader(io.StringIO(written.decode("utf-8-sig"), newline=""))
    assert first["note"] == "Nguyễn, “Ánh”\nHà Đông"
    assert (first["seen_at"], second["seen_at"]) == ("2021-08-23T13:30:00.000+07:00", "")
    assert (first["place_id"], first["place"]) == ("hn-city-01", _PLACE)
    assert (first["km"], first["late"], second["place"]) == ("-1.0", "true", "elsewhere")


@pytest.mark.parametrize(
    "text", ["=1+1", "+84", "-2", "@SUM(A1)", "\tx", "\r=1", "\n=1", "＝1+1", "＠x"]
)
def test_a_text_that_a_spreadsheet_would_work_out_is_made_harmless(text: str) -> None:
    """An apostrophe in front; it is a text from then on."""
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "a=b", "29A-123.45", "2021-08-24"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    """Ids, plates and dates among them."""
    assert harmless(text) == text


def test_a_csv_cell_is_never_a_formula() -> None:
    """What was typed into a form can begin with anything."""
    assert b",'=HYPERLINK(1)\r\n" in csv_of(_TABLE)


def test_excel_reads_real_dates_and_no_formula() -> None:
    """In Hà Nội time, the header frozen, the first sheet about the question."""
    book = openpyxl.load_workbook(io.BytesIO(xlsx_of([_TABLE], ABOUT, "vi")))

    assert book.sheetnames == ["Giới thiệu", "seen"]
    sheet = book["seen"]
    header = [cell.value for cell in sheet[1]]
    row = dict(zip(header, sheet[2], strict=True))
    assert sheet.freeze_panes == "A2"
    assert row["seen_at"].value == datetime(2021, 8, 23, 13, 30)  # noqa: DTZ001  # Excel has no zone
    assert row["late"].value is True
    formula = dict(zip(header, sheet[3], strict=True))["note"]
    assert (formula.value, formula.data_type) == ("=HYPERLINK(1)", "s")


def test_another_reader_finds_what_was_asked_and_what_is_missing() -> None:
    """Purpose, who asked, how late the data is, and the sheets still in the queue."""
    written = io.BytesIO(xlsx_of([_TABLE], ABOUT, "en"))
    told = CalamineWorkbook.from_filelike(written).get_sheet_by_name("About").to_python()

    about = {str(name): str(value) for name, value in told}
    assert about["Purpose"] == "ca 7, quận Hà Đông"
    assert about["Asked by"] == "epi"
    assert about["Asked with"] == "within_minutes = 15"
    assert "13:30" in about["Span"]
    assert "13:29" in about["Data up to"]
    assert "2 not yet entered" in about["Paper sheets"]
    assert "90 minutes" in about["Paper sheets"]


def test_parquet_holds_moments_in_utc_and_what_was_asked() -> None:
    """The same columns and cells, typed."""
    found = pq.read_table(io.BytesIO(parquet_of(_TABLE, ABOUT)))

    assert found.schema.field("seen_at").type == pa.timestamp("ms", tz="UTC")
    assert found["seen_at"].cast(pa.int64()).to_pylist() == [START_MS, None]
    assert found["km"].to_pylist() == [-1.0, 2.5]
    assert found.schema.metadata[b"purpose"].decode() == "ca 7, quận Hà Đông"
    assert found.schema.metadata[b"sheets_waiting"] == b"2"


def test_an_answer_without_rows_is_a_file_with_a_header() -> None:
    """So that whoever opens it sees that nothing was found."""
    empty = flat(Table("contacts", type(contact()), ()))

    assert csv_of(empty).decode("utf-8-sig").startswith("citizen_id,meetings,")
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_of([empty], ABOUT, "en")))["contacts"]
    assert (sheet.max_row, sheet["A1"].value) == (1, "citizen_id")
