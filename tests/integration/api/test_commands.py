"""`chot ask` puts every question, in every form."""

import csv
import io
import uuid

import msgspec
import pytest
from typer.testing import CliRunner, Result

from api.asking.catalogue import CATALOGUE
from api.asking.kinds import AnyKind
from deploy.asking import Session
from deploy.question_commands import app_of
from tests.builders.analytics import insert_all, scan
from tests.builders.api import RunningApi

pytestmark = pytest.mark.integration

_SPAN = ("--from", "2021-08-23T00:00:00+07:00", "--until", "2021-08-24T00:00:00+07:00")
_PERSON = "0f" * 16
_NEEDED: dict[str, tuple[str, ...]] = {
    "timeline": (_PERSON,),
    "vehicle": ("29A-990.01",),
    "contacts": (_PERSON,),
    "spread": (_PERSON,),
    "milestones": (_PERSON,),
    "presence": ("--place", "hn-city-07"),
    "departures": ("001",),
}


class _SignedIn(Session):
    """A session that is there already."""

    def __init__(self, url: str, authorization: str) -> None:
        """Take an address and what goes into its header."""
        self.url = url
        self.token = authorization.removeprefix("Bearer ")


def _asked(api: RunningApi, name: str, *options: str) -> Result:
    def sign_in(_: str) -> Session:
        headers = api.headers("official", "epidemiologist")
        return _SignedIn(api.url, headers["Authorization"])

    app = app_of(name, sign_in)
    assert app is not None
    found = CliRunner().invoke(
        app, [*options, *_SPAN, "--purpose", f"case {uuid.uuid4().hex}"], catch_exceptions=False
    )
    assert found.exit_code == 0, found.output
    return found


@pytest.mark.parametrize("kind", CATALOGUE, ids=lambda kind: kind.name)
def test_every_question_is_asked_in_every_form(api: RunningApi, kind: AnyKind) -> None:
    """A table with how late the data is, JSON as it came, CSV with the chief table's columns."""
    needed = _NEEDED.get(kind.name, ())

    table = _asked(api, kind.name, *needed).output
    told = msgspec.json.decode(_asked(api, kind.name, *needed, "--format", "json").stdout_bytes)
    file = _asked(api, kind.name, *needed, "--format", "csv").stdout_bytes.decode("utf-8-sig")

    assert table.strip()
    assert {"freshness", "rows_read"} <= told.keys()
    assert next(csv.reader(io.StringIO(file)))


def test_a_row_of_the_answer_stands_in_every_form(api: RunningApi) -> None:
    """With the filters that were given."""
    citizen = uuid.uuid4().hex
    scans = [
        scan(n, scan_id=f"{citizen}{n}", citizen_id=citizen, place_id="hn-city-06", direction=way)
        for n, way in enumerate(("in", "out"))
    ]
    insert_all(api.store, scans)
    options = ("--place", "hn-city-06", "--direction", "out")

    table = _asked(api, "presence", *options).output
    told = msgspec.json.decode(_asked(api, "presence", *options, "--format", "json").stdout_bytes)
    file = _asked(api, "presence", *options, "--format", "csv").stdout_bytes.decode("utf-8-sig")

    assert citizen in table
    assert [(one["citizen_id"], one["scans"]) for one in told["people"]] == [(citizen, 1)]
    (row,) = csv.DictReader(io.StringIO(file))
    assert (row["citizen_id"], row["last_direction"]) == (citizen, "out")
