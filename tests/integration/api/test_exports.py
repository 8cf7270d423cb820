"""Answers as files over HTTP, opened again by other readers."""

import csv
import io
import uuid
from typing import Any

import httpx
import openpyxl
import pyarrow.parquet as pq
import pytest
from python_calamine import CalamineWorkbook

from analytics.flat import columns_of
from analytics.questions.contacts import Contact
from api.asking.catalogue import CATALOGUE
from contracts.events import DeclarationFiled
from tests.builders.analytics import START_MS, declaration, insert, scan
from tests.builders.api import RunningApi
from tests.builders.pdf import pages_of

pytestmark = pytest.mark.integration

_SPAN = {"from": "2021-08-23T00:00:00+07:00", "until": "2021-08-24T00:00:00+07:00"}


class _Met:
    """A case and a contact of Hà Đông who met at a gate, and the question about them."""

    def __init__(self, api: RunningApi) -> None:
        """Put them into the store."""
        self.api = api
        self.case, self.contact = uuid.uuid4().hex, uuid.uuid4().hex
        self.purpose = f"ca {uuid.uuid4().hex}"
        place = f"place-{uuid.uuid4().hex}"
        first = scan(0, citizen_id=self.case, place_id=place)
        second = scan(60, citizen_id=self.contact, place_id=place)
        insert(api.store, "scans", [first, second])
        insert(api.store, "declarations", [declaration(second, residence="268")])

    def file(self, **asked: str) -> httpx.Response:
        """Ask for the contacts as a file."""
        body = _SPAN | {"citizen_ids": [self.case], "purpose": self.purpose}
        with self.api.client("epidemiologist") as client:
            path = "/v1/questions/contacts"
            return client.post(path, params=asked | {"lang": "vi"}, json=body)


@pytest.fixture
def met(api: RunningApi) -> _Met:
    """Return a case and a contact of its own."""
    return _Met(api)


def test_contacts_leave_as_csv_under_a_name_without_anybody_in_it(met: _Met) -> None:
    """Of the question and the moment alone."""
    answer = met.file(format="csv")

    (row,) = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""))
    assert (row["citizen_id"], row["index_cases"]) == (met.contact, met.case)
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    named = answer.headers["content-disposition"]
    assert named.startswith('attachment; filename="chot-contacts-2')
    assert met.contact not in named


def test_contacts_leave_as_xlsx_parquet_and_pdf(met: _Met) -> None:
    """The same row in each."""
    book = openpyxl.load_workbook(io.BytesIO(met.file(format="xlsx").content))
    table = pq.read_table(io.BytesIO(met.file(format="parquet").content))
    printed = pages_of(met.file(format="pdf").content, dpi=40)

    assert book["contacts"]["A2"].value == met.contact
    assert table["citizen_id"].to_pylist() == [met.contact]
    assert [field.name for field in table.schema] == [c.name for c in columns_of(Contact)]
    text = "".join(page.text for page in printed)
    assert met.purpose in " ".join(text.split())
    assert met.contact[:8] in text


def test_contacts_leave_for_other_systems_with_their_district(met: _Met) -> None:
    """As declared last."""
    godata = met.file(format="godata").content.decode("utf-8-sig")
    sormas = met.file(format="sormas").content.decode("utf-8-sig")

    (one,) = csv.DictReader(io.StringIO(godata, newline=""))
    (other,) = csv.DictReader(io.StringIO(sormas, newline=""))
    assert (one["visualId"], one["addresses[0].locationId"]) == (met.contact, "Quận Hà Đông")
    assert (other["externalID"], other["district"]) == (met.contact, "Quận Hà Đông")
    assert other["caseIdExternalSystem"] == one["relationship.relatedId"] == met.case


def test_each_file_is_on_the_audit_topic_with_its_format(met: _Met) -> None:
    """Who took what out of the house, and why; what was only shown has none."""
    for asked in ({}, {"format": "csv"}, {"format": "pdf"}):
        met.file(**asked).raise_for_status()

    noted = met.api.questions_noted(met.purpose)
    assert {event.as_file for event in noted} == {"", "csv", "pdf"}
    assert {event.about for event in noted} == {(met.case,)}


@pytest.mark.parametrize(
    ("asked", "field"), [({"format": "doc"}, "format"), ({"format": "csv", "table": "x"}, "table")]
)
def test_a_file_nobody_can_make_is_refused(met: _Met, asked: dict[str, str], field: str) -> None:
    """Naming the fault."""
    answer = met.file(**asked)

    assert answer.status_code == httpx.codes.UNPROCESSABLE_ENTITY
    assert [error["field"] for error in answer.json()["errors"]] == [field]


def test_a_question_without_contacts_is_no_contact_list(api: RunningApi) -> None:
    """Alerts can't be taken in as contacts."""
    body: dict[str, Any] = _SPAN | {"purpose": "the daily review"}
    with api.client("epidemiologist") as client:
        answer = client.post("/v1/questions/alerts?format=sormas", json=body)

    assert answer.status_code == httpx.codes.UNPROCESSABLE_ENTITY


_BODIES: dict[str, dict[str, Any]] = {
    "timeline": {"citizen_id": "a" * 32},
    "vehicle": {"plate": "29A-123.45"},
    "contacts": {"citizen_ids": ["a" * 32]},
    "spread": {"citizen_ids": ["a" * 32]},
    "milestones": {"citizen_ids": ["a" * 32]},
    "presence": {"place_id": "hn-city-01"},
    "departures": {"unit": "001"},
}


def test_every_question_of_the_house_gives_out_files(api: RunningApi) -> None:
    """Also where nothing was found: a sheet for each table, and the same columns in Parquet."""
    for kind in CATALOGUE:
        body = _SPAN | {"purpose": "the daily review"} | _BODIES.get(kind.name, {})
        with api.client(*kind.roles) as client:
            path = f"/v1/questions/{kind.name}"
            xlsx = client.post(path, params={"format": "xlsx", "lang": "en"}, json=body)
            parquet = client.post(path, params={"format": "parquet"}, json=body)
        sheets = CalamineWorkbook.from_filelike(io.BytesIO(xlsx.content)).sheet_names
        columns = pq.read_schema(io.BytesIO(parquet.content)).names

        assert sheets[0] == "About", kind.name
        assert len(sheets) > 1, kind.name
        assert columns, kind.name


def test_the_newest_declaration_says_where_somebody_lives(met: _Met) -> None:
    """One that was declared later counts, whenever it arrived."""
    shown = scan(60, citizen_id=met.contact)
    later: DeclarationFiled = declaration(
        shown, declaration_id=uuid.uuid4().hex, residence="001", declared_ms=START_MS + 1
    )
    insert(met.api.store, "declarations", [later], offset=1)

    assert "Quận Ba Đình" in met.file(format="godata").text
